import Storage

/// What is left to do in a file does not end with its decision: the fee, the card. So the front of a queue, and the
/// sums of open files, have every file in which somebody has to act. Beside them, who gave a case back, and when.
let toDoSchema = Migration(
    "Cases", "2026-11-26-to-do",
    [
        "DROP INDEX kase_waiting",
        """
        CREATE INDEX kase_to_do ON kase (office, turn, next_date, filed_at, id)
            WHERE turn <> 'none'
        """,
        """
        INSERT INTO case_tally (office, kind, procedure, state, week, span, n)
        SELECT office, 'open', procedure, state, (filed_at / 86400000000 + 3) / 7, 0, COUNT(*)
        FROM kase WHERE decided_at IS NOT NULL AND turn <> 'none'
        GROUP BY office, procedure, state, (filed_at / 86400000000 + 3) / 7
        """,
        // Of each who had a case, the last time that it went back to the queue.
        """
        CREATE TABLE case_release (
            kase BIGINT NOT NULL REFERENCES kase (id), account BIGINT NOT NULL, day BIGINT NOT NULL,
            at BIGINT NOT NULL, PRIMARY KEY (kase, account))
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_release ALTER CONSTRAINT case_release_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
