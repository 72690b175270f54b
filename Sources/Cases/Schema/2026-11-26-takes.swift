import Storage

/// Who works on a case now, one row for each that somebody has: no part of the projection, so that no rebuild loses it.
let takesSchema = Migration(
    "Cases", "2026-11-26-takes",
    [
        """
        CREATE TABLE case_take (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), taken_by BIGINT NOT NULL, taker TEXT NOT NULL,
            at_office BIGINT NOT NULL, taken_at BIGINT NOT NULL, acted_at BIGINT NOT NULL,
            CHECK (acted_at >= taken_at))
        """,
        "CREATE INDEX case_take_taker ON case_take (taken_by, acted_at)",
        "CREATE INDEX case_take_office ON case_take (at_office, acted_at)",
        // The next right case is the first of its office's, however many wait behind it.
        """
        CREATE INDEX kase_waiting ON kase (office, turn, next_date, filed_at, id)
            WHERE decided_at IS NULL
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_take ALTER CONSTRAINT case_take_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """,
            // Every act asks for the row of its case, without watching those of its neighbours.
            "CREATE INDEX case_take_kase_hash ON case_take USING HASH (kase)",
        ]
    ])
