import Storage

/// Documents that nobody could look through yet: they are in no file until somebody has.
let waitingDocumentsSchema = Migration(
    "Cases", "2026-11-26-waiting-documents",
    [
        """
        CREATE TABLE waiting_document (
            id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id),
            member BIGINT REFERENCES case_member (id), code TEXT NOT NULL, digest TEXT NOT NULL,
            name TEXT NOT NULL, kind TEXT NOT NULL, bytes BIGINT NOT NULL CHECK (bytes > 0),
            valid_until BIGINT, received_at BIGINT NOT NULL, received_from BIGINT NOT NULL,
            sender TEXT NOT NULL)
        """,
        "CREATE INDEX waiting_document_kase ON waiting_document (kase)",
        "CREATE INDEX waiting_document_digest ON waiting_document (digest)",
    ],
    only: [
        .postgres: ["kase", "member"].map { column in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE waiting_document
                ALTER CONSTRAINT waiting_document_\(column)_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
