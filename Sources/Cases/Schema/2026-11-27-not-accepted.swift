import Storage

/// Papers of a file that somebody outside did not accept. What its person says of it stands in the journal alone.
let notAcceptedSchema = Migration(
    "Cases", "2026-11-27-not-accepted",
    [
        """
        CREATE TABLE paper_not_accepted (
            report BIGINT PRIMARY KEY, kase BIGINT NOT NULL REFERENCES kase (id),
            at_office BIGINT NOT NULL, body TEXT NOT NULL, name TEXT NOT NULL, place TEXT,
            day BIGINT NOT NULL, paper TEXT NOT NULL)
        """,
        "CREATE INDEX paper_not_accepted_kase ON paper_not_accepted (kase)",
        "CREATE INDEX paper_not_accepted_office ON paper_not_accepted (at_office, day)",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE paper_not_accepted ALTER CONSTRAINT paper_not_accepted_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
