import Storage

/// The tables of this room. `kase` because CASE is a word of SQL.
let casesSchema: [Migration] = [
    Migration(
        "Cases", "2026-11-23-cases",
        [
            """
            CREATE TABLE kase (
                id BIGINT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, procedure TEXT NOT NULL,
                procedure_version TEXT NOT NULL, applicant BIGINT NOT NULL, filed_by BIGINT NOT NULL,
                office BIGINT NOT NULL, office_place TEXT NOT NULL, municipality TEXT NOT NULL, filed_at BIGINT NOT NULL,
                demo BIGINT NOT NULL CHECK (demo IN (0, 1)), state TEXT NOT NULL,
                turn TEXT NOT NULL CHECK (turn IN ('person', 'state', 'none')), next_date BIGINT,
                decided_at BIGINT, outcome TEXT,
                CHECK ((decided_at IS NULL AND outcome IS NULL) OR (decided_at IS NOT NULL AND outcome IS NOT NULL)))
            """,
            "CREATE INDEX kase_queue ON kase (office, next_date, id)",
            "CREATE INDEX kase_board ON kase (procedure, state, next_date, id)",
            "CREATE INDEX kase_applicant ON kase (applicant, filed_at)",
            """
            CREATE TABLE case_member (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), position BIGINT NOT NULL,
                name TEXT NOT NULL, birth BIGINT NOT NULL, relation TEXT NOT NULL,
                in_portugal BIGINT NOT NULL CHECK (in_portugal IN (0, 1)), person BIGINT,
                UNIQUE (kase, position))
            """,
            """
            CREATE TABLE case_document (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id),
                member BIGINT REFERENCES case_member (id), code TEXT NOT NULL, digest TEXT NOT NULL,
                name TEXT NOT NULL, kind TEXT NOT NULL, bytes BIGINT NOT NULL CHECK (bytes > 0),
                received_at BIGINT NOT NULL, received_from BIGINT NOT NULL)
            """,
            "CREATE INDEX case_document_kase ON case_document (kase)",
            """
            CREATE TABLE request_item (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), code TEXT NOT NULL,
                member BIGINT REFERENCES case_member (id), asked_at BIGINT NOT NULL, received_at BIGINT,
                CHECK (received_at IS NULL OR received_at >= asked_at))
            """,
            "CREATE INDEX request_item_kase ON request_item (kase)",
            """
            CREATE TABLE letter (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), kind TEXT NOT NULL,
                language TEXT NOT NULL, html BYTEA NOT NULL, code TEXT NOT NULL, created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX letter_kase ON letter (kase)",
            "CREATE INDEX letter_code ON letter (code)",
            """
            CREATE TABLE certificate (
                code TEXT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), issued_at BIGINT NOT NULL,
                expires BIGINT NOT NULL)
            """,
            "CREATE INDEX certificate_kase ON certificate (kase)",
            """
            CREATE TABLE consultation (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL UNIQUE REFERENCES kase (id), body BIGINT NOT NULL,
                asked_at BIGINT NOT NULL, due BIGINT NOT NULL, answered_at BIGINT,
                answer TEXT CHECK (answer IN ('no-objection', 'objection')),
                CHECK ((answered_at IS NULL AND answer IS NULL) OR (answered_at IS NOT NULL AND answer IS NOT NULL)))
            """,
            "CREATE INDEX consultation_body ON consultation (body, answered_at, due)",
            """
            CREATE TABLE looked (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), account BIGINT NOT NULL,
                name TEXT NOT NULL, purpose TEXT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX looked_kase ON looked (kase, at)",
        ])
]
