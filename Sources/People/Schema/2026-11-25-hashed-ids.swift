import Storage

/// While a commit waits for its disk, what its checks have read stays watched (see late checks). A hash index
/// spreads identifiers of one moment over all its pages, so that the checks of side-by-side notices hardly meet.
let peopleHashedIDs = Migration(
    "People", "2026-11-25-hashed-ids", [],
    only: [.postgres: ["CREATE INDEX message_id_hash ON message USING HASH (id)"]])
