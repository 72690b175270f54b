import Storage

/// Files that somebody brings in by the pages, with what was understood of them, until they are stored or let go.
let importDraftSchema = [
    Migration(
        "Observatory", "2026-11-28-import-drafts",
        [
            """
            CREATE TABLE import_draft (
                id BIGINT PRIMARY KEY, account BIGINT NOT NULL, by_name TEXT NOT NULL, file TEXT NOT NULL,
                bytes BIGINT NOT NULL, description TEXT NOT NULL, vintage TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('reading', 'checked', 'storing', 'stored')),
                progress BIGINT NOT NULL CHECK (progress BETWEEN 0 AND 100), round BIGINT NOT NULL,
                outcome TEXT NOT NULL, import BIGINT REFERENCES series_import (id), at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE import_piece (
                draft BIGINT NOT NULL REFERENCES import_draft (id), position BIGINT NOT NULL,
                bytes BYTEA NOT NULL, PRIMARY KEY (draft, position))
            """,
        ])
]
