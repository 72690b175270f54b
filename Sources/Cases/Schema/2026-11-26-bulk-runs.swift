import Storage

/// What was done with several cases together, and with each of them: so that it goes on where it stopped, is told
/// whole, and is undone whole.
let bulkRunsSchema = Migration(
    "Cases", "2026-11-26-bulk-runs",
    [
        """
        CREATE TABLE bulk_run (
            id BIGINT PRIMARY KEY, act TEXT NOT NULL, account BIGINT NOT NULL, name TEXT NOT NULL,
            at BIGINT NOT NULL, reached BIGINT NOT NULL, ended_at BIGINT, undo_until BIGINT,
            undo_began BIGINT, undone_at BIGINT,
            CHECK (ended_at IS NOT NULL OR undo_began IS NULL),
            CHECK (undo_began IS NOT NULL OR undone_at IS NULL))
        """,
        "CREATE INDEX bulk_run_account ON bulk_run (account, at)",
        // verdict: under which heading it is counted; refusal: why it was not done; had: who had it;
        // returned_at: when it was undone; kept: why it was not.
        """
        CREATE TABLE bulk_item (
            run BIGINT NOT NULL REFERENCES bulk_run (id), kase BIGINT NOT NULL REFERENCES kase (id),
            verdict TEXT NOT NULL, refusal TEXT, had TEXT, returned_at BIGINT, kept TEXT,
            PRIMARY KEY (run, kase), CHECK (returned_at IS NULL OR kept IS NULL))
        """,
        "CREATE INDEX bulk_item_kase ON bulk_item (kase)",
        // The open files of a version, in the order in which they are gone through.
        """
        CREATE INDEX kase_version ON kase (procedure, procedure_version, id)
            WHERE decided_at IS NULL
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE bulk_item ALTER CONSTRAINT bulk_item_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
