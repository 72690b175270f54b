import Storage

/// What somebody opened of a file; older rows do not say it.
let lookThingsSchema = Migration(
    "Cases", "2026-11-26-look-things", ["ALTER TABLE looked ADD COLUMN opened TEXT"])
