import Storage

/// What the reporting officer wrote; the newest text counts, the older ones stay.
let reportsSchema = [
    Migration(
        "Reports", "2026-11-23-answers",
        [
            """
            CREATE TABLE report_answer (
                id BIGINT PRIMARY KEY, set_key TEXT NOT NULL, question TEXT NOT NULL, language TEXT NOT NULL,
                text TEXT NOT NULL, by_account BIGINT NOT NULL, at BIGINT NOT NULL)
            """,
            "CREATE INDEX report_answer_of ON report_answer (set_key, language, question, at, id)",
        ])
]
