import Storage

/// Allocation rounds: what was promised, for which offices, who took part, and the file that anybody can check.
let roundsSchema = Migration(
    "Appointments", "2026-11-28-rounds",
    [
        """
        CREATE TABLE visit_round (
            id BIGINT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('announced', 'drawn', 'cancelled')),
            service TEXT, first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, closes BIGINT NOT NULL,
            points_per_day BIGINT NOT NULL CHECK (points_per_day BETWEEN 0 AND 1000),
            commitment TEXT NOT NULL, sealed BYTEA NOT NULL, seed TEXT, reason TEXT,
            made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, ended_at BIGINT,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), CHECK (first_day <= last_day),
            CHECK ((state = 'drawn') = (seed IS NOT NULL)),
            CHECK ((state = 'cancelled') = (reason IS NOT NULL)),
            CHECK ((state = 'announced') = (ended_at IS NULL)))
        """,
        "CREATE INDEX visit_round_due ON visit_round (closes) WHERE state = 'announced'",
        """
        CREATE TABLE round_place (
            round BIGINT NOT NULL REFERENCES visit_round (id), location BIGINT NOT NULL,
            PRIMARY KEY (round, location))
        """,
        // One line for each household that the round looked at; its number is that of the published file.
        """
        CREATE TABLE round_applicant (
            round BIGINT NOT NULL REFERENCES visit_round (id), case_id BIGINT NOT NULL, number BIGINT NOT NULL,
            location BIGINT NOT NULL, since BIGINT NOT NULL, start BIGINT,
            PRIMARY KEY (round, case_id), UNIQUE (round, number))
        """,
        "CREATE INDEX round_applicant_case ON round_applicant (case_id)",
        """
        CREATE TABLE round_file (
            round BIGINT PRIMARY KEY REFERENCES visit_round (id), asked BIGINT NOT NULL,
            served BIGINT NOT NULL, lines TEXT NOT NULL, report TEXT NOT NULL)
        """,
    ])
