import Storage

/// Counts that another compartment handed on under a contract. What was purged leaves its keyed hash, so that
/// it does not come back.
let receivedSchema = [
    Migration(
        "Observatory", "2026-11-25-received",
        [
            """
            CREATE TABLE received_row (
                flow TEXT NOT NULL, row_hash BYTEA NOT NULL, version BIGINT NOT NULL, fields TEXT,
                month TEXT, amount BIGINT, received_at BIGINT NOT NULL, keep_until BIGINT NOT NULL,
                purged_at BIGINT, PRIMARY KEY (flow, row_hash),
                CHECK (purged_at IS NULL OR (fields IS NULL AND month IS NULL AND amount IS NULL)))
            """,
            "CREATE INDEX received_row_keep ON received_row (keep_until)",
        ])
]
