import Storage

/// On PostgreSQL a foreign key is checked by reading the parent's index, whose last page every new message goes
/// to: checked at once, notices written side by side would all meet there. So it is checked when the
/// transaction ends; what it demands stays the same.
let peopleLateChecks = Migration(
    "People", "2026-11-25-late-checks", [],
    only: [
        .postgres: ["contact_attempt", "outreach"].map { table in
            """
            ALTER TABLE \(table) ALTER CONSTRAINT \(table)_message_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
