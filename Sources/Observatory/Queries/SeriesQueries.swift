import Kernel
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
    /// Since when and why the vintage shown is withdrawn.
    var withdrawn: (at: Moment, why: String)?
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
        number = try row["number"]
        state = try row["state"]
        dataflow = try row["dataflow"]
        topic = try row["topic"]
        concept = try row["concept"]
        publisher = try row["publisher"]
        updatedAt = try row["updated_at"]
    }

    static func find(_ key: String, in db: Reader) throws -> Series? {
        try db.first("SELECT * FROM series WHERE key = \(key)").map(Series.init)
    }

    /// All series whose words contain what is searched for, each with its newest value, in one question.
    static func list(matching words: String, in db: Reader) throws -> [ListedSeries] {
        let rows = try db.all("SELECT * FROM series WHERE state <> 0 ORDER BY family, position")
        let wanted = folded(words).split(separator: " ")
        return try rows.compactMap { row in
            let text: String = try row["folded"]
            guard wanted.allSatisfy({ text.contains($0) }) else { return nil }
            return try ListedSeries(row: row)
        }
    }

    /// One line's newest value that is known.
    static func newest(
        _ key: String, dims: String, in db: Reader
    ) throws -> (value: Double, period: String)? {
        try db.first(
            """
            SELECT v.value, v.period FROM series s
            JOIN series_line l ON l.series = s.number AND l.dims = \(dims)
            JOIN series_value v ON v.state = s.state AND v.line = l.line AND v.value IS NOT NULL
            WHERE s.key = \(key) ORDER BY v.starts DESC, v.period DESC LIMIT 1
            """
        ).map { (try $0[0], try $0[1]) }
    }

    /// The series as it was known at a vintage; nil where there is no such vintage. Of many values the first.
    func view(
        vintage wanted: String?, limit: Int = viewValuesMax, in db: Reader
    ) throws -> SeriesView? {
        let all = try vintages(in: db)
        // A series whose vintages were all withdrawn shows the last of them, as such.
        let name = wanted ?? (vintage.isEmpty ? all.first?.name : vintage)
        guard let shown = all.first(where: { $0.name == name }) else { return nil }
        let selection = SeriesSelection(vintage: shown.name)
        return SeriesView(
            series: self, vintage: shown.name,
            values: try values(selection, limit: limit, in: db), breaks: try breaks(in: db),
            vintages: all.filter { $0.withdrawnAt == nil || $0.name == shown.name }.map(\.name),
            related: try related(in: db),
            withdrawn: shown.withdrawnAt.map { ($0, shown.withdrawnWhy) })
    }

    func breaks(in db: Reader) throws -> [BreakMark] {
        try db.all("SELECT * FROM break_mark WHERE series = \(key) ORDER BY period, dims")
            .map(BreakMark.init)
    }

    /// The other parts of the same file.
    func related(in db: Reader) throws -> [Series] {
        try db.all(
            """
            SELECT * FROM series WHERE family = \(family) AND key <> \(key) AND state <> 0
            ORDER BY position
            """
        ).map(Series.init)
    }

    /// What other sources say of the same: shown beside it, never merged with it.
    func sameConcept(in db: Reader) throws -> [Series] {
        if concept.isEmpty { return [] }
        return try db.all(
            """
            SELECT * FROM series WHERE concept = \(concept) AND key <> \(key) AND state <> 0
            ORDER BY key
            """
        ).map(Series.init)
    }
}

extension ListedSeries {
    init(row: Row) throws {
        self.init(
            series: try Series(row: row), period: try row["newest_period"],
            value: try row["newest_value"])
    }
}

extension BreakMark {
    init(row: Row) throws {
        self.init(
            dims: try row["dims"], period: try row["period"], reasonPt: try row["reason_pt"],
            reasonEn: try row["reason_en"], source: try row["source"])
    }
}

/// More on one page would be read by nobody.
let viewValuesMax = 20_000
