import Storage

/// People, accounts, duties, and how they are reached; the steps that came after stand in `People.schema`.
let peopleTables: [Migration] = [
    Migration("People", "2026-11-23-accounts", accountTables),
    Migration("People", "2026-11-23-reaching", reachingTables),
    Migration("People", "2026-11-25-carriers", carrierColumns),
    Migration("People", "2026-11-25-mandates", mandateTables),
]

private let accountTables = [
    """
    CREATE TABLE person (
        id BIGINT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), created BIGINT NOT NULL)
    """,
    """
    CREATE TABLE account (
        id BIGINT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL CHECK (name <> ''),
        person BIGINT UNIQUE REFERENCES person (id), password_hash TEXT, totp_secret BYTEA,
        totp_offered BYTEA, totp_step BIGINT NOT NULL DEFAULT 0, language TEXT NOT NULL,
        demo BIGINT NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)), created BIGINT NOT NULL)
    """,
    """
    CREATE TABLE duty (
        id BIGINT PRIMARY KEY, account BIGINT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
        organisation BIGINT NOT NULL, location BIGINT, purpose TEXT NOT NULL, given BIGINT NOT NULL)
    """,
    "CREATE INDEX duty_account ON duty (account)",
    """
    CREATE TABLE session (
        id BIGINT PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE,
        account BIGINT NOT NULL REFERENCES account (id),
        stage TEXT NOT NULL CHECK (stage IN ('code', 'open')), device TEXT NOT NULL,
        created BIGINT NOT NULL, last_seen BIGINT NOT NULL, expires BIGINT NOT NULL, ended BIGINT,
        CHECK (expires > created))
    """,
    "CREATE INDEX session_account ON session (account, ended)",
    """
    CREATE TABLE sign_in_failure (
        login_hash BYTEA PRIMARY KEY, failed BIGINT NOT NULL CHECK (failed > 0), at BIGINT NOT NULL,
        locked_until BIGINT NOT NULL)
    """,
    """
    CREATE TABLE oidc_identity (
        issuer TEXT NOT NULL, subject TEXT NOT NULL, account BIGINT NOT NULL REFERENCES account (id),
        created BIGINT NOT NULL, PRIMARY KEY (issuer, subject))
    """,
    """
    CREATE TABLE oidc_login (
        state_hash BYTEA PRIMARY KEY, nonce TEXT NOT NULL, verifier BYTEA NOT NULL, next TEXT NOT NULL,
        created BIGINT NOT NULL)
    """,
    """
    CREATE TABLE mandate (
        id BIGINT PRIMARY KEY, grantor BIGINT NOT NULL REFERENCES person (id),
        holder BIGINT NOT NULL REFERENCES account (id), scope TEXT NOT NULL, valid_from BIGINT NOT NULL,
        valid_to BIGINT, revoked BIGINT, CHECK (valid_to IS NULL OR valid_to > valid_from))
    """,
    "CREATE INDEX mandate_grantor ON mandate (grantor)",
]

private let reachingTables = [
    """
    CREATE TABLE contact_channel (
        id BIGINT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id),
        kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'post', 'portal')), address BYTEA NOT NULL,
        address_hash BYTEA NOT NULL, language TEXT NOT NULL, verified BIGINT, place BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ok', 'bounced')), UNIQUE (person, kind, address_hash))
    """,
    "CREATE INDEX contact_channel_address ON contact_channel (address_hash)",
    """
    CREATE TABLE message (
        id BIGINT PRIMARY KEY, key TEXT NOT NULL UNIQUE, person BIGINT NOT NULL REFERENCES person (id),
        subject TEXT NOT NULL, words BYTEA NOT NULL, link TEXT NOT NULL,
        legal_effect BIGINT NOT NULL CHECK (legal_effect IN (0, 1)), created BIGINT NOT NULL,
        read_at BIGINT)
    """,
    "CREATE INDEX message_person ON message (person, id)",
    """
    CREATE TABLE contact_attempt (
        id BIGINT PRIMARY KEY, message BIGINT NOT NULL REFERENCES message (id),
        channel BIGINT NOT NULL REFERENCES contact_channel (id), at BIGINT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('sent', 'bounced', 'failed', 'read')),
        proof TEXT NOT NULL, UNIQUE (message, channel, result))
    """,
    "CREATE INDEX contact_attempt_channel ON contact_attempt (channel)",
    """
    CREATE TABLE outreach (
        message BIGINT PRIMARY KEY REFERENCES message (id), reason TEXT NOT NULL, since BIGINT NOT NULL,
        closed BIGINT, closed_by BIGINT REFERENCES account (id), outcome TEXT,
        CHECK ((closed IS NULL) = (outcome IS NULL)))
    """,
]
