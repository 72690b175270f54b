import Storage

/// Who of the staff has no part in a file: the words of the names that a complaint gives. Few files have any, so a partial
/// index tells every list which ones to leave out.
let apartSchema = Migration(
    "Cases", "2026-11-26-apart",
    [
        "ALTER TABLE kase ADD COLUMN apart TEXT CHECK (apart LIKE ' % ')",
        "CREATE INDEX kase_apart ON kase (apart, office, id) WHERE apart IS NOT NULL",
    ])
