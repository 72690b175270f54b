import Storage

/// Numbers that bodies gave to a person or to somebody of their household: sealed, read by the person alone.
let peopleIssuedNumbers = Migration(
    "People", "2026-11-27-issued-numbers",
    [
        """
        CREATE TABLE issued_number (
            id BIGINT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
            body TEXT NOT NULL, sealed BYTEA NOT NULL, subject TEXT NOT NULL, issued_at BIGINT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)))
        """,
        "CREATE INDEX issued_number_person ON issued_number (person)",
        "CREATE INDEX issued_number_subject ON issued_number (subject)",
    ])
