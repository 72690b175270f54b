import Storage

/// How far somebody was compared with the many who may be the same person: those of this number and above were looked at.
/// Empty for whoever was not begun or is done.
let matchPagesSchema = Migration(
    "Cases", "2026-11-26-match-pages",
    ["ALTER TABLE case_member ADD COLUMN match_below BIGINT"])
