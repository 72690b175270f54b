import Formats
import Statistics

/// Series in long form: columns series, period, value, and maybe flag (`b` begins another way of counting) and note.
struct SeriesLines {
    /// By name, in the order of the file; points in the order of time.
    private(set) var series: [(name: String, points: [TimePoint], breaks: [Break])] = []

    init(_ path: String) throws {
        var reader = try CSVReader(bytes: try Files.bytes(path), file: path)
        try reader.require(["series", "period", "value"])
        var places: [String: Int] = [:]
        while let row = try reader.next() {
            let name = try row.string("series")
            let place = places[name, default: series.count]
            if place == series.count {
                places[name] = place
                series.append((name, [], []))
            }
            let time = try SeriesLines.time(row)
            if row.optional("flag")?.contains("b") == true {
                let reason = row.optional("note") ?? "flag b"
                series[place].breaks.append(Break(at: time, reason: reason))
            }
            // An empty value was not measured; its time is missing, not zero.
            if let value = try row.optionalDouble("value") {
                series[place].points.append(TimePoint(time, value))
            }
        }
        for place in series.indices {
            let ordered = series[place].points.inOrder
            guard ordered.count == series[place].points.count else {
                throw FormatError(
                    file: path, field: "period",
                    message: "series '\(series[place].name)' has two values for one period")
            }
            series[place].points = ordered
        }
    }

    /// Years as numbers: 2024, 2024-Q2 (2024.25), 2024-03 (2024 and two twelfths).
    private static func time(_ row: CSVRow) throws -> Double {
        let text = try row.string("period")
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if let year = Double(parts[0]), year.isFinite {
            if parts.count == 1 { return year }
            if parts.count == 2, parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()),
                (1...4).contains(quarter)
            {
                return year + Double(quarter - 1) / 4
            }
            if parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) {
                return year + Double(month - 1) / 12
            }
        }
        throw row.error("period", "'\(text)' is no period; write 2024, 2024-Q2 or 2024-03")
    }
}
