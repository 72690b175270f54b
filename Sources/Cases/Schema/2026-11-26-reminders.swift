import Storage

/// Reminders that await an answer of an office; what they say stands in the journal alone.
let remindersSchema = Migration(
    "Cases", "2026-11-26-reminders",
    [
        """
        CREATE TABLE case_reminder (
            id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), at_office BIGINT NOT NULL,
            at BIGINT NOT NULL, due BIGINT, answered_at BIGINT,
            CHECK (answered_at IS NULL OR answered_at >= at))
        """,
        "CREATE INDEX case_reminder_kase ON case_reminder (kase, answered_at)",
        "CREATE INDEX case_reminder_office ON case_reminder (at_office, due) WHERE answered_at IS NULL",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_reminder ALTER CONSTRAINT case_reminder_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
