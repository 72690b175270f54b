import Storage

/// The rules by which desks open week after week, and the times at which one is busy with something else.
let hoursSchema = Migration(
    "Appointments", "2026-11-27-hours",
    [
        // Bit 0 of the weekdays is Monday. Of a rule with a week of the month the number of weeks is 0.
        """
        CREATE TABLE opening_rule (
            id BIGINT PRIMARY KEY, location BIGINT NOT NULL,
            weekdays BIGINT NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
            every_weeks BIGINT NOT NULL CHECK (every_weeks BETWEEN 0 AND 12),
            week_of_month BIGINT NOT NULL CHECK (week_of_month BETWEEN 0 AND 5),
            first_day BIGINT NOT NULL, last_day BIGINT NOT NULL,
            from_minute BIGINT NOT NULL CHECK (from_minute >= 0),
            to_minute BIGINT NOT NULL CHECK (to_minute <= 1440),
            days_ahead BIGINT NOT NULL CHECK (days_ahead BETWEEN 1 AND 365),
            CHECK ((every_weeks = 0) <> (week_of_month = 0)), CHECK (first_day <= last_day),
            CHECK (from_minute < to_minute))
        """,
        "CREATE INDEX opening_rule_location ON opening_rule (location, last_day)",
        """
        CREATE TABLE opening_rule_desk (
            rule BIGINT NOT NULL REFERENCES opening_rule (id), desk BIGINT NOT NULL REFERENCES desk (id),
            PRIMARY KEY (rule, desk))
        """,
        """
        CREATE TABLE desk_busy (
            desk BIGINT NOT NULL REFERENCES desk (id), start BIGINT NOT NULL, until BIGINT NOT NULL,
            PRIMARY KEY (desk, start, until), CHECK (start < until))
        """,
    ])
