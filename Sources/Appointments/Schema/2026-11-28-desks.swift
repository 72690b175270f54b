import Storage

/// A desk that opens no more: since when.
let desksSchema = Migration(
    "Appointments", "2026-11-28-desks", ["ALTER TABLE desk ADD COLUMN retired BIGINT"])
