import Storage

/// The day of a visit: tickets, reminders, causes of absence, and days on which a desk is closed.
let daySchema = Migration(
    "Appointments", "2026-11-27-day",
    [
        // The last number given of a letter; it begins anew each day.
        """
        CREATE TABLE ticket_count (
            location BIGINT NOT NULL, day BIGINT NOT NULL, letter TEXT NOT NULL, last BIGINT NOT NULL,
            PRIMARY KEY (location, day, letter))
        """,
        """
        CREATE TABLE ticket (
            id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE, location BIGINT NOT NULL, day BIGINT NOT NULL,
            letter TEXT NOT NULL, number BIGINT NOT NULL CHECK (number > 0), service TEXT NOT NULL,
            visit BIGINT UNIQUE REFERENCES visit (id), booked BIGINT,
            priority TEXT NOT NULL CHECK (priority IN ('none', 'pregnancy', 'disability', 'child', 'elderly')),
            language TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('waiting', 'called', 'serving', 'forwarded', 'done', 'left')),
            desk BIGINT REFERENCES desk (id), taken BIGINT NOT NULL, called BIGINT, begun BIGINT, ended BIGINT,
            demo BIGINT NOT NULL CHECK (demo IN (0, 1)), UNIQUE (location, day, letter, number),
            CHECK ((visit IS NULL) = (booked IS NULL)), CHECK (state <> 'waiting' OR desk IS NULL),
            CHECK (state NOT IN ('called', 'serving', 'forwarded') OR desk IS NOT NULL),
            CHECK (state NOT IN ('done', 'left') OR priority = 'none'))
        """,
        // A desk has one person before it.
        "CREATE UNIQUE INDEX ticket_desk ON ticket (desk, day) WHERE state IN ('called', 'serving')",
        "CREATE INDEX ticket_open ON ticket (location, day, state)",
        "CREATE INDEX ticket_measured ON ticket (location, service, day) WHERE state = 'done'",
        "CREATE TABLE visit_reminder (visit BIGINT PRIMARY KEY REFERENCES visit (id), at BIGINT NOT NULL)",
        """
        CREATE TABLE absence (
            visit BIGINT PRIMARY KEY REFERENCES visit (id),
            cause TEXT NOT NULL CHECK (cause IN ('not-told', 'moved', 'travel', 'abroad', 'ill')),
            said_by TEXT NOT NULL CHECK (said_by IN ('person', 'office')), at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE closure (
            id BIGINT PRIMARY KEY, location BIGINT NOT NULL, desk BIGINT REFERENCES desk (id),
            first_day BIGINT NOT NULL, last_day BIGINT NOT NULL, reason TEXT NOT NULL,
            made_by BIGINT NOT NULL, made_at BIGINT NOT NULL, visits BIGINT NOT NULL CHECK (visits >= 0),
            CHECK (first_day <= last_day))
        """,
        "CREATE INDEX closure_office ON closure (location, first_day)",
        // Whose visit it ended, and the time that was offered instead.
        """
        CREATE TABLE closure_visit (
            closure BIGINT NOT NULL REFERENCES closure (id), visit BIGINT NOT NULL REFERENCES visit (id),
            offered BIGINT, PRIMARY KEY (closure, visit))
        """,
        "CREATE INDEX visit_soon ON visit (start) WHERE state = 'booked'",
    ])
