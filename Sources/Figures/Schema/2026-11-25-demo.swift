import Storage

/// A kept number says for ever whether it rested on invented data.
let demoSchema = [
    Migration(
        "Figures", "2026-11-25-demo",
        [
            """
            ALTER TABLE figure_snapshot ADD COLUMN demo BIGINT NOT NULL DEFAULT 0
                CHECK (demo IN (0, 1))
            """
        ])
]
