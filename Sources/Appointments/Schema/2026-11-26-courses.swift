import Storage

/// Courses of Portuguese as a host language: their sessions, who asked for a place, who came, what was certified.
let coursesSchema = Migration(
    "Appointments", "2026-11-26-courses",
    [
        """
        CREATE TABLE course (
            id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE, provider BIGINT NOT NULL, provider_name TEXT NOT NULL,
            level TEXT NOT NULL CHECK (level IN ('a1', 'a2', 'b1', 'b2')), municipality TEXT NOT NULL,
            venue TEXT NOT NULL, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            from_minute BIGINT NOT NULL, to_minute BIGINT NOT NULL, places BIGINT NOT NULL CHECK (places > 0),
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
            CHECK (first_day <= last_day), CHECK (from_minute < to_minute))
        """,
        "CREATE INDEX course_level ON course (level, municipality, first_day)",
        "CREATE INDEX course_provider ON course (provider, first_day)",
        """
        CREATE TABLE course_session (
            course BIGINT NOT NULL REFERENCES course (id), day BIGINT NOT NULL, PRIMARY KEY (course, day))
        """,
        """
        CREATE TABLE enrolment (
            id BIGINT PRIMARY KEY, course BIGINT NOT NULL REFERENCES course (id), person BIGINT NOT NULL,
            name TEXT NOT NULL, evidence TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'enrolled', 'left', 'lapsed')),
            asked_at BIGINT NOT NULL, offered_until BIGINT, demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
            CHECK ((state = 'offered') = (offered_until IS NOT NULL)))
        """,
        // At most one open request of a person for a course.
        """
        CREATE UNIQUE INDEX enrolment_open ON enrolment (course, person)
        WHERE state IN ('waiting', 'offered', 'enrolled')
        """,
        "CREATE INDEX enrolment_person ON enrolment (person, asked_at)",
        "CREATE INDEX enrolment_course ON enrolment (course, state, asked_at)",
        "CREATE INDEX enrolment_offer ON enrolment (offered_until) WHERE state = 'offered'",
        """
        CREATE TABLE attendance (
            course BIGINT NOT NULL, day BIGINT NOT NULL, enrolment BIGINT NOT NULL REFERENCES enrolment (id),
            was_there BIGINT NOT NULL CHECK (was_there IN (0, 1)), PRIMARY KEY (enrolment, day),
            FOREIGN KEY (course, day) REFERENCES course_session (course, day))
        """,
        """
        CREATE TABLE course_certificate (
            code TEXT PRIMARY KEY, enrolment BIGINT NOT NULL UNIQUE REFERENCES enrolment (id),
            level TEXT NOT NULL, made_at BIGINT NOT NULL, demo BIGINT NOT NULL CHECK (demo IN (0, 1)))
        """,
    ])
