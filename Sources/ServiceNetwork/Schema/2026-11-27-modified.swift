import Storage

/// Since when each record of the directory is as it is, for programs that ask only for what changed.
let modifiedSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-modified",
        [
            "ALTER TABLE hsds_record ADD COLUMN modified_at BIGINT NOT NULL DEFAULT 0",
            // What was last written of each place, the frame of the directory under no name: the same again is no change.
            """
            CREATE TABLE place_written (
                slug TEXT PRIMARY KEY, mark TEXT NOT NULL, written_at BIGINT NOT NULL)
            """,
        ])
]
