import Storage

/// A word of a name by which a complaint keeps somebody away, a row each, and a star for what only the supervisors of its
/// office open: so a list leaves out what is closed to its reader by the front of an index, however many complaints
/// there are.
let recusalSchema = Migration(
    "Cases", "2026-11-26-recusal",
    [
        """
        CREATE TABLE case_recusal (
            word TEXT NOT NULL CHECK (word <> ''), kase BIGINT NOT NULL REFERENCES kase (id),
            at_office BIGINT NOT NULL, PRIMARY KEY (word, kase))
        """,
        "CREATE INDEX case_recusal_kase ON case_recusal (kase)",
        // The column held them between blanks: it is read letter by letter, in words that both engines know.
        """
        INSERT INTO case_recusal (word, kase, at_office)
        WITH RECURSIVE walk (kase, at_office, rest, word, whole) AS (
            SELECT id, office, substr(apart, 2), CAST('' AS TEXT), CAST('' AS TEXT)
            FROM kase WHERE apart IS NOT NULL
            UNION ALL
            SELECT kase, at_office, substr(rest, 2),
                CASE WHEN substr(rest, 1, 1) = ' ' THEN '' ELSE word || substr(rest, 1, 1) END,
                CASE WHEN substr(rest, 1, 1) = ' ' THEN word ELSE '' END
            FROM walk WHERE rest <> '')
        SELECT DISTINCT whole, kase, at_office FROM walk WHERE whole <> ''
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_recusal ALTER CONSTRAINT case_recusal_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
