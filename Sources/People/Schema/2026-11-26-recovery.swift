import Storage

/// Codes that count once: they prove that a channel is its person's, or give an account back to whoever lost the way
/// in. Only a keyed hash of a code is kept.
let peopleRecovery = Migration(
    "People", "2026-11-26-recovery",
    [
        """
        CREATE TABLE access_code (
            id BIGINT PRIMARY KEY, account BIGINT NOT NULL REFERENCES account (id),
            way TEXT NOT NULL CHECK (way IN ('check', 'channel', 'desk')),
            channel BIGINT REFERENCES contact_channel (id), code_hash BYTEA NOT NULL,
            given_by BIGINT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL,
            tries BIGINT NOT NULL DEFAULT 0 CHECK (tries >= 0), ended BIGINT,
            CHECK (expires > created), CHECK ((channel IS NULL) = (way = 'desk')))
        """,
        "CREATE INDEX access_code_account ON access_code (account, created)",
    ])
