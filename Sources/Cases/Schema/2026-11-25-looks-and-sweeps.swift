import Storage

/// Looks at a list under a mandate, the calendar of the last sweep, and who asked for a certificate.
let looksAndSweepsSchema = Migration(
    "Cases", "2026-11-25-looks-and-sweeps",
    [
        // One look at the list of a person's files by one account under one mandate on one day.
        """
        CREATE TABLE looked_list (
            person BIGINT NOT NULL, account BIGINT NOT NULL, mandate TEXT NOT NULL, day BIGINT NOT NULL,
            name TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (person, day, account, mandate))
        """,
        """
        CREATE TABLE date_sweep (
            id BIGINT PRIMARY KEY CHECK (id = 1), calendar BYTEA NOT NULL)
        """,
        // Certificates from before count for nobody.
        "ALTER TABLE certificate ADD COLUMN asked_by BIGINT",
    ])
