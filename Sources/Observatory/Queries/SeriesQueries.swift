import Languages
import Storage

/// A series of the list with its newest value.
struct ListedSeries: Sendable {
    let series: Series
    let period: String?
    let value: Double?
}

/// A series with the values of one vintage.
struct SeriesView: Sendable {
    let series: Series
    let vintage: String
    let values: [SeriesValue]
    let breaks: [BreakMark]
    /// Newest first.
    let vintages: [String]
    /// The other parts of the same file.
    let related: [Series]
}

extension Series {
    init(row: Row) throws {
        key = try row["key"]
        family = try row["family"]
        titlePt = try row["title_pt"]
        titleEn = try row["title_en"]
        definitionPt = try row["definition_pt"]
        definitionEn = try row["definition_en"]
        unit = try row["unit"]
        source = try row["source"]
        method = try row["method"]
        licence = try row["licence"]
        contact = try row["contact"]
        frequency = try row["frequency"]
        headline = try row["headline"]
        vintage = try row["vintage"]
    }

    static func find(_ key: String, in db: Reader) throws -> Series? {
        try db.first("SELECT * FROM series WHERE key = \(key)").map(Series.init)
    }

    /// All series whose words contain what is searched for, each with its newest value, in one question.
    static func list(matching words: String, in db: Reader) throws -> [ListedSeries] {
        let rows = try db.all(
            """
            SELECT s.*, o.period AS newest, o.value AS number FROM series s
            LEFT JOIN observation o ON o.series = s.key AND o.vintage = s.vintage AND o.dims = s.headline
                AND o.period = (SELECT MAX(m.period) FROM observation m WHERE m.series = s.key
                    AND m.vintage = s.vintage AND m.dims = s.headline AND m.value IS NOT NULL)
            ORDER BY s.family, s.position
            """)
        let wanted = folded(words).split(separator: " ")
        return try rows.compactMap { row in
            let text: String = try row["folded"]
            guard wanted.allSatisfy({ text.contains($0) }) else { return nil }
            return ListedSeries(
                series: try Series(row: row), period: try row["newest"], value: try row["number"])
        }
    }

    /// One line's newest value that is known.
    static func newest(
        _ key: String, dims: String, in db: Reader
    ) throws -> (value: Double, period: String)? {
        try db.first(
            """
            SELECT o.value, o.period FROM observation o JOIN series s ON s.key = o.series AND s.vintage = o.vintage
            WHERE o.series = \(key) AND o.dims = \(dims) AND o.value IS NOT NULL ORDER BY o.period DESC LIMIT 1
            """
        ).map { (try $0[0], try $0[1]) }
    }

    /// The series as it was known at a vintage; nil where there is no such vintage.
    func view(vintage wanted: String?, in db: Reader) throws -> SeriesView? {
        let vintages = try db.all(
            "SELECT vintage FROM series_import WHERE family = \(family) ORDER BY at DESC, id DESC"
        )
        .map { try $0[0] as String }
        let vintage = wanted ?? self.vintage
        guard vintages.contains(vintage) else { return nil }
        let values = try db.all(
            """
            SELECT dims, period, value, flag, note FROM observation
            WHERE series = \(key) AND vintage = \(vintage) ORDER BY dims, period
            """
        ).map(SeriesValue.init)
        let breaks = try db.all(
            "SELECT * FROM break_mark WHERE series = \(key) ORDER BY period, dims"
        ).map(BreakMark.init)
        let related = try db.all(
            "SELECT * FROM series WHERE family = \(family) AND key <> \(key) ORDER BY position"
        )
        .map(Series.init)
        return SeriesView(
            series: self, vintage: vintage, values: values, breaks: breaks, vintages: vintages,
            related: related)
    }
}

extension SeriesValue {
    init(row: Row) throws {
        self.init(
            dims: try row[0], period: try row[1], value: try row[2], flag: try row[3],
            note: try row[4])
    }
}

extension BreakMark {
    init(row: Row) throws {
        self.init(
            dims: try row["dims"], period: try row["period"], reasonPt: try row["reason_pt"],
            reasonEn: try row["reason_en"], source: try row["source"])
    }
}
