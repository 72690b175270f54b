import Formats

/// A file of series, read and checked, before anything is stored.
struct SeriesFile: Sendable {
    struct Line: Sendable, Equatable {
        let series: String
        let value: SeriesValue
    }

    /// The name under which the parts of the file belong together.
    let family: String
    /// What the source calls this state of its data.
    let vintage: String
    var series: [Series]
    let lines: [Line]
    let breaks: [BreakMark]
    let rows: Int
    let problems: [FormatProblem]

    /// The lines of one series in the order of the file, without repetition.
    func dimensions(of key: String) -> [Dimensions] {
        var seen = Set<String>()
        let own = lines.filter { $0.series == key }.map(\.value.dims)
        return own.filter { seen.insert($0).inserted }.map(Dimensions.init(text:))
    }

    /// Reads values and description; what is wrong with a row is collected, with its line and field.
    static func read(csv bytes: [UInt8], name: String, description: YAML?) throws -> SeriesFile {
        let table = try SeriesTable.read(bytes, name: name)
        let about = try SeriesDescription(description, table: table, name: name)
        let known = about.keys(in: table)
        var problems = table.problems
        for row in table.rows where !known.contains(row.line.series) {
            let why =
                "'\(row.line.series)' is not described in the YAML beside the file; add it to its parts"
            problems.append(
                FormatProblem(
                    FormatError(file: name, line: row.number, field: "series", message: why)))
        }
        // An SDMX file is one series; its rows do not name it.
        let lines = table.rows.map(\.line).map { line in
            line.series.isEmpty ? Line(series: about.family, value: line.value) : line
        }
        var file = SeriesFile(
            family: about.family, vintage: about.vintage, series: try about.series(known),
            lines: lines,
            breaks: try about.breaks(table.territoryColumn),
            rows: table.rows.count + table.problems.count,
            problems: problems)
        file.chooseHeadlines()
        return file
    }

    private mutating func chooseHeadlines() {
        for index in series.indices {
            let all = dimensions(of: series[index].key)
            series[index].headline = (all.first(where: \.isHome) ?? all.first)?.text ?? ""
        }
    }
}
