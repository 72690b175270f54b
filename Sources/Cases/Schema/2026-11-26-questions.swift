import Storage

/// Which questions of people wait, for the lists of an office; what they say stands in the journal alone.
let questionsSchema = Migration(
    "Cases", "2026-11-26-questions",
    [
        """
        CREATE TABLE case_question (
            question BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id),
            at_office BIGINT NOT NULL, wants TEXT NOT NULL CHECK (wants IN ('answer', 'reopening')),
            asked_at BIGINT NOT NULL, owner BIGINT, owner_name TEXT NOT NULL, answered_at BIGINT)
        """,
        "CREATE INDEX case_question_kase ON case_question (kase)",
        """
        CREATE INDEX case_question_open ON case_question (at_office, asked_at)
            WHERE answered_at IS NULL
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_question ALTER CONSTRAINT case_question_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
