import Storage

/// Series with dimensions and code lists; values by number of line; a vintage names the state that it shows.
///
/// A state is all values of one series as its source gave them once: vintages that say the same share it, so that
/// reading any vintage is one range of one index however many there are. Rows of the older table are carried over.
let seriesStoreSchema = [
    Migration("Observatory", "2026-11-28-series-store", columns + tables + carriedVintages),
    Migration(
        "Observatory", "2026-11-28-series-values", [],
        only: [
            .sqlite: valueTables(" WITHOUT ROWID") + carriedValues + carriedCodes(find: "instr"),
            .postgres: valueTables("") + carriedValues + carriedCodes(find: "strpos"),
        ]),
]

private let columns = [
    "ALTER TABLE series ADD COLUMN number BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE series ADD COLUMN state BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE series ADD COLUMN dataflow TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE series ADD COLUMN topic TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE series ADD COLUMN concept TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE series ADD COLUMN publisher TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE series ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE series ADD COLUMN newest_period TEXT",
    "ALTER TABLE series ADD COLUMN newest_value DOUBLE PRECISION",
    "UPDATE series SET number = (SELECT COUNT(*) FROM series o WHERE o.key <= series.key)",
    """
    UPDATE series SET updated_at = COALESCE((SELECT MAX(i.at) FROM series_import i
        WHERE i.family = series.family AND i.vintage = series.vintage), 0)
    """,
    "CREATE UNIQUE INDEX series_number ON series (number)",
    "CREATE INDEX series_family ON series (family)",
    "CREATE INDEX series_concept ON series (concept)",
    "ALTER TABLE series_import ADD COLUMN format TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE series_import ADD COLUMN withdrawn_at BIGINT",
    "ALTER TABLE series_import ADD COLUMN withdrawn_why TEXT NOT NULL DEFAULT ''",
]

private let tables = [
    """
    CREATE TABLE series_state (
        id BIGINT PRIMARY KEY, series BIGINT NOT NULL REFERENCES series (number), digest TEXT NOT NULL,
        amount BIGINT NOT NULL)
    """,
    "CREATE INDEX series_state_digest ON series_state (series, digest)",
    """
    CREATE TABLE series_vintage (
        series BIGINT NOT NULL REFERENCES series (number), import BIGINT NOT NULL REFERENCES series_import (id),
        state BIGINT NOT NULL REFERENCES series_state (id), PRIMARY KEY (series, import))
    """,
    """
    CREATE TABLE series_dimension (
        series BIGINT NOT NULL REFERENCES series (number), id TEXT NOT NULL, position BIGINT NOT NULL,
        role TEXT NOT NULL, title_pt TEXT NOT NULL, title_en TEXT NOT NULL, PRIMARY KEY (series, id))
    """,
    """
    CREATE TABLE series_code (
        series BIGINT NOT NULL REFERENCES series (number), dimension TEXT NOT NULL, code TEXT NOT NULL,
        position BIGINT NOT NULL, label_pt TEXT NOT NULL, label_en TEXT NOT NULL, parent TEXT,
        aggregate BIGINT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (series, dimension, code))
    """,
    "CREATE INDEX series_code_place ON series_code (place, series)",
    """
    CREATE TABLE series_line (
        series BIGINT NOT NULL REFERENCES series (number), line BIGINT NOT NULL, dims TEXT NOT NULL,
        PRIMARY KEY (series, line), UNIQUE (series, dims))
    """,
    """
    CREATE TABLE import_mapping (
        fingerprint TEXT PRIMARY KEY, name TEXT NOT NULL, mapping TEXT NOT NULL, at BIGINT NOT NULL)
    """,
]

/// The primary keys are the order in which values are read: SQLite keeps such rows in the index itself.
private func valueTables(_ end: String) -> [String] {
    [
        """
        CREATE TABLE series_value (
            state BIGINT NOT NULL REFERENCES series_state (id), line BIGINT NOT NULL, starts BIGINT NOT NULL,
            period TEXT NOT NULL, value DOUBLE PRECISION, flag TEXT NOT NULL, confidentiality TEXT NOT NULL,
            note TEXT NOT NULL, PRIMARY KEY (state, line, starts, period))\(end)
        """,
        """
        CREATE TABLE line_code (
            series BIGINT NOT NULL REFERENCES series (number), dimension TEXT NOT NULL, code TEXT NOT NULL,
            line BIGINT NOT NULL, PRIMARY KEY (series, dimension, code, line))\(end)
        """,
    ]
}

