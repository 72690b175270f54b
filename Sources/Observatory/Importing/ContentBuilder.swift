import Formats
import SDMX

/// Gathers the rows of a file into its series, and all that is wrong with them.
struct ContentBuilder {
    let file: String
    /// What turns labels into codes.
    let codes: CodeBook
    private(set) var contents: [String: SeriesContent] = [:]
    private(set) var problems: [FormatProblem] = []
    private(set) var rows = 0
    private(set) var rejected = Set<Int>()
    private(set) var growth: [Observatory.GrowthFinding] = []
    private var starts: [String: Int32] = [:]
    private var growthColumn = GrowthColumn()

    init(file: String, codes: CodeBook) {
        self.file = file
        self.codes = codes
    }

    /// Reads to the end, or to the hundredth problem; `known` are the series that the file may hold, nil where it is one.
    mutating func read(_ source: inout some RowSource, known: Set<String>?) throws {
        var last: FormatError?
        while problems.count < problemsMax {
            let before = rows
            do {
                guard let row = try source.next() else { break }
                rows += 1
                try add(row, source.dimensions, known)
            } catch let error as FormatError {
                // What is said twice is said for ever.
                if error == last { break }
                last = error
                note(error)
                if error.line == nil || error.field == nil { break }
                rows = before + 1
            }
        }
        finish()
    }

    private mutating func add(
        _ given: SeriesRow, _ dimensions: [String], _ known: Set<String>?
    ) throws {
        var row = given
        if let known, !known.contains(row.series) {
            throw wrong(
                row, "series",
                "'\(row.series)' is not described in the YAML beside the file; add it to its parts")
        }
        guard let starts = starts(row.period) else {
            throw wrong(
                row, "period",
                "'\(row.period)' is not a period; write 2023, 2023-06, 2023-Q2 or 2023-06-30")
        }
        for (place, id) in dimensions.enumerated() {
            do {
                row.codes[place] = try codes.code(of: row.codes[place], in: id)
            } catch let refusal as CodeRefusal {
                throw wrong(row, id, refusal.words)
            }
        }
        guard rows - problems.count <= valuesMax else {
            throw FormatError(
                file: file, message: "the file has over \(valuesMax) values; split it")
        }
        contents[row.series, default: SeriesContent(dimensions: dimensions)]
            .append(row, starts: starts)
        growthColumn.note(row)
    }

    private mutating func starts(_ period: String) -> Int32? {
        if let known = starts[period] { return known }
        guard let time = SDMXTime(period) else { return nil }
        let first = Int32(truncatingIfNeeded: sorted(time.firstDay))
        if starts.count < periodsMax { starts[period] = first }
        return first
    }

    private mutating func finish() {
        for key in contents.keys.sorted() {
            contents[key]?.arrange()
            for rows in (contents[key]?.repeated ?? []).prefix(problemsMax) {
                note(
                    FormatError(
                        file: file, line: rows.second, field: "period",
                        message:
                            "this period stands twice for one line, before in \(rows.first); keep one"
                    ))
            }
        }
        growth = growthColumn.findings(&contents)
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        problems = Array(problems.prefix(problemsMax))
    }

    private mutating func note(_ error: FormatError) {
        problems.append(FormatProblem(error))
        if let line = error.line { rejected.insert(line) }
    }

    private func wrong(_ row: SeriesRow, _ field: String, _ why: String) -> FormatError {
        FormatError(file: file, line: row.line, field: field, message: why)
    }
}

/// A file with more wrong rows than this is another file than it says it is.
let problemsMax = 100
/// Eighty megabytes in memory; the largest file that we load has 133,311 values.
private let valuesMax = 2_000_000
/// More than the days of a century: only a file of another kind has more.
private let periodsMax = 50_000
