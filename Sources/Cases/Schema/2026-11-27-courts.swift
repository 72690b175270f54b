import Storage

/// The cases at courts about a file. The number there is sealed, and found by its keyed hash alone.
let courtsSchema = Migration(
    "Cases", "2026-11-27-courts",
    [
        """
        CREATE TABLE court_case (
            suit BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), at_office BIGINT NOT NULL,
            court TEXT NOT NULL, number_hash BYTEA NOT NULL, number_text BYTEA NOT NULL,
            about TEXT NOT NULL CHECK (about IN ('silence', 'decision')), lodged BIGINT NOT NULL,
            UNIQUE (kase, number_hash))
        """,
        "CREATE INDEX court_case_number ON court_case (number_hash)",
        "CREATE INDEX court_case_office ON court_case (at_office, lodged, suit)",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE court_case ALTER CONSTRAINT court_case_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
