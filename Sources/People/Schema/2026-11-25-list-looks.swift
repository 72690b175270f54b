import Storage

/// One look at the list of somebody's messages by one account under one mandate on one day.
let peopleListLooks = Migration(
    "People", "2026-11-25-list-looks",
    [
        """
        CREATE TABLE message_list_look (
            person BIGINT NOT NULL REFERENCES person (id), account BIGINT NOT NULL REFERENCES account (id),
            mandate BIGINT NOT NULL REFERENCES mandate (id), day BIGINT NOT NULL,
            name TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (person, day, account, mandate))
        """
    ])
