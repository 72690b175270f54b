import Storage

/// The PDF of a letter, sealed: a letter never changes, so it is printed once.
let letterPDFsSchema = Migration(
    "Cases", "2026-11-26-letter-pdfs",
    ["CREATE TABLE letter_pdf (letter BIGINT PRIMARY KEY, pdf BYTEA NOT NULL)"])
