import Storage

/// Series, their values by vintage, and the marks where comparing ends.
let observatorySchema = [
    Migration(
        "Observatory", "2026-11-23-series",
        [
            """
            CREATE TABLE series (
                key TEXT PRIMARY KEY, family TEXT NOT NULL, position BIGINT NOT NULL, title_pt TEXT NOT NULL,
                title_en TEXT NOT NULL, definition_pt TEXT NOT NULL, definition_en TEXT NOT NULL,
                unit TEXT NOT NULL, source TEXT NOT NULL, method TEXT NOT NULL, licence TEXT NOT NULL,
                contact TEXT NOT NULL, frequency TEXT NOT NULL, headline TEXT NOT NULL, folded TEXT NOT NULL,
                vintage TEXT NOT NULL)
            """,
            """
            CREATE TABLE observation (
                series TEXT NOT NULL REFERENCES series (key), vintage TEXT NOT NULL, dims TEXT NOT NULL,
                period TEXT NOT NULL, value DOUBLE PRECISION, flag TEXT NOT NULL, note TEXT NOT NULL,
                PRIMARY KEY (series, vintage, dims, period))
            """,
            """
            CREATE TABLE break_mark (
                series TEXT NOT NULL REFERENCES series (key), dims TEXT NOT NULL, period TEXT NOT NULL,
                reason_pt TEXT NOT NULL, reason_en TEXT NOT NULL, source TEXT NOT NULL,
                PRIMARY KEY (series, dims, period))
            """,
            """
            CREATE TABLE series_import (
                id BIGINT PRIMARY KEY, family TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL,
                at BIGINT NOT NULL, rows BIGINT NOT NULL, accepted BIGINT NOT NULL, rejected BIGINT NOT NULL,
                label TEXT NOT NULL, vintage TEXT NOT NULL, UNIQUE (family, digest), UNIQUE (family, vintage))
            """,
        ])
]
