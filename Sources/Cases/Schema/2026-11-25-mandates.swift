import Storage

/// A look may be one of somebody who holds the person's mandate.
let caseMandateColumns = Migration(
    "Cases", "2026-11-25-mandates", ["ALTER TABLE looked ADD COLUMN mandate TEXT"])
