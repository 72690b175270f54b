import Formats
import SDMX

/// The rows of a file of values, in our own form or as SDMX-CSV.
struct SeriesTable: Sendable {
    struct NumberedRow: Sendable {
        let number: Int
        let line: SeriesFile.Line
    }

    var rows: [NumberedRow] = []
    var problems: [FormatProblem] = []
    /// The SDMX dataflow, where the file names one.
    var dataflow: String?
    var lastUpdate: String?
    /// The dimension that says which country a line is about.
    var territoryColumn: String?
    private var seen = Set<String>()

    static func read(_ bytes: [UInt8], name: String) throws -> SeriesTable {
        let isSDMX = try CSVReader(bytes: bytes, file: name).header.contains("TIME_PERIOD")
        return isSDMX ? try sdmx(bytes, name) : try own(bytes, name)
    }

    private static func own(_ bytes: [UInt8], _ name: String) throws -> SeriesTable {
        var reader = try CSVReader(bytes: bytes, file: name)
        try reader.require(["series", "period", "value", "flag", "note"])
        var table = SeriesTable()
        while let row = try reader.next() {
            do {
                try table.add(try ownLine(row), at: row.line, of: name)
            } catch let error as FormatError {
                table.problems.append(FormatProblem(error))
            }
        }
        return table
    }

    /// SDMX-CSV as Eurostat sends it, with codes or with labels; the flag is kept as it is.
    private static func sdmx(_ bytes: [UInt8], _ name: String) throws -> SeriesTable {
        var reader = try SDMXCSVReader(bytes: bytes, file: name)
        var table = SeriesTable()
        table.dataflow = reader.structure.dataflow
        table.territoryColumn = reader.structure.dimensions.first {
            $0 == "geo" || $0 == "REF_AREA"
        }
        var line = 1
        while table.problems.count < problemsMax {
            line += 1
            do {
                guard let next = try reader.next() else { return table }
                table.lastUpdate = table.lastUpdate ?? next.attributes["LAST UPDATE"]
                try table.add(sdmxLine(next, reader.structure.dimensions), at: line, of: name)
            } catch let error as FormatError {
                table.problems.append(FormatProblem(error))
            }
        }
        return table
    }

    private mutating func add(_ line: SeriesFile.Line, at number: Int, of name: String) throws {
        func wrong(_ why: String) -> FormatError {
            FormatError(file: name, line: number, field: "period", message: why)
        }
        let value = line.value
        guard TimePeriod(value.period) != nil else {
            throw wrong(
                "'\(value.period)' is not a period; write 2023, 2023-06, 2023-Q2 or 2023-06-30")
        }
        let identity = [line.series, value.dims, value.period].joined(separator: "\u{1}")
        guard seen.insert(identity).inserted else {
            throw wrong("this period stands twice for one line; keep one")
        }
        rows.append(NumberedRow(number: number, line: line))
    }

    private static func ownLine(_ row: CSVRow) throws -> SeriesFile.Line {
        let value = SeriesValue(
            dims: "", period: try row.string("period"), value: try row.optionalDouble("value"),
            flag: row.optional("flag") ?? "", note: row.optional("note") ?? "")
        return SeriesFile.Line(series: try row.string("series"), value: value)
    }

    private static func sdmxLine(_ observation: Observation, _ names: [String]) -> SeriesFile.Line {
        let pairs = zip(names, observation.key).filter { !$0.1.isEmpty }.map { name, value in
            Dimensions.Pair(name: name, value: value.filter { $0 != "|" })
        }
        let value = SeriesValue(
            dims: Dimensions(pairs).text, period: observation.period, value: observation.value,
            flag: observation.status ?? "", note: "")
        return SeriesFile.Line(series: "", value: value)
    }
}

/// A file with more wrong rows than this is another file than it says it is.
private let problemsMax = 100
