import Storage

/// The sums of an office are read from the index alone.
let tallyIndexSchema = Migration(
    "Cases", "2026-11-27-tally-index",
    [
        "DROP INDEX case_tally_office",
        """
        CREATE INDEX case_tally_office
            ON case_tally (office, kind, week, procedure, state, span, n)
        """,
    ])
