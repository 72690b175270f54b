import Storage

/// Every night each file of the documents' folder is looked for among the rows that name it.
let documentDigestsSchema = Migration(
    "Cases", "2026-11-25-document-digests",
    ["CREATE INDEX case_document_digest ON case_document (digest)"])
