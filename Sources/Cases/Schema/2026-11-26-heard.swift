import Storage

/// What staff heard and wrote down with one press; who asked stands in the case that it became.
let heardSchema = Migration(
    "Cases", "2026-11-26-heard",
    [
        """
        CREATE TABLE heard_request (
            id BIGINT PRIMARY KEY, procedure TEXT NOT NULL, heard_by BIGINT NOT NULL,
            heard_name TEXT NOT NULL, heard_at BIGINT NOT NULL, at_office BIGINT,
            kase BIGINT UNIQUE REFERENCES kase (id))
        """,
        """
        CREATE INDEX heard_request_open ON heard_request (heard_at, id)
            WHERE kase IS NULL
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE heard_request ALTER CONSTRAINT heard_request_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
