import Storage

/// The directory in HSDS 3.0: its records as they are given out, what each names, and what places say of themselves.
let directorySchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-26-directory",
        [
            """
            CREATE TABLE hsds_record (
                kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, searched TEXT NOT NULL,
                origin TEXT NOT NULL,
                PRIMARY KEY (kind, id))
            """,
            // No foreign key: a feed may name an organisation or a term that another directory keeps.
            """
            CREATE TABLE hsds_link (
                kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, target TEXT NOT NULL,
                PRIMARY KEY (kind, id, field), FOREIGN KEY (kind, id) REFERENCES hsds_record (kind, id))
            """,
            "CREATE INDEX hsds_link_target ON hsds_link (target, kind, field)",
            // What a place says of itself beside where it is; a field without a value is unknown.
            """
            CREATE TABLE place_detail (
                location BIGINT PRIMARY KEY REFERENCES location (id), languages TEXT, interpreters TEXT,
                walk_in BIGINT CHECK (walk_in IN (0, 1)), accessibility TEXT, capacity BIGINT CHECK (capacity >= 0),
                funding_until BIGINT, cost TEXT, documents TEXT, eligibility TEXT, eligibility_rule TEXT,
                area TEXT, checked_on BIGINT, source TEXT NOT NULL)
            """,
            "ALTER TABLE schedule ADD COLUMN every BIGINT NOT NULL DEFAULT 1 CHECK (every BETWEEN 1 AND 52)",
            "ALTER TABLE schedule ADD COLUMN starts_on BIGINT",
            """
            CREATE TABLE schedule_exception (
                location BIGINT NOT NULL REFERENCES location (id), day BIGINT NOT NULL,
                opens_at BIGINT CHECK (opens_at BETWEEN 0 AND 1439),
                closes_at BIGINT CHECK (closes_at BETWEEN 1 AND 1440), source TEXT NOT NULL,
                PRIMARY KEY (location, day), CHECK ((opens_at IS NULL) = (closes_at IS NULL)),
                CHECK (opens_at < closes_at))
            """,
            """
            CREATE TABLE taxonomy_term (
                taxonomy TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
                parent TEXT, need TEXT REFERENCES service (code), source TEXT NOT NULL, PRIMARY KEY (taxonomy, code))
            """,
            // Two rows that are one place; undone by setting a day, never by deleting.
            """
            CREATE TABLE place_merge (
                id BIGINT PRIMARY KEY, location BIGINT NOT NULL REFERENCES location (id),
                kept BIGINT NOT NULL REFERENCES location (id), account BIGINT NOT NULL, merged_at BIGINT NOT NULL,
                undone_at BIGINT, CHECK (location <> kept))
            """,
            "CREATE UNIQUE INDEX place_merge_standing ON place_merge (location) WHERE undone_at IS NULL",
            """
            CREATE TABLE suggestion (
                id BIGINT PRIMARY KEY, location BIGINT NOT NULL REFERENCES location (id), field TEXT NOT NULL,
                value TEXT NOT NULL, note TEXT, sent_at BIGINT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'declined')), account BIGINT, decided_at BIGINT,
                CHECK ((state = 'open') = (decided_at IS NULL)), CHECK ((account IS NULL) = (decided_at IS NULL)))
            """,
            "CREATE INDEX suggestion_state ON suggestion (state, sent_at)",
            // When a field was last said to hold, and by whom it is kept.
            """
            CREATE TABLE field_check (
                location BIGINT NOT NULL REFERENCES location (id), field TEXT NOT NULL, owner TEXT NOT NULL,
                checked_on BIGINT NOT NULL, PRIMARY KEY (location, field))
            """,
            "CREATE TABLE directory_version (only_row BIGINT PRIMARY KEY CHECK (only_row = 1), version BIGINT NOT NULL)",
            "INSERT INTO directory_version (only_row, version) VALUES (1, 0)",
        ])
]
