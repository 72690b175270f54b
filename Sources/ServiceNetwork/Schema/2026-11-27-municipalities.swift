import Storage

/// What is delegated to municipalities, what they plan, and newer counts of who lives there than the census.
let municipalitiesSchema = Migration(
    "ServiceNetwork", "2026-11-27-municipalities",
    [
        """
        CREATE TABLE municipal_delegation (
            id BIGINT PRIMARY KEY, municipality TEXT NOT NULL REFERENCES municipality (code),
            competence TEXT NOT NULL CHECK (competence IN ('information', 'requests', 'biometrics', 'delivery')),
            slots_week BIGINT NOT NULL CHECK (slots_week >= 0), staff BIGINT NOT NULL CHECK (staff >= 0),
            from_day BIGINT NOT NULL, until_day BIGINT NOT NULL, agreement TEXT NOT NULL CHECK (agreement <> ''),
            ended_on BIGINT, demo BIGINT NOT NULL CHECK (demo IN (0, 1)), CHECK (from_day <= until_day))
        """,
        "CREATE INDEX municipal_delegation_municipality ON municipal_delegation (municipality, until_day)",
        "CREATE INDEX municipal_delegation_until ON municipal_delegation (until_day)",
        """
        CREATE TABLE municipal_measure (
            municipality TEXT NOT NULL REFERENCES municipality (code), code TEXT NOT NULL, area TEXT NOT NULL,
            title TEXT NOT NULL, responsible TEXT, from_day BIGINT, until_day BIGINT,
            state TEXT NOT NULL CHECK (state IN ('planned', 'started', 'done', 'stopped')), source TEXT NOT NULL,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), PRIMARY KEY (municipality, code),
            CHECK (from_day <= until_day))
        """,
        """
        CREATE TABLE municipal_residents (
            municipality TEXT NOT NULL REFERENCES municipality (code), day BIGINT NOT NULL,
            foreign_residents BIGINT NOT NULL CHECK (foreign_residents >= 0), definition TEXT NOT NULL,
            source TEXT NOT NULL, PRIMARY KEY (municipality, day))
        """,
    ])
