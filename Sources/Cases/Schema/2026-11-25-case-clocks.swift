import Storage

/// One row for each open clock of a case, so that lists and the register of silence need not read journals. Where a
/// release finds cases without rows, the sweep of the legal dates writes them: it is told to begin anew.
let caseClocksSchema = Migration(
    "Cases", "2026-11-25-case-clocks",
    [
        // No column is called like one of kase: the two are read side by side.
        """
        CREATE TABLE case_clock (
            kase BIGINT NOT NULL REFERENCES kase (id), clock TEXT NOT NULL, at_office BIGINT NOT NULL,
            whose TEXT NOT NULL CHECK (whose IN ('state', 'person')), effect TEXT NOT NULL,
            began BIGINT NOT NULL, ends BIGINT, avertable BIGINT,
            verified BIGINT NOT NULL CHECK (verified IN (0, 1)), PRIMARY KEY (kase, clock))
        """,
        "CREATE INDEX case_clock_queue ON case_clock (clock, at_office, ends, kase)",
        "CREATE INDEX case_clock_silence ON case_clock (avertable) WHERE effect <> 'none'",
        "DELETE FROM date_sweep",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_clock ALTER CONSTRAINT case_clock_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """,
            // An act finds the rows of its case without watching the page to which the next filing goes.
            "CREATE INDEX case_clock_kase_hash ON case_clock USING HASH (kase)",
        ]
    ])
