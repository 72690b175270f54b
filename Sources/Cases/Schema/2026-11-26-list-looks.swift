import Storage

/// A look may be a line of a list that somebody at work took along; nothing for an opened file.
let listLooksSchema = Migration(
    "Cases", "2026-11-26-list-looks",
    ["ALTER TABLE looked ADD COLUMN how TEXT CHECK (how IN ('list'))"])
