import Storage

/// The one table of the equality compartment that is not of every compartment.
let complaintsSchema: [Migration] = [
    Migration(
        "Complaints", "2026-11-23-complaints",
        [
            """
            CREATE TABLE sealed_complaint (
                id BIGINT PRIMARY KEY, reference_hash BYTEA NOT NULL UNIQUE, content BYTEA NOT NULL,
                received_at BIGINT NOT NULL, read_at BIGINT)
            """,
            "CREATE INDEX sealed_complaint_received ON sealed_complaint (received_at)",
        ])
]
