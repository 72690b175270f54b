import Formats
import Statistics

/// A CSV file in long form, and which of its columns are what.
struct CauseTable {
    let name: String
    let yaml: YAML
    let file: String

    init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: [
            "name", "file", "time", "value", "unit", "delimiter", "group", "region", "people",
            "events", "first",
        ])
        self.yaml = yaml
        name = try yaml.optionalString("name") ?? "the outcome"
        file = try yaml.string("file")
    }

    /// Under a key of the specification, or by that very name.
    func column(_ key: String) throws -> String { try yaml.optionalString(key) ?? key }

    /// The rows, from the file beside the specification.
    func rows(in folder: String, needing columns: [String]) throws -> [CSVRow] {
        let path = file.hasPrefix("/") ? file : folder + file
        let mark = try yaml.optionalString("delimiter") ?? ","
        guard mark.count == 1, let delimiter = mark.first else {
            throw try yaml.required("delimiter").error("one character, such as ';'")
        }
        var limits = CSVLimits()
        limits.rows = CauseTable.rowsMax
        var reader = try CSVReader(
            bytes: try Files.bytes(path), file: file, delimiter: delimiter, limits: limits)
        try reader.require(columns)
        return try reader.rows()
    }

    static func time(_ row: CSVRow, _ column: String) throws -> Double {
        guard let time = CauseTime(try row.string(column)) else {
            throw row.error(column, "write a time as 2019, 2019-S2, 2019-Q3, 2019-03 or 2019-03-15")
        }
        return time.years
    }

    /// A study is of series and groups, not of registers: a million rows are a mistake.
    private static let rowsMax = 1_000_000
}

/// Series of several units on one row of times.
struct CauseSeries {
    let times: [Double]
    /// In the order in which they first stand.
    let units: [Panel.Unit]

    init(_ table: CauseTable, in folder: String) throws {
        let (time, value) = (try table.column("time"), try table.column("value"))
        let unit = try table.yaml.optionalString("unit")
        let rows = try table.rows(in: folder, needing: [time, value] + (unit.map { [$0] } ?? []))
        var order: [String] = []
        var cells: [String: [Double: (value: Double, line: Int)]] = [:]
        for row in rows {
            let name = try unit.map(row.string) ?? table.name
            let at = try CauseTable.time(row, time)
            if cells[name] == nil { order.append(name) }
            if let before = cells[name]?[at] {
                throw row.error(
                    time, "\(name) has this time on line \(before.line) already; keep one")
            }
            cells[name, default: [:]][at] = (try row.double(value), row.line)
        }
        let all = Set(cells.values.flatMap(\.keys)).sorted()
        times = all
        units = try order.map { name in
            Panel.Unit(
                name,
                try all.map { at in
                    guard let cell = cells[name]?[at] else {
                        throw CauseSeries.gap(table, name, at)
                    }
                    return cell.value
                })
        }
        try CauseSeries.requireEven(table, all)
    }

    private static func gap(_ table: CauseTable, _ name: String, _ at: Double) -> FormatError {
        FormatError(
            file: table.file, field: name,
            message:
                "no value at \(yearAndMonth(at)), where others have one; add the row, or leave the unit out"
        )
    }

    private static func requireEven(_ table: CauseTable, _ times: [Double]) throws {
        guard let first = times.first, let last = times.last, times.count > 2 else {
            throw FormatError(file: table.file, message: "a series needs at least three times")
        }
        let step = (last - first) / Double(times.count - 1)
        for (place, time) in times.enumerated() {
            guard abs(time - first - Double(place) * step) < step / 20 else {
                throw FormatError(
                    file: table.file, field: try table.column("time"),
                    message:
                        "times are not evenly spaced near \(yearAndMonth(time)); add what is missing"
                )
            }
        }
    }
}

/// As 2019-04.
func yearAndMonth(_ time: Double) -> String {
    let months = Int((time * 12 + 0.01).rounded(.down))
    let (year, month) = (months / 12, months % 12 + 1)
    return "\(year)-" + (month < 10 ? "0" : "") + "\(month)"
}
