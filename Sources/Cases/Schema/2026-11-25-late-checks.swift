import Storage

/// On PostgreSQL a foreign key is checked by reading the parent's index, whose last page every new case goes to:
/// checked at once, filings that run side by side would all meet there. So it is checked when the transaction
/// ends; what it demands stays the same.
let casesLateChecks = Migration(
    "Cases", "2026-11-25-late-checks", [],
    only: [
        .postgres: [
            ("case_member", "kase"), ("case_document", "kase"), ("case_document", "member"),
            ("request_item", "kase"), ("request_item", "member"), ("letter", "kase"),
            ("certificate", "kase"), ("consultation", "kase"), ("looked", "kase"),
        ].map { table, column in
            """
            ALTER TABLE \(table) ALTER CONSTRAINT \(table)_\(column)_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
