import Storage

/// What came for a person on a day: so that one of them does not take all the hours, or the disk, of everybody.
let personDaysSchema = Migration(
    "Cases", "2026-11-26-person-days",
    [
        """
        CREATE TABLE person_day (
            person BIGINT NOT NULL, day BIGINT NOT NULL,
            files BIGINT NOT NULL DEFAULT 0 CHECK (files >= 0),
            bytes BIGINT NOT NULL DEFAULT 0 CHECK (bytes >= 0), PRIMARY KEY (person, day))
        """,
        "CREATE INDEX person_day_day ON person_day (day)",
    ])
