import Storage

/// What bodies were let to read of a case of the help room: ciphertext, and a keyed hash of who reads it.
let handedSchema: [Migration] = [
    Migration(
        "Handed over", "2026-11-26-handed",
        [
            """
            CREATE TABLE sealed_hand (
                id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES sealed_case (id),
                reader_hash BYTEA NOT NULL, content BYTEA NOT NULL, handed_at BIGINT NOT NULL,
                keep_until BIGINT NOT NULL, answered_at BIGINT)
            """,
            "CREATE INDEX sealed_hand_reader ON sealed_hand (reader_hash, handed_at)",
            "CREATE INDEX sealed_hand_kase ON sealed_hand (kase)",
        ])
]
