import Storage

/// Which file of which other system a case was, so that the same row never makes a second one; and a keyed hash of
/// what the row said, so that a row that says something else by now is told.
let takenOverSchema = Migration(
    "Cases", "2026-11-26-taken-over",
    [
        """
        CREATE TABLE case_import (
            source TEXT NOT NULL, number TEXT NOT NULL, kase BIGINT NOT NULL UNIQUE REFERENCES kase (id),
            contents BYTEA NOT NULL, taken_at BIGINT NOT NULL, PRIMARY KEY (source, number))
        """
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_import ALTER CONSTRAINT case_import_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
