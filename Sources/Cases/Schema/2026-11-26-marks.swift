import Storage

/// What answers state and equal files are found by: the number of a visa, an address, an employer; a keyed hash and a
/// sealed text, as the numbers beside people. What repeats is found anew each night, so its table may begin empty. Names
/// are indexed anew, with their Latin letters and their sound.
let marksSchema = Migration(
    "Cases", "2026-11-26-marks",
    [
        """
        CREATE TABLE case_mark (
            kase BIGINT NOT NULL REFERENCES kase (id),
            kind TEXT NOT NULL CHECK (kind IN ('number', 'address', 'employer')),
            value_hash BYTEA NOT NULL, sealed BYTEA NOT NULL,
            PRIMARY KEY (kase, kind, value_hash))
        """,
        "CREATE INDEX case_mark_value ON case_mark (value_hash)",
        "DROP TABLE case_repeat",
        """
        CREATE TABLE case_repeat (
            office BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('number', 'copy', 'address', 'employer')),
            value TEXT NOT NULL, applicants BIGINT NOT NULL CHECK (applicants >= 2),
            PRIMARY KEY (office, kind, value))
        """,
        "CREATE INDEX case_repeat_office ON case_repeat (office, applicants)",
        "CREATE INDEX case_repeat_applicants ON case_repeat (applicants)",
        "UPDATE case_member SET indexed = 0",
    ],
    only: [
        .postgres: [
            """
            ALTER TABLE case_mark ALTER CONSTRAINT case_mark_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
