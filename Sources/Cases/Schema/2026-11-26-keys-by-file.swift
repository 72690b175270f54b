import Storage

/// What one file states of a person stands once in it, whatever other files state: whether it stands in another one is
/// not for everybody to learn who may write into this one.
let keysByFileSchema = Migration(
    "Cases", "2026-11-26-keys-by-file",
    [
        "DROP INDEX person_key_once",
        """
        CREATE UNIQUE INDEX person_key_once_in_file ON person_key (kase, person, kind, value_hash)
            WHERE ended_at IS NULL
        """,
    ])
