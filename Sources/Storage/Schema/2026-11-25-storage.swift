/// Journal, outbox, answered requests.
let storageTables: [Migration] = [
    Migration(
        "Storage", "2026-11-23-journal",
        [
            """
            CREATE TABLE journal (
                id BIGINT PRIMARY KEY, subject TEXT NOT NULL, seq BIGINT NOT NULL, kind TEXT NOT NULL,
                actor BIGINT NOT NULL, at BIGINT NOT NULL, payload BYTEA NOT NULL, previous BYTEA NOT NULL,
                hash BYTEA NOT NULL, UNIQUE (subject, seq))
            """,
            "CREATE INDEX journal_kind ON journal (kind, id)",
            """
            CREATE TABLE journal_head (
                subject TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash BYTEA NOT NULL, seal BYTEA NOT NULL,
                secret BYTEA, checked BIGINT NOT NULL)
            """,
            """
            CREATE TABLE checkpoint (
                number BIGINT PRIMARY KEY, at BIGINT NOT NULL, lines BIGINT NOT NULL, digest BYTEA NOT NULL,
                previous BYTEA NOT NULL, signature BYTEA NOT NULL)
            """,
            """
            CREATE TABLE checkpoint_head (
                checkpoint BIGINT NOT NULL REFERENCES checkpoint (number), subject TEXT NOT NULL,
                seq BIGINT NOT NULL, hash BYTEA NOT NULL, PRIMARY KEY (checkpoint, subject))
            """,
        ]),
    Migration(
        "Storage", "2026-11-23-erasure",
        // Lines before this one were erased: the key they were sealed with is gone.
        ["ALTER TABLE journal_head ADD COLUMN readable_from BIGINT NOT NULL DEFAULT 1"]),
    Migration(
        "Storage", "2026-11-23-outbox",
        [
            """
            CREATE TABLE outbox (
                id BIGINT PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, body BYTEA NOT NULL,
                due BIGINT NOT NULL, attempts BIGINT NOT NULL, done BIGINT, failure TEXT)
            """,
            "CREATE INDEX outbox_due ON outbox (done, due)",
            """
            CREATE TABLE answered (
                key TEXT PRIMARY KEY, at BIGINT NOT NULL, answer TEXT NOT NULL)
            """,
        ]),
    Migration(
        "Storage", "2026-11-25-asked",
        // A request takes its key here before it does anything, and leaves its answer in `answered` at the end.
        [
            "CREATE TABLE asked (key TEXT PRIMARY KEY, at BIGINT NOT NULL)",
            "INSERT INTO asked (key, at) SELECT key, at FROM answered",
        ]),
    // What is forgotten is found by its age.
    Migration(
        "Storage", "2026-11-25-purge", ["CREATE INDEX answered_at ON answered (at, key)"]),
    // A key that comes again with other contents is no repetition: a keyed hash of them stands beside it.
    Migration(
        "Storage", "2026-11-25-contents", ["ALTER TABLE asked ADD COLUMN contents BYTEA"]),
]
