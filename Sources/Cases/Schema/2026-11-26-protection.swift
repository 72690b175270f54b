import Storage

/// Of what several bodies do together: who may see some of a case, which letters were taken in, who was trained. Everything
/// else stands in the journal, encrypted.
let protectionSchema: [Migration] = [
    Migration(
        "Protection", "2026-11-26-protection",
        [
            """
            CREATE TABLE protection_part (
                kase BIGINT NOT NULL REFERENCES sealed_case (id), account BIGINT NOT NULL,
                PRIMARY KEY (kase, account))
            """,
            "CREATE INDEX protection_part_account ON protection_part (account)",
            "CREATE TABLE protection_letter (hash BYTEA PRIMARY KEY)",
            "CREATE TABLE protection_training (id BIGINT PRIMARY KEY, content BYTEA NOT NULL)",
        ])
]
