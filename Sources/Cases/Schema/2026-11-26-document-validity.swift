import Storage

/// The last day that a document bears, and since when the house has what came over from another file.
let documentValiditySchema = Migration(
    "Cases", "2026-11-26-document-validity",
    [
        "ALTER TABLE case_document ADD COLUMN valid_until BIGINT",
        // Null where it was handed in for this file.
        "ALTER TABLE case_document ADD COLUMN held_since BIGINT",
    ])
