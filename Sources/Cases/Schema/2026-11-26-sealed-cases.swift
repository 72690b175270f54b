import Storage

/// Thin: where a case stands and by when, keyed hashes, and ciphertext. Nothing that was filed stands in clear.
let sealedCasesSchema: [Migration] = [
    Migration(
        "Sealed cases", "2026-11-26-sealed-cases",
        [
            """
            CREATE TABLE sealed_case (
                id BIGINT PRIMARY KEY, reference_hash BYTEA NOT NULL UNIQUE, procedure TEXT NOT NULL,
                stage TEXT NOT NULL, turn TEXT NOT NULL, next_date BIGINT, limit_date BIGINT,
                received_at BIGINT NOT NULL, ended_at BIGINT, opened_at BIGINT)
            """,
            "CREATE INDEX sealed_case_received ON sealed_case (procedure, received_at)",
            "CREATE INDEX sealed_case_limit ON sealed_case (procedure, limit_date)",
            """
            CREATE TABLE sealed_key (
                kase BIGINT NOT NULL REFERENCES sealed_case (id), hash BYTEA NOT NULL,
                PRIMARY KEY (kase, hash))
            """,
            "CREATE INDEX sealed_key_hash ON sealed_key (hash)",
            """
            CREATE TABLE sealed_reader (
                kase BIGINT NOT NULL REFERENCES sealed_case (id), account BIGINT NOT NULL,
                PRIMARY KEY (kase, account))
            """,
            """
            CREATE TABLE sealed_glass (
                kase BIGINT NOT NULL REFERENCES sealed_case (id), asker BIGINT NOT NULL,
                asked_at BIGINT NOT NULL, ends_at BIGINT, PRIMARY KEY (kase, asker))
            """,
            """
            CREATE TABLE sealed_evidence (
                kase BIGINT NOT NULL REFERENCES sealed_case (id), number BIGINT NOT NULL,
                content BYTEA NOT NULL, PRIMARY KEY (kase, number))
            """,
        ])
]
