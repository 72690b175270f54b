import Storage

/// Which two files of one procedure ask for husband and wife, or for brother and sister, and which files state that they
/// are: derived from the households, made anew where people of a file change or are said to be one.
let caseKinSchema = Migration(
    "Cases", "2026-11-26-kin",
    [
        """
        CREATE TABLE case_kin (
            one BIGINT NOT NULL REFERENCES kase (id), other BIGINT NOT NULL REFERENCES kase (id),
            kin TEXT NOT NULL CHECK (kin IN ('spouse', 'sibling')),
            one_via BIGINT NOT NULL REFERENCES kase (id),
            other_via BIGINT NOT NULL REFERENCES kase (id), PRIMARY KEY (one, other),
            CHECK (one < other))
        """,
        "CREATE INDEX case_kin_other ON case_kin (other)",
    ],
    only: [
        .postgres: ["one", "other", "one_via", "other_via"].map { column in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_kin ALTER CONSTRAINT case_kin_\(column)_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
