import Storage

/// When the owner of places was last asked whether what the directory says still holds.
let ownersSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-owners",
        [
            // An owner is the mail address that its places publish; only the keyed hash of the link is stored.
            """
            CREATE TABLE owner_ask (
                address TEXT PRIMARY KEY, asked_at BIGINT NOT NULL, fields BIGINT NOT NULL CHECK (fields > 0),
                link_hash BYTEA NOT NULL UNIQUE, link_ends BIGINT NOT NULL)
            """
        ])
]
