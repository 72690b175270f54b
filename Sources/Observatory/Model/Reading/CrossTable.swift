/// Why the numbers of a row or column must not be added.
enum TotalRefusal: Sendable, Equatable {
    /// The residents of two years are no sum of people.
    case periods
    /// These codes hold others of the table.
    case overlap([SeriesCode])
    /// A rate or an amount per head; only counts can be added.
    case unit(String)
    /// So many cells have no number: withheld or unknown.
    case gaps(Int)
}

/// A table of a series: rows and columns by dimension or period, everything else held fixed.
struct CrossTable: Sendable {
    /// The name under which periods are a dimension.
    static let period = "period"

    struct Line: Sendable, Equatable {
        let code: String
        /// Nil for a period.
        let from: SeriesCode?
    }

    let rows: [Line]
    let columns: [Line]
    /// By row, then by column.
    let cells: [[SeriesValue?]]
    let rowTotalRefusal: TotalRefusal?
    let columnTotalRefusal: TotalRefusal?

    /// `rows` and `columns` name a dimension or `period`.
    init(
        _ values: [SeriesValue], dimensions: [SeriesDimension], rows rowName: String,
        columns columnName: String, unit: String
    ) {
        var cells: [Place: SeriesValue] = [:]
        for value in values {
            let dims = Dimensions(text: value.dims)
            func code(_ name: String) -> String {
                name == CrossTable.period ? value.period : dims[name] ?? ""
            }
            cells[Place(row: code(rowName), column: code(columnName))] = value
        }
        func lines(_ name: String, _ found: Set<String>) -> [Line] {
            if name == CrossTable.period { return found.sorted().map { Line(code: $0, from: nil) } }
            let codes = dimensions.first { $0.id == name }?.codes ?? []
            return codes.filter { found.contains($0.code) }.map { Line(code: $0.code, from: $0) }
        }
        let rows = lines(rowName, Set(cells.keys.map(\.row)))
        let columns = lines(columnName, Set(cells.keys.map(\.column)))
        self.rows = rows
        self.columns = columns
        let found = rows.map { row in
            columns.map { cells[Place(row: row.code, column: $0.code)] }
        }
        self.cells = found
        func refusal(_ name: String, _ lines: [Line]) -> TotalRefusal? {
            CrossTable.refusal(
                to: lines, of: dimensions.first { $0.id == name }, found, unit)
        }
        rowTotalRefusal = refusal(columnName, columns)
        columnTotalRefusal = refusal(rowName, rows)
    }

    private struct Place: Hashable {
        let row: String
        let column: String
    }

    /// Why these codes must not be added, or nil where each person is in one of them only.
    private static func refusal(
        to lines: [Line], of dimension: SeriesDimension?, _ cells: [[SeriesValue?]], _ unit: String
    ) -> TotalRefusal? {
        let codes = lines.compactMap(\.from)
        guard let dimension, codes.count == lines.count else { return .periods }
        if !countedUnits.contains(unit) { return .unit(unit) }
        let holding = dimension.holding(codes)
        if !holding.isEmpty { return .overlap(holding) }
        let gaps = cells.joined().count { $0?.value == nil }
        return gaps == 0 ? nil : .gaps(gaps)
    }

    /// The sum of each row; nil where it is refused.
    var rowTotals: [Double]? {
        rowTotalRefusal == nil
            ? cells.map { $0.reduce(0) { $0 + ($1?.value ?? 0) } } : nil
    }

    /// The sum of each column; nil where it is refused.
    var columnTotals: [Double]? {
        columnTotalRefusal == nil
            ? columns.indices.map { column in cells.reduce(0) { $0 + ($1[column]?.value ?? 0) } }
            : nil
    }
}

/// Units that count things one by one.
let countedUnits: Set<String> = [
    "persons", "permits", "centres", "contacts", "statuses", "applications", "cases", "households",
    "decisions", "requests", "deaths", "births",
]
