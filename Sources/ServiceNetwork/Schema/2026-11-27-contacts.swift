import Storage

/// Contacts that mediators log at a centre: what was asked and how, and nothing by which somebody is found again.
let contactSchema: [Migration] = [
    Migration(
        "ServiceNetwork", "2026-11-27-contacts",
        [
            // No column takes words of one's own. The taxonomy stands here so that the topic is one of its terms by the
            // schema's own rule. A contact that was taken back keeps its key: a browser may send it once more.
            """
            CREATE TABLE service_contact (
                id BIGINT PRIMARY KEY, key TEXT UNIQUE CHECK (LENGTH(key) = 32),
                location BIGINT NOT NULL REFERENCES location (id), account BIGINT NOT NULL,
                made_at BIGINT NOT NULL, day BIGINT NOT NULL, received_at BIGINT NOT NULL,
                taxonomy TEXT NOT NULL CHECK (taxonomy = 'claim-topics'), topic TEXT NOT NULL,
                language TEXT NOT NULL CHECK (LENGTH(language) <= 5),
                channel TEXT NOT NULL CHECK (channel IN ('in-person', 'phone', 'message', 'away')),
                outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'accompanied', 'referred', 'open')),
                sex TEXT CHECK (sex IN ('female', 'male', 'other')),
                age TEXT CHECK (age IN ('0-17', '18-29', '30-44', '45-64', '65+')),
                invented BIGINT NOT NULL CHECK (invented IN (0, 1)), undone_at BIGINT,
                CHECK (made_at <= received_at),
                FOREIGN KEY (taxonomy, topic) REFERENCES taxonomy_term (taxonomy, code))
            """,
            "CREATE INDEX service_contact_day ON service_contact (day, location)",
            "CREATE INDEX service_contact_account ON service_contact (account, id)",
        ])
]
