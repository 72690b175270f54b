import Storage

/// How many files of which kind an office has, as rows that add up: an event appends what it changes and waits for
/// nobody. A board reads sums instead of files. A week begins on Monday, in UTC.
let talliesSchema = Migration(
    "Cases", "2026-11-26-tallies",
    [
        // No key: two rows of one kind are no mistake, they are added; folding puts them together.
        """
        CREATE TABLE case_tally (
            office BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('open', 'filed', 'decided')),
            procedure TEXT NOT NULL, state TEXT NOT NULL, week BIGINT NOT NULL, span BIGINT NOT NULL,
            n BIGINT NOT NULL)
        """,
        "CREATE INDEX case_tally_office ON case_tally (office, kind, week)",
        // For whoever supervises every office.
        "CREATE INDEX case_tally_kind ON case_tally (kind, week)",
        """
        INSERT INTO case_tally (office, kind, procedure, state, week, span, n)
        SELECT office, 'filed', procedure, '', (filed_at / 86400000000 + 3) / 7, 0, COUNT(*)
        FROM kase GROUP BY office, procedure, (filed_at / 86400000000 + 3) / 7
        """,
        """
        INSERT INTO case_tally (office, kind, procedure, state, week, span, n)
        SELECT office, 'open', procedure, state, (filed_at / 86400000000 + 3) / 7, 0, COUNT(*)
        FROM kase WHERE decided_at IS NULL
        GROUP BY office, procedure, state, (filed_at / 86400000000 + 3) / 7
        """,
        """
        INSERT INTO case_tally (office, kind, procedure, state, week, span, n)
        SELECT office, 'decided', procedure, '', (decided_at / 86400000000 + 3) / 7,
            (decided_at - filed_at) / 604800000000, COUNT(*)
        FROM kase WHERE decided_at IS NOT NULL
        GROUP BY office, procedure, (decided_at / 86400000000 + 3) / 7,
            (decided_at - filed_at) / 604800000000
        """,
        // Who decided; of decisions from before, the journal's account without its name.
        """
        CREATE TABLE case_decider (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), account BIGINT NOT NULL, name TEXT NOT NULL,
            at_office BIGINT NOT NULL, at BIGINT NOT NULL)
        """,
        "CREATE INDEX case_decider_office ON case_decider (at_office, at)",
        """
        INSERT INTO case_decider (kase, account, name, at_office, at)
        SELECT kase.id, MIN(journal.actor), '', kase.office, kase.decided_at
        FROM kase JOIN journal ON journal.subject = 'case/' || kase.id AND journal.kind = 'case.decided'
        WHERE kase.decided_at IS NOT NULL GROUP BY kase.id, kase.office, kase.decided_at
        """,
        // The register of silence of one office, by date.
        """
        CREATE INDEX case_clock_effect ON case_clock (at_office, avertable, kase)
            WHERE effect <> 'none'
        """,
    ],
    only: [
        .postgres: [
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE case_decider ALTER CONSTRAINT case_decider_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        ]
    ])
