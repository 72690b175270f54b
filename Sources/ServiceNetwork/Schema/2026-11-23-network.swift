import Storage

/// The directory in the words of HSDS 3.0, and the municipalities it is found by.
let networkSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-23-network",
        [
            """
            CREATE TABLE municipality (
                code TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, district_code TEXT NOT NULL,
                district TEXT NOT NULL, population BIGINT CHECK (population >= 0),
                foreign_nationals BIGINT CHECK (foreign_nationals >= 0),
                lat DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
                lon DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
                CHECK ((lat IS NULL) = (lon IS NULL)))
            """,
            "CREATE INDEX municipality_folded ON municipality (folded)",
            "CREATE TABLE organisation (id BIGINT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL)",
            """
            CREATE TABLE service (
                code TEXT PRIMARY KEY, agency BIGINT NOT NULL CHECK (agency IN (0, 1)), UNIQUE (code, agency))
            """,
            """
            CREATE TABLE location (
                id BIGINT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, organisation BIGINT REFERENCES organisation (id),
                kind TEXT NOT NULL CHECK (kind IN ('aima', 'cnaim', 'claim', 'municipal-desk', 'mission',
                    'registry', 'citizen-shop', 'other')),
                name TEXT NOT NULL, folded TEXT NOT NULL, municipality TEXT NOT NULL REFERENCES municipality (code),
                address TEXT, postal_code TEXT, lat DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
                lon DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
                status TEXT NOT NULL CHECK (status IN ('open', 'closed')), closed_on BIGINT,
                phone TEXT, email TEXT, itinerant BIGINT CHECK (itinerant IN (0, 1)),
                source TEXT NOT NULL, source_year BIGINT, note TEXT,
                CHECK ((lat IS NULL) = (lon IS NULL)), CHECK (closed_on IS NULL OR status = 'closed'),
                UNIQUE (id, kind))
            """,
            "CREATE INDEX location_municipality ON location (municipality)",
            // Kind and agency stand here so that the rule below can be the schema's own.
            """
            CREATE TABLE service_at_location (
                location BIGINT NOT NULL, kind TEXT NOT NULL, service TEXT NOT NULL, agency BIGINT NOT NULL,
                processes BIGINT NOT NULL CHECK (processes IN (0, 1)),
                informs BIGINT NOT NULL CHECK (informs IN (0, 1)),
                PRIMARY KEY (location, service),
                FOREIGN KEY (location, kind) REFERENCES location (id, kind),
                FOREIGN KEY (service, agency) REFERENCES service (code, agency),
                CHECK (processes = 1 OR informs = 1),
                CHECK (agency = 0 OR kind NOT IN ('registry', 'citizen-shop')))
            """,
            "CREATE INDEX service_at_location_service ON service_at_location (service, processes)",
            // Hours as parts of an RRULE, only where a source gives them; no row means unknown, not closed.
            """
            CREATE TABLE schedule (
                id BIGINT PRIMARY KEY, location BIGINT NOT NULL REFERENCES location (id), service TEXT,
                freq TEXT NOT NULL CHECK (freq IN ('WEEKLY', 'MONTHLY')), byday TEXT NOT NULL,
                opens_at BIGINT NOT NULL CHECK (opens_at BETWEEN 0 AND 1439),
                closes_at BIGINT NOT NULL CHECK (closes_at BETWEEN 1 AND 1440),
                valid_from BIGINT, valid_to BIGINT, source TEXT NOT NULL, CHECK (opens_at < closes_at))
            """,
            "CREATE INDEX schedule_location ON schedule (location)",
        ]),
    Migration(
        "ServiceNetwork", "2026-11-23-network-size",
        [
            """
            CREATE TABLE network_size (
                kind TEXT PRIMARY KEY, total BIGINT NOT NULL CHECK (total > 0),
                approximate BIGINT NOT NULL CHECK (approximate IN (0, 1)), words TEXT NOT NULL,
                as_of TEXT, source TEXT NOT NULL, also TEXT)
            """,
            """
            CREATE TABLE contact_line (
                key TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT, email TEXT, byday TEXT,
                opens_at BIGINT, closes_at BIGINT, languages BIGINT, source TEXT NOT NULL,
                CHECK ((byday IS NULL) = (opens_at IS NULL) AND (byday IS NULL) = (closes_at IS NULL)))
            """,
        ]),
]
