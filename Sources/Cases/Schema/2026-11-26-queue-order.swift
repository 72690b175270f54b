import Storage

/// The order of a queue: the class in which a file waits, then the date of whoever has to act. `priority`: 0 comes first.
/// `office_date`: the office's own date, for a file whose person let their last day pass. `ranked_on`: the day for which the
/// class was asked; 0 until the first sweep. Each order of a list stays the front of an index.
let queueOrderSchema = Migration(
    "Cases", "2026-11-26-queue-order",
    [
        """
        ALTER TABLE kase ADD COLUMN priority BIGINT NOT NULL DEFAULT 2
            CHECK (priority BETWEEN 0 AND 2)
        """,
        "ALTER TABLE kase ADD COLUMN office_date BIGINT",
        "ALTER TABLE kase ADD COLUMN ranked_on BIGINT NOT NULL DEFAULT 0",
        """
        UPDATE kase SET office_date = (SELECT ends FROM case_clock
                WHERE case_clock.kase = kase.id AND clock = 'decision')
            WHERE turn <> 'none' AND decided_at IS NULL
        """,
        "DROP INDEX kase_queue",
        "DROP INDEX kase_stage",
        "DROP INDEX kase_to_do",
        """
        CREATE INDEX kase_turn ON kase (office, turn, priority, next_date, filed_at, id)
            WHERE turn <> 'none'
        """,
        """
        CREATE INDEX kase_stage ON kase (office, state, turn, priority, next_date, filed_at, id)
            WHERE turn <> 'none'
        """,
        """
        CREATE INDEX kase_kind ON kase (office, procedure, turn, priority, next_date, filed_at, id)
            WHERE turn <> 'none'
        """,
        """
        CREATE INDEX kase_lapsed
            ON kase (office, turn, priority, office_date, filed_at, id, next_date)
            WHERE turn = 'person' AND decided_at IS NULL
        """,
        "CREATE INDEX kase_open_filed ON kase (office, filed_at, id) WHERE turn <> 'none'",
        "CREATE INDEX kase_ranked ON kase (ranked_on, id) WHERE turn <> 'none'",
    ])
