import Storage

/// The words of the people's names, folded, so that a file is found by one without reading all of them.
let namesSchema = Migration(
    "Cases", "2026-11-25-names",
    [
        """
        CREATE TABLE case_name (
            word TEXT NOT NULL, kase BIGINT NOT NULL REFERENCES kase (id), PRIMARY KEY (word, kase))
        """,
        """
        ALTER TABLE case_member ADD COLUMN indexed BIGINT NOT NULL DEFAULT 0
            CHECK (indexed IN (0, 1))
        """,
        "CREATE INDEX case_member_unindexed ON case_member (id) WHERE indexed = 0",
    ],
    only: [
        .postgres: [
            // By bytes, as SQLite compares: a range of a server's collation is no range of prefixes.
            "ALTER TABLE case_name ALTER COLUMN word TYPE TEXT COLLATE \"C\"",
            // As of all who point to a case (see late checks).
            "ALTER TABLE case_name ALTER CONSTRAINT case_name_kase_fkey DEFERRABLE INITIALLY DEFERRED",
        ]
    ])
