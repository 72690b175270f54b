import Storage

/// Who is one human being in several files: what is written beside people, whom a program takes for one, and who was
/// said to be one. No file is rewritten where two become one, so that it can be undone.
let casePeopleSchema = Migration(
    "Cases", "2026-11-26-people",
    [
        """
        ALTER TABLE case_member ADD COLUMN matched BIGINT NOT NULL DEFAULT 0
            CHECK (matched IN (0, 1))
        """,
        "CREATE INDEX case_member_unmatched ON case_member (id) WHERE matched = 0",
        "CREATE INDEX case_member_birth ON case_member (birth, id)",
        "CREATE INDEX case_member_person ON case_member (person)",
        // Found by a keyed hash, read by those who may open the file in which it was stated.
        """
        CREATE TABLE person_key (
            id BIGINT PRIMARY KEY, person BIGINT NOT NULL, kase BIGINT NOT NULL REFERENCES kase (id),
            kind TEXT NOT NULL CHECK (kind IN ('passport', 'nif', 'niss', 'patient', 'email', 'phone')),
            value_hash BYTEA NOT NULL, sealed BYTEA NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('desk', 'import')), stated_by BIGINT NOT NULL,
            stated_at BIGINT NOT NULL, valid_until BIGINT, ended_at BIGINT, ended_by BIGINT,
            CHECK ((ended_at IS NULL) = (ended_by IS NULL)))
        """,
        """
        CREATE UNIQUE INDEX person_key_once ON person_key (person, kind, value_hash)
            WHERE ended_at IS NULL
        """,
        "CREATE INDEX person_key_value ON person_key (value_hash)",
        "CREATE INDEX person_key_kase ON person_key (kase)",
        """
        CREATE TABLE person_merge (
            id BIGINT PRIMARY KEY, one BIGINT NOT NULL, other BIGINT NOT NULL,
            one_member BIGINT NOT NULL REFERENCES case_member (id),
            other_member BIGINT NOT NULL REFERENCES case_member (id),
            reason TEXT NOT NULL CHECK (reason <> ''), merged_by BIGINT NOT NULL,
            merged_name TEXT NOT NULL, merged_at BIGINT NOT NULL, undone_at BIGINT,
            CHECK (one <> other))
        """,
        "CREATE INDEX person_merge_one ON person_merge (one) WHERE undone_at IS NULL",
        "CREATE INDEX person_merge_other ON person_merge (other) WHERE undone_at IS NULL",
        """
        CREATE TABLE member_match (
            one BIGINT NOT NULL REFERENCES case_member (id),
            other BIGINT NOT NULL REFERENCES case_member (id),
            one_office BIGINT NOT NULL, other_office BIGINT NOT NULL,
            score BIGINT NOT NULL CHECK (score BETWEEN 0 AND 100), reasons TEXT NOT NULL,
            found_at BIGINT NOT NULL, settled TEXT CHECK (settled IN ('same', 'apart')),
            merge BIGINT REFERENCES person_merge (id), PRIMARY KEY (one, other),
            CHECK (one < other), CHECK ((merge IS NULL) = (settled IS NULL OR settled = 'apart')))
        """,
        """
        CREATE INDEX member_match_open ON member_match (one_office, other_office, score)
            WHERE settled IS NULL
        """,
        "CREATE INDEX member_match_other ON member_match (other)",
        "CREATE INDEX member_match_merge ON member_match (merge)",
    ],
    only: [
        .postgres: [
            ("person_key", "kase"), ("person_merge", "one_member"),
            ("person_merge", "other_member"),
            ("member_match", "one"), ("member_match", "other"), ("member_match", "merge"),
        ].map { table, column in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE \(table) ALTER CONSTRAINT \(table)_\(column)_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
