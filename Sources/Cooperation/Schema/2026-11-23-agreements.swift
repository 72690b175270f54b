import Storage

/// Agreements and what is known of them.
let cooperationSchema = [
    Migration(
        "Cooperation", "2026-11-23-agreements",
        [
            """
            CREATE TABLE agreement (
                slug TEXT PRIMARY KEY, position BIGINT NOT NULL, title_pt TEXT NOT NULL, title_en TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('mobility', 'labour-mobility')), parties TEXT NOT NULL,
                signed TEXT NOT NULL, in_force TEXT NOT NULL)
            """,
            """
            CREATE TABLE agreement_fact (
                agreement TEXT NOT NULL REFERENCES agreement (slug), position BIGINT NOT NULL,
                name_pt TEXT NOT NULL, name_en TEXT NOT NULL, text_pt TEXT NOT NULL, text_en TEXT NOT NULL,
                source TEXT NOT NULL CHECK (source <> ''), PRIMARY KEY (agreement, position))
            """,
        ])
]
