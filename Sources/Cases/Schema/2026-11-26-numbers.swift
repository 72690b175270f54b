import Storage

/// The numbers of documents that an officer saw, so that a file is found by one; an attribute, never who somebody is.
let numbersSchema = Migration(
    "Cases", "2026-11-26-numbers",
    [
        // The number without blanks and marks, as it is searched; beside it as it stands on the document.
        """
        CREATE TABLE case_number (
            number TEXT NOT NULL, kase BIGINT NOT NULL REFERENCES kase (id),
            member BIGINT NOT NULL REFERENCES case_member (id), shown TEXT NOT NULL,
            noted_at BIGINT NOT NULL, PRIMARY KEY (number, kase, member))
        """,
        "CREATE INDEX case_number_kase ON case_number (kase)",
    ],
    only: [
        .postgres: ["kase", "member"].map { column in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_number ALTER CONSTRAINT case_number_\(column)_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
