import Storage

/// Which human being is behind an account, when it was closed, and for which body a mandate's holder helped; tasks that
/// wait for a second administrator, and which were given and taken.
let peopleHumanBeings = Migration(
    "People", "2026-11-26-human-beings",
    [
        "ALTER TABLE account ADD COLUMN human BIGINT REFERENCES person (id)",
        "CREATE INDEX account_human ON account (human)",
        "ALTER TABLE account ADD COLUMN closed BIGINT",
        "ALTER TABLE mandate ADD COLUMN helper BIGINT",
        // Whoever helps now is taken to have helped when the mandate was given: it ends with the task.
        """
        UPDATE mandate SET helper = (SELECT MIN(organisation) FROM duty
            WHERE duty.account = mandate.holder AND duty.purpose = 'help')
        """,
        """
        CREATE TABLE duty_wait (
            id BIGINT PRIMARY KEY, account BIGINT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
            organisation BIGINT NOT NULL, location BIGINT, purpose TEXT NOT NULL,
            asked_by BIGINT NOT NULL REFERENCES account (id), asked_name TEXT NOT NULL,
            asked BIGINT NOT NULL)
        """,
        "CREATE INDEX duty_wait_account ON duty_wait (account)",
        """
        CREATE TABLE duty_line (
            id BIGINT PRIMARY KEY, account BIGINT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
            location BIGINT, purpose TEXT NOT NULL,
            what TEXT NOT NULL CHECK (what IN ('asked', 'given', 'refused', 'taken')),
            by_name TEXT NOT NULL, at BIGINT NOT NULL)
        """,
        "CREATE INDEX duty_line_at ON duty_line (at)",
    ])
