import Storage

/// More of what boards read: how decided files differ by group, papers and visits, months apart; goals; what repeats.
///
/// Offices with files from before are counted by the first night after (`foldTallies`).
let measuresSchema = Migration(
    "Cases", "2026-11-26-measures",
    [
        // Rows that add up, as those of case_tally: no key.
        """
        CREATE TABLE case_measure (
            office BIGINT NOT NULL, kind TEXT NOT NULL, procedure TEXT NOT NULL, grp TEXT NOT NULL,
            granted BIGINT NOT NULL CHECK (granted IN (0, 1)), quarter BIGINT NOT NULL,
            value BIGINT NOT NULL, n BIGINT NOT NULL)
        """,
        "CREATE INDEX case_measure_office ON case_measure (office, quarter)",
        "CREATE INDEX case_measure_quarter ON case_measure (quarter)",
        // Offices whose files were all counted.
        "CREATE TABLE measured_office (office BIGINT PRIMARY KEY)",
        // What the applicant read when the file was handed in; files of other systems have none.
        """
        CREATE TABLE case_language (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), language TEXT NOT NULL)
        """,
        // Since when a family is together, as it is counted.
        """
        CREATE TABLE case_together (
            kase BIGINT PRIMARY KEY REFERENCES kase (id), at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE board_goal (
            office BIGINT PRIMARY KEY, target BIGINT NOT NULL CHECK (target >= 0),
            day BIGINT NOT NULL, name TEXT NOT NULL, at BIGINT NOT NULL)
        """,
        // Found by the night; counts of applicants, nothing of whom.
        """
        CREATE TABLE case_repeat (
            office BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('number', 'copy')),
            value TEXT NOT NULL, applicants BIGINT NOT NULL CHECK (applicants >= 2),
            PRIMARY KEY (office, kind, value))
        """,
        "CREATE INDEX case_repeat_office ON case_repeat (office, applicants)",
        "CREATE INDEX case_repeat_applicants ON case_repeat (applicants)",
    ],
    only: [
        .postgres: ["case_language", "case_together"].map { table in
            // As of all who point to a case (see late checks).
            """
            ALTER TABLE \(table) ALTER CONSTRAINT \(table)_kase_fkey DEFERRABLE INITIALLY DEFERRED
            """
        }
    ])
