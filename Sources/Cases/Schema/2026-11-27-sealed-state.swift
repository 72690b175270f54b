import Storage

/// Which procedure a case has, where it stands and by when told of what was filed: now it is one ciphertext of one length, and
/// the procedure a keyed hash. What the columns held is written anew from the events (`SealedRoom.sealStates`).
let sealedStateSchema = Migration(
    "Sealed cases", "2026-11-27-sealed-state",
    [
        "ALTER TABLE sealed_case ADD COLUMN kind_hash BYTEA",
        "ALTER TABLE sealed_case ADD COLUMN state BYTEA",
        "DROP INDEX sealed_case_received",
        "DROP INDEX sealed_case_limit",
        "ALTER TABLE sealed_case DROP COLUMN procedure",
        "ALTER TABLE sealed_case DROP COLUMN stage",
        "ALTER TABLE sealed_case DROP COLUMN turn",
        "ALTER TABLE sealed_case DROP COLUMN next_date",
        "ALTER TABLE sealed_case DROP COLUMN limit_date",
        "ALTER TABLE sealed_case DROP COLUMN ended_at",
        "ALTER TABLE sealed_case DROP COLUMN opened_at",
        "CREATE INDEX sealed_case_kind ON sealed_case (kind_hash, received_at)",
    ])
