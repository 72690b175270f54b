import Storage

/// How an account is named in a mandate, and who looked at a person's messages under one.
let mandateTables = [
    "ALTER TABLE account ADD COLUMN mandate_reference TEXT",
    "CREATE UNIQUE INDEX account_mandate_reference ON account (mandate_reference)",
    "CREATE INDEX mandate_holder ON mandate (holder)",
    "UPDATE mandate SET scope = 'view' WHERE scope NOT IN ('view', 'act')",
    """
    CREATE TABLE message_look (
        id BIGINT PRIMARY KEY, message BIGINT NOT NULL REFERENCES message (id),
        person BIGINT NOT NULL REFERENCES person (id), account BIGINT NOT NULL REFERENCES account (id),
        name TEXT NOT NULL, mandate BIGINT NOT NULL REFERENCES mandate (id), at BIGINT NOT NULL)
    """,
    "CREATE INDEX message_look_person ON message_look (person, at)",
]
