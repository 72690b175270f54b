import Storage

/// The files that ended against their person after a draft, and whether anything shows that they knew of it.
let endingsSchema = Migration(
    "Cases", "2026-11-27-endings",
    [
        """
        CREATE TABLE case_ending (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), at_office BIGINT NOT NULL,
            ending TEXT NOT NULL, known TEXT NOT NULL CHECK (known IN ('shown', 'presumed')),
            ended_at BIGINT NOT NULL)
        """,
        "CREATE INDEX case_ending_office ON case_ending (at_office, ended_at)",
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_ending ALTER CONSTRAINT case_ending_kase_fkey
                DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
