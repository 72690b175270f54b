import Storage

/// At a million files no list sorts all of an office's: each order of the queue is read from the front of an index, a
/// name is looked up among those of the office, and the board counts who decided without reading files.
let frontsSchema = Migration(
    "Cases", "2026-11-26-fronts",
    [
        "CREATE INDEX kase_stage ON kase (office, state, next_date, id)",
        "CREATE INDEX kase_filed ON kase (office, filed_at, id)",
        // A list as a file goes on behind the last identifier.
        "CREATE INDEX kase_office ON kase (office, id)",
        "CREATE INDEX case_decider_counted ON case_decider (at_office, at, account, name)",
        "DROP INDEX case_decider_office",
        "ALTER TABLE case_name ADD COLUMN at_office BIGINT",
        """
        UPDATE case_name SET at_office = (SELECT office FROM kase WHERE kase.id = case_name.kase)
        """,
        "CREATE INDEX case_name_office ON case_name (at_office, word, kase)",
    ])
