import Storage

/// Who carried a push, and which office speaks in a message.
let carrierColumns = [
    "ALTER TABLE contact_attempt ADD COLUMN carrier TEXT CHECK (carrier IN ('server', 'spool'))",
    "UPDATE contact_attempt SET carrier = 'spool' WHERE proof LIKE 'spool/%'",
    "ALTER TABLE message ADD COLUMN office BIGINT",
]
