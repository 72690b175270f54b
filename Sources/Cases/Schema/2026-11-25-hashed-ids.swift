import Storage

/// While a commit waits for its disk, what its checks have read stays watched (see late checks). A hash index
/// spreads identifiers of one moment over all its pages, so that the checks of side-by-side filings hardly meet.
let casesHashedIDs = Migration(
    "Cases", "2026-11-25-hashed-ids", [],
    only: [.postgres: ["CREATE INDEX kase_id_hash ON kase USING HASH (id)"]])
