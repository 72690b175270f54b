import Storage

/// What was decided on degrees, without whose they were, when, or in which file; equal ones are one row. Names are kept as
/// they are compared. An invented file leaves a row of its own kind.
let precedentsSchema = Migration(
    "Cases", "2026-11-26-precedents",
    [
        """
        CREATE TABLE recognition_precedent (
            entry TEXT PRIMARY KEY, kind TEXT NOT NULL, demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
            country TEXT NOT NULL, institution TEXT NOT NULL, programme TEXT NOT NULL,
            degree TEXT NOT NULL, months BIGINT, credits BIGINT, outcome TEXT NOT NULL,
            times BIGINT NOT NULL CHECK (times > 0),
            CHECK (months IS NOT NULL OR credits IS NOT NULL))
        """,
        """
        CREATE INDEX recognition_precedent_degree
            ON recognition_precedent (kind, demo, country, institution, programme)
        """,
    ])