private let carriedVintages = [
    """
    INSERT INTO series_state (id, series, digest, amount)
    SELECT ROW_NUMBER() OVER (ORDER BY i.at, i.id, s.number), s.number, 'import ' || i.id,
        (SELECT COUNT(*) FROM observation o WHERE o.series = s.key AND o.vintage = i.vintage)
    FROM series s JOIN series_import i ON i.family = s.family
    WHERE EXISTS (SELECT 1 FROM observation o WHERE o.series = s.key AND o.vintage = i.vintage)
    """,
    """
    INSERT INTO series_vintage (series, import, state)
    SELECT t.series, i.id, t.id FROM series_state t JOIN series_import i ON t.digest = 'import ' || i.id
    """,
    """
    UPDATE series SET state = COALESCE((SELECT v.state FROM series_vintage v
        JOIN series_import i ON i.id = v.import
        WHERE v.series = series.number AND i.vintage = series.vintage), 0)
    """,
    """
    INSERT INTO series_line (series, line, dims)
    SELECT d.number, ROW_NUMBER() OVER (PARTITION BY d.number ORDER BY d.dims) - 1, d.dims
    FROM (SELECT DISTINCT s.number AS number, o.dims AS dims FROM observation o
        JOIN series s ON s.key = o.series) d
    """,
]

/// The first day of a period as 20190131; of a week only about, in their order.
private let firstDay = """
    CAST(substr(o.period, 1, 4) AS BIGINT) * 10000 + CASE
    WHEN length(o.period) = 10 THEN CAST(substr(o.period, 6, 2) AS BIGINT) * 100
        + CAST(substr(o.period, 9, 2) AS BIGINT)
    WHEN o.period LIKE '____-Q_' THEN CAST(substr(o.period, 7, 1) AS BIGINT) * 300 - 199
    WHEN o.period LIKE '____-T_' THEN CAST(substr(o.period, 7, 1) AS BIGINT) * 400 - 299
    WHEN o.period LIKE '____-S_' THEN CAST(substr(o.period, 7, 1) AS BIGINT) * 600 - 499
    WHEN o.period LIKE '____-W__' THEN 101 + CAST(substr(o.period, 7, 2) AS BIGINT)
    WHEN o.period LIKE '____-M__' THEN CAST(substr(o.period, 7, 2) AS BIGINT) * 100 + 1
    WHEN length(o.period) = 7 AND substr(o.period, 6, 1) IN ('0', '1')
        THEN CAST(substr(o.period, 6, 2) AS BIGINT) * 100 + 1
    ELSE 101 END
    """

private let carriedValues = [
    """
    INSERT INTO series_value (state, line, starts, period, value, flag, confidentiality, note)
    SELECT v.state, l.line, \(firstDay), o.period, o.value, o.flag, '', o.note
    FROM observation o JOIN series s ON s.key = o.series
    JOIN series_import i ON i.family = s.family AND i.vintage = o.vintage
    JOIN series_vintage v ON v.series = s.number AND v.import = i.id
    JOIN series_line l ON l.series = s.number AND l.dims = o.dims
    """,
    """
    UPDATE series SET newest_period = (SELECT v.period FROM series_value v
        JOIN series_line l ON l.series = series.number AND l.line = v.line
        WHERE v.state = series.state AND l.dims = series.headline AND v.value IS NOT NULL
        ORDER BY v.starts DESC, v.period DESC LIMIT 1)
    """,
    """
    UPDATE series SET newest_value = (SELECT v.value FROM series_value v
        JOIN series_line l ON l.series = series.number AND l.line = v.line
        WHERE v.state = series.state AND l.dims = series.headline AND v.value IS NOT NULL
        ORDER BY v.starts DESC, v.period DESC LIMIT 1)
    """,
    "DROP TABLE observation",
]

/// Takes `geo=PT|sex=T` apart into a row for each code; the engines name the function that finds differently.
private func carriedCodes(find: String) -> [String] {
    [
        """
        WITH RECURSIVE part (series, line, piece, rest) AS (
            SELECT series, line, CAST('' AS TEXT), dims || '|' FROM series_line WHERE dims <> ''
            UNION ALL
            SELECT series, line, substr(rest, 1, \(find)(rest, '|') - 1),
                substr(rest, \(find)(rest, '|') + 1) FROM part WHERE rest <> '')
        INSERT INTO line_code (series, dimension, code, line)
        SELECT series, substr(piece, 1, \(find)(piece, '=') - 1), substr(piece, \(find)(piece, '=') + 1),
            line FROM part WHERE \(find)(piece, '=') > 1
        """,
        """
        INSERT INTO series_dimension (series, id, position, role, title_pt, title_en)
        SELECT d.series, d.dimension, ROW_NUMBER() OVER (PARTITION BY d.series ORDER BY d.dimension) - 1,
            CASE d.dimension WHEN 'geo' THEN 'territory' WHEN 'REF_AREA' THEN 'territory'
                WHEN 'citizen' THEN 'citizenship' WHEN 'sex' THEN 'sex' WHEN 'SEX' THEN 'sex'
                WHEN 'age' THEN 'age' ELSE 'other' END, d.dimension, d.dimension
        FROM (SELECT DISTINCT series, dimension FROM line_code) d
        """,
        """
        INSERT INTO series_code (series, dimension, code, position, label_pt, label_en, aggregate, place)
        SELECT c.series, c.dimension, c.code,
            ROW_NUMBER() OVER (PARTITION BY c.series, c.dimension ORDER BY c.code) - 1, c.code, c.code, 0, ''
        FROM (SELECT DISTINCT series, dimension, code FROM line_code) c
        """,
    ]
}
