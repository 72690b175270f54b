import Storage

/// Desks, the times they open, and the visits that take them.
let appointmentsSchema: [Migration] = [
    Migration(
        "Appointments", "2026-11-23-appointments",
        [
            """
            CREATE TABLE desk (
                id BIGINT PRIMARY KEY, location BIGINT NOT NULL, name TEXT NOT NULL,
                step BIGINT NOT NULL CHECK (step BETWEEN 5 AND 240),
                minutes_first BIGINT NOT NULL CHECK (minutes_first > 0),
                minutes_each BIGINT NOT NULL CHECK (minutes_each > 0),
                demo BIGINT NOT NULL CHECK (demo IN (0, 1)), UNIQUE (location, name))
            """,
            """
            CREATE TABLE desk_service (
                desk BIGINT NOT NULL REFERENCES desk (id), service TEXT NOT NULL, PRIMARY KEY (desk, service))
            """,
            """
            CREATE TABLE opening (
                desk BIGINT NOT NULL REFERENCES desk (id), day BIGINT NOT NULL,
                from_minute BIGINT NOT NULL CHECK (from_minute >= 0),
                to_minute BIGINT NOT NULL CHECK (to_minute <= 1440),
                PRIMARY KEY (desk, day, from_minute), CHECK (from_minute < to_minute))
            """,
            """
            CREATE TABLE visit (
                id BIGINT PRIMARY KEY, case_id BIGINT NOT NULL, reference TEXT NOT NULL, service TEXT NOT NULL,
                location BIGINT NOT NULL, desk BIGINT NOT NULL REFERENCES desk (id), start BIGINT NOT NULL,
                minutes BIGINT NOT NULL CHECK (minutes > 0), people BIGINT NOT NULL CHECK (people > 0),
                state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'attended', 'missed')),
                arrived BIGINT, booked_by BIGINT NOT NULL, created BIGINT NOT NULL)
            """,
            // At most one open visit of a case.
            "CREATE UNIQUE INDEX visit_open ON visit (case_id) WHERE state = 'booked'",
            "CREATE INDEX visit_case ON visit (case_id, start)",
            "CREATE INDEX visit_day ON visit (location, start)",
            // A time at one desk exists once, and one visit at most holds it.
            """
            CREATE TABLE slot (
                desk BIGINT NOT NULL REFERENCES desk (id), start BIGINT NOT NULL,
                minutes BIGINT NOT NULL CHECK (minutes > 0), taken_by BIGINT REFERENCES visit (id),
                PRIMARY KEY (desk, start))
            """,
            "CREATE INDEX slot_start ON slot (start, desk)",
            "CREATE INDEX slot_visit ON slot (taken_by)",
        ])
]
