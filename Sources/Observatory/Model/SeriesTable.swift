import Formats

/// The rows of a file of values, in our own form or as SDMX-CSV.
struct SeriesTable: Sendable {
    struct NumberedRow: Sendable {
        let number: Int
        let line: SeriesFile.Line
    }

    var rows: [NumberedRow] = []
    var problems: [Observatory.ImportProblem] = []
    /// The SDMX dataflow, where the file names one.
    var dataflow: String?
    var lastUpdate: String?
    /// The dimension that says which country a line is about.
    var territoryColumn: String?
    private var seen = Set<String>()

    static func read(_ bytes: [UInt8], name: String) throws -> SeriesTable {
        var reader = try CSVReader(bytes: bytes, file: name)
        var table = SeriesTable()
        let isSDMX = reader.header.contains("TIME_PERIOD")
        if !isSDMX { try reader.require(["series", "period", "value", "flag", "note"]) }
        let dimensions = reader.header.filter { !notDimensions.contains($0) }
        table.territoryColumn = isSDMX ? dimensions.first { $0 == "geo" || $0 == "REF_AREA" } : nil
        while let row = try reader.next() {
            do {
                try table.add(row, isSDMX ? try sdmxLine(row, dimensions) : try ownLine(row))
                if isSDMX { table.note(row) }
            } catch let error as FormatError {
                table.problems.append(Observatory.ImportProblem(error))
            }
        }
        return table
    }

    private mutating func add(_ row: CSVRow, _ line: SeriesFile.Line) throws {
        let identity = [line.series, line.value.dims, line.value.period].joined(separator: "\u{1}")
        guard seen.insert(identity).inserted else {
            throw row.error("period", "this period stands twice for one line; keep one")
        }
        rows.append(NumberedRow(number: row.line, line: line))
    }

    private mutating func note(_ row: CSVRow) {
        dataflow = dataflow ?? row.optional("DATAFLOW") ?? row.optional("STRUCTURE_ID")
        lastUpdate = lastUpdate ?? row.optional("LAST UPDATE")
    }

    private static func ownLine(_ row: CSVRow) throws -> SeriesFile.Line {
        let value = SeriesValue(
            dims: "", period: try period(row, "period"), value: try row.optionalDouble("value"),
            flag: row.optional("flag") ?? "", note: row.optional("note") ?? "")
        return SeriesFile.Line(series: try row.string("series"), value: value)
    }

    /// SDMX-CSV as Eurostat sends it, with codes or with labels; the flag is kept as it is.
    private static func sdmxLine(_ row: CSVRow, _ dimensions: [String]) throws -> SeriesFile.Line {
        let pairs = dimensions.compactMap { name in
            row.optional(name).map { Dimensions.Pair(name: name, value: $0.filter { $0 != "|" }) }
        }
        let isMissing = row["OBS_VALUE"] == ":"
        let value = SeriesValue(
            dims: Dimensions(pairs).text, period: try period(row, "TIME_PERIOD"),
            value: isMissing ? nil : try row.optionalDouble("OBS_VALUE"),
            flag: row.optional("OBS_FLAG") ?? row.optional("OBS_STATUS") ?? "", note: "")
        return SeriesFile.Line(series: "", value: value)
    }

    private static func period(_ row: CSVRow, _ column: String) throws -> String {
        let text = try row.string(column)
        guard isPeriod(text) else {
            throw row.error(column, "'\(text)' is not a period; write 2023, 2023-06, 2023-Q2 or 2023-06-30")
        }
        return text
    }

    static func isPeriod(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), isNumber(parts[0], 4) else { return false }
        if parts.count == 1 { return true }
        let isPart = parts[1].count == 2 && "QSM".contains(parts[1].prefix(1)) && isNumber(parts[1].dropFirst(), 1)
        if parts.count == 2, isPart { return true }
        return parts.dropFirst().allSatisfy { isNumber($0, 2) }
    }

    private static func isNumber(_ text: Substring, _ length: Int) -> Bool {
        text.utf8.count == length && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

/// Columns of SDMX-CSV that name no line.
private let notDimensions: Set<String> = [
    "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION", "LAST UPDATE", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG",
    "OBS_STATUS", "CONF_STATUS",
]
