import Storage

/// Times that are held for a household until it answers, and the list of those who wait for one.
let waitingSchema = Migration(
    "Appointments", "2026-11-27-waiting",
    [
        """
        CREATE TABLE offer (
            id BIGINT PRIMARY KEY, case_id BIGINT NOT NULL, reference TEXT NOT NULL, service TEXT NOT NULL,
            location BIGINT NOT NULL, desk BIGINT NOT NULL REFERENCES desk (id), start BIGINT NOT NULL,
            minutes BIGINT NOT NULL CHECK (minutes > 0), people BIGINT NOT NULL CHECK (people > 0),
            state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'lapsed')),
            until BIGINT NOT NULL, because TEXT NOT NULL, created BIGINT NOT NULL,
            told BIGINT NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
            CHECK (created < until), CHECK (until <= start))
        """,
        // At most one open offer of a case.
        "CREATE UNIQUE INDEX offer_open ON offer (case_id) WHERE state = 'open'",
        "CREATE INDEX offer_case ON offer (case_id, start)",
        "CREATE INDEX offer_until ON offer (until) WHERE state = 'open'",
        "CREATE INDEX offer_untold ON offer (id) WHERE told = 0",
        // A time has at most one holder: a visit, or an offer.
        "ALTER TABLE slot ADD COLUMN offer BIGINT CHECK (offer IS NULL OR taken_by IS NULL)",
        "ALTER TABLE slot ADD COLUMN held_until BIGINT CHECK ((offer IS NULL) = (held_until IS NULL))",
        "CREATE INDEX slot_offer ON slot (offer) WHERE offer IS NOT NULL",
        """
        CREATE TABLE demand (
            id BIGINT PRIMARY KEY, case_id BIGINT NOT NULL, reference TEXT NOT NULL, service TEXT NOT NULL,
            location BIGINT NOT NULL, people BIGINT NOT NULL CHECK (people > 0),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'served', 'left')), since BIGINT NOT NULL,
            class BIGINT NOT NULL CHECK (class >= 0), legal_date BIGINT,
            weekdays BIGINT NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
            from_minute BIGINT NOT NULL CHECK (from_minute >= 0),
            to_minute BIGINT NOT NULL CHECK (to_minute <= 1440), CHECK (from_minute < to_minute))
        """,
        // A case waits once.
        "CREATE UNIQUE INDEX demand_waiting ON demand (case_id) WHERE state = 'waiting'",
        "CREATE INDEX demand_list ON demand (location, service, class, since) WHERE state = 'waiting'",
    ])
