import Storage

/// A paper says whether it is invented, and which state of the file it stands for: one certificate a day for each.
let papersSchema: [Migration] = [
    Migration(
        "Cases", "2026-11-25-papers",
        [
            "ALTER TABLE letter ADD COLUMN demo BIGINT NOT NULL DEFAULT 0 CHECK (demo IN (0, 1))",
            "UPDATE letter SET demo = (SELECT demo FROM kase WHERE kase.id = letter.kase)",
            "ALTER TABLE certificate ADD COLUMN day BIGINT",
            "ALTER TABLE certificate ADD COLUMN standing TEXT",
            "CREATE UNIQUE INDEX certificate_once ON certificate (kase, day, standing)",
            "CREATE INDEX kase_demo ON kase (procedure, demo)",
        ])
]
