import Storage

/// What visitors think, what is published of each place and quarter, and the training of staff.
let qualitySchema = Migration(
    "ServiceNetwork", "2026-11-27-quality",
    [
        // What stands on the card at a desk. A code that became known too far is ended, and another one drawn.
        """
        CREATE TABLE opinion_point (
            code TEXT PRIMARY KEY, location BIGINT NOT NULL REFERENCES location (id), drawn_at BIGINT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), ended_at BIGINT)
        """,
        "CREATE UNIQUE INDEX opinion_point_standing ON opinion_point (location) WHERE ended_at IS NULL",
        // Sums and nothing else: no row is of one person, and none says a day.
        """
        CREATE TABLE opinion (
            location BIGINT NOT NULL REFERENCES location (id), quarter TEXT NOT NULL,
            answer BIGINT NOT NULL CHECK (answer BETWEEN 1 AND 5), topic TEXT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), n BIGINT NOT NULL CHECK (n > 0),
            PRIMARY KEY (location, quarter, answer, topic, demo))
        """,
        "CREATE INDEX opinion_quarter ON opinion (quarter)",
        // What was published of a quarter stays as it was.
        "CREATE TABLE quality_quarter (quarter TEXT PRIMARY KEY, taken_at BIGINT NOT NULL)",
        // Without a value it rests on too few, and how many those are is not kept here either.
        """
        CREATE TABLE quality_figure (
            quarter TEXT NOT NULL REFERENCES quality_quarter (quarter),
            location BIGINT NOT NULL REFERENCES location (id),
            measure TEXT NOT NULL CHECK (measure IN ('waiting', 'in-time', 'satisfaction', 'complaints')),
            value DOUBLE PRECISION, low DOUBLE PRECISION, high DOUBLE PRECISION,
            basis BIGINT CHECK (basis >= 0), demo BIGINT NOT NULL CHECK (demo IN (0, 1)),
            PRIMARY KEY (quarter, location, measure),
            CHECK ((value IS NULL) = (basis IS NULL)), CHECK (low IS NULL OR low <= high),
            CHECK ((low IS NULL) = (high IS NULL)), CHECK (value IS NOT NULL OR low IS NULL))
        """,
        "CREATE INDEX quality_figure_location ON quality_figure (location, quarter)",
        """
        CREATE TABLE quality_topic (
            quarter TEXT NOT NULL REFERENCES quality_quarter (quarter), topic TEXT NOT NULL, n BIGINT,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), PRIMARY KEY (quarter, topic))
        """,
        // Kept of an account; a mistake is taken back, never deleted.
        """
        CREATE TABLE staff_training (
            id BIGINT PRIMARY KEY, account BIGINT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
            day BIGINT NOT NULL, valid_until BIGINT, noted_by TEXT NOT NULL, noted_at BIGINT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), withdrawn_at BIGINT,
            CHECK (valid_until IS NULL OR valid_until >= day))
        """,
        "CREATE INDEX staff_training_account ON staff_training (account)",
    ])
