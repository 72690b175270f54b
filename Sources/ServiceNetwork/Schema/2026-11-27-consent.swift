import Storage

/// What a person allowed about a referral or a path, for which bodies and which facts, and until when.
let consentSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-consent",
        [
            // Whose it is stands as a keyed hash: who reads the store alone does not learn who was helped.
            """
            CREATE TABLE network_consent (
                id BIGINT PRIMARY KEY, subject TEXT NOT NULL, bodies BYTEA NOT NULL, facts TEXT NOT NULL,
                way TEXT NOT NULL CHECK (way IN ('account', 'oral', 'paper')), person_hash BYTEA,
                noted_by BIGINT, noted_for BIGINT, given_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
                withdrawn_at BIGINT,
                CHECK ((way = 'account') = (person_hash IS NOT NULL)),
                CHECK ((way = 'account') = (noted_by IS NULL)), CHECK ((noted_by IS NULL) = (noted_for IS NULL)),
                CHECK (ends_at > given_at), CHECK (withdrawn_at >= given_at))
            """,
            "CREATE INDEX network_consent_subject ON network_consent (subject)",
            "CREATE INDEX network_consent_person ON network_consent (person_hash)",
            // Which bodies are told is sealed too; each is found by its keyed hash.
            """
            CREATE TABLE network_consent_body (
                consent BIGINT NOT NULL REFERENCES network_consent (id),
                body_hash BYTEA NOT NULL, PRIMARY KEY (consent, body_hash))
            """,
        ])
]
