import Storage

/// Who somebody is to somebody, where an officer saw it and no household says it: a guardian, a dependant, a brother in
/// another file. What households say is read from them and stands here not again.
let caseTiesSchema = Migration(
    "Cases", "2026-11-26-ties",
    [
        """
        CREATE TABLE person_tie (
            id BIGINT PRIMARY KEY, one BIGINT NOT NULL, other BIGINT NOT NULL,
            tie TEXT NOT NULL CHECK (tie IN ('spouse', 'partner', 'child', 'parent', 'sibling',
                'dependant', 'guardian')),
            kase BIGINT NOT NULL REFERENCES kase (id), proof TEXT NOT NULL CHECK (proof <> ''),
            stated_by BIGINT NOT NULL, stated_name TEXT NOT NULL, stated_at BIGINT NOT NULL,
            ended_at BIGINT, CHECK (one <> other))
        """,
        "CREATE INDEX person_tie_one ON person_tie (one) WHERE ended_at IS NULL",
        "CREATE INDEX person_tie_other ON person_tie (other) WHERE ended_at IS NULL",
        "CREATE INDEX person_tie_kase ON person_tie (kase)",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE person_tie ALTER CONSTRAINT person_tie_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
