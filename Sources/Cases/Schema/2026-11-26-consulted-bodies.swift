import Storage

/// A case may be put to several bodies, and to one again: the table that took one for a case is built anew, with what it
/// held. What was asked so far was asked of the border coordination unit, the one body there was.
let consultedBodiesSchema = Migration(
    "Cases", "2026-11-26-consulted-bodies",
    [
        """
        CREATE TABLE consultation_put (
            id BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id), body BIGINT NOT NULL,
            asked_at BIGINT NOT NULL, due BIGINT NOT NULL, answered_at BIGINT, answer TEXT,
            code TEXT NOT NULL, clock TEXT NOT NULL,
            CHECK ((answered_at IS NULL) = (answer IS NULL)))
        """,
        """
        INSERT INTO consultation_put
            (id, kase, body, asked_at, due, answered_at, answer, code, clock)
        SELECT id, kase, body, asked_at, due, answered_at, answer, 'ucfe', 'consultation'
        FROM consultation
        """,
        "DROP TABLE consultation",
        "ALTER TABLE consultation_put RENAME TO consultation",
        "CREATE INDEX consultation_body ON consultation (body, answered_at, due)",
        "CREATE INDEX consultation_kase ON consultation (kase)",
        """
        CREATE UNIQUE INDEX consultation_open ON consultation (kase, code)
            WHERE answered_at IS NULL
        """,
    ],
    only: [
        .postgres: [
            """
            ALTER TABLE consultation ALTER CONSTRAINT consultation_put_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
