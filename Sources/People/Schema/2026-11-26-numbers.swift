import Storage

/// Numbers under which files name a human being who has an account under another one: tied by a code on paper, ended by
/// either side, never deleted. Only a keyed hash of a code is kept.
let peopleNumbers = Migration(
    "People", "2026-11-26-numbers",
    [
        """
        CREATE TABLE number_code (
            id BIGINT PRIMARY KEY, number BIGINT NOT NULL REFERENCES person (id), file TEXT NOT NULL,
            code_hash BYTEA NOT NULL, shown TEXT NOT NULL CHECK (shown <> ''),
            given_by BIGINT NOT NULL, given_name TEXT NOT NULL, created BIGINT NOT NULL,
            expires BIGINT NOT NULL, tries BIGINT NOT NULL DEFAULT 0 CHECK (tries >= 0),
            ended BIGINT, CHECK (expires > created))
        """,
        "CREATE INDEX number_code_file ON number_code (file)",
        """
        CREATE TABLE person_number (
            id BIGINT PRIMARY KEY, person BIGINT NOT NULL REFERENCES person (id),
            number BIGINT NOT NULL REFERENCES person (id), file TEXT NOT NULL,
            shown TEXT NOT NULL, given_by BIGINT NOT NULL, given_name TEXT NOT NULL,
            tied_at BIGINT NOT NULL, ended_at BIGINT, ended_by BIGINT, reason TEXT,
            CHECK (person <> number), CHECK ((ended_at IS NULL) = (ended_by IS NULL)))
        """,
        "CREATE UNIQUE INDEX person_number_standing ON person_number (number) WHERE ended_at IS NULL",
        "CREATE INDEX person_number_person ON person_number (person)",
        "CREATE INDEX mandate_holder_grantor ON mandate (holder, grantor)",
    ])
