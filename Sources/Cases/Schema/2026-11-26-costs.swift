import Storage

/// What pages ask of very many rows: how many files of a procedure wait, and since when the middle one does; the open files
/// of a version at one office; the pairs of people that wait, the likeliest first.
let costsSchema = Migration(
    "Cases", "2026-11-26-costs",
    [
        "CREATE INDEX kase_pending ON kase (procedure, filed_at) WHERE decided_at IS NULL",
        """
        CREATE INDEX kase_version_office ON kase (procedure, procedure_version, office, id)
            WHERE decided_at IS NULL
        """,
        """
        CREATE INDEX member_match_likely ON member_match (score DESC, one, other)
            WHERE settled IS NULL
        """,
    ])
