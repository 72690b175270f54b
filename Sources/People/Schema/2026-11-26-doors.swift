import Storage

/// What keeps strangers, passing visitors of a session and single officers from the ways into an account.
let peopleDoors = Migration(
    "People", "2026-11-26-doors",
    [
        // When its holder last showed, in this session, who they are.
        "ALTER TABLE session ADD COLUMN proven BIGINT",
        // What is read before this moment shows no receipt: a desk let somebody in.
        "ALTER TABLE account ADD COLUMN receipts_from BIGINT",
        // From where it was asked for; what was shown at a desk; who confirmed it, and from when on it counts.
        "ALTER TABLE access_code ADD COLUMN line_hash BYTEA",
        "ALTER TABLE access_code ADD COLUMN shown BYTEA",
        "ALTER TABLE access_code ADD COLUMN confirmed_by BIGINT",
        "ALTER TABLE access_code ADD COLUMN counts_from BIGINT",
        "UPDATE access_code SET counts_from = created WHERE way <> 'desk'",
        // Wrong codes of one line for one name, whether or not it exists.
        """
        CREATE TABLE recovery_try (
            login_hash BYTEA NOT NULL, line_hash BYTEA NOT NULL,
            tries BIGINT NOT NULL CHECK (tries > 0), at BIGINT NOT NULL,
            PRIMARY KEY (login_hash, line_hash))
        """,
        "CREATE INDEX recovery_try_at ON recovery_try (at)",
        // An address that was taken away is told for a while of what happens to the account.
        """
        CREATE TABLE former_channel (
            id BIGINT PRIMARY KEY REFERENCES contact_channel (id), person BIGINT NOT NULL,
            kind TEXT NOT NULL, address BYTEA NOT NULL, language TEXT NOT NULL, told_until BIGINT NOT NULL)
        """,
        "CREATE INDEX former_channel_person ON former_channel (person)",
    ])
