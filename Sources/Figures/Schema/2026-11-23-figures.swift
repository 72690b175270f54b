import Storage

/// What was published, day by day: only numbers that have passed the guard are kept.
let figuresSchema = [
    Migration(
        "Figures", "2026-11-23-figures",
        [
            """
            CREATE TABLE figure_snapshot (
                figure TEXT NOT NULL, day BIGINT NOT NULL, at BIGINT NOT NULL, value DOUBLE PRECISION,
                status TEXT NOT NULL CHECK (status IN ('exact', 'rounded', 'hidden', 'none')),
                period TEXT, PRIMARY KEY (figure, day))
            """
        ])
]
