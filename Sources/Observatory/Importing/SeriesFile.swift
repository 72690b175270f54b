import Formats

/// A file of series, read and checked, before anything is stored.
struct SeriesFile: Sendable {
    /// One series with its dimensions and values.
    struct Part: Sendable {
        var series: Series
        let dimensions: [SeriesDimension]
        let content: SeriesContent
    }

    /// The name under which the parts of the file belong together.
    let family: String
    /// What the source calls this state of its data.
    let vintage: String
    let format: String
    var parts: [Part]
    let breaks: [BreakMark]
    let rows: Int
    let rejected: Int
    let problems: [FormatProblem]
    /// What is taken, and should be looked at.
    let warnings: [String]
    /// Where printed growth is not what the levels give.
    let growth: [Observatory.GrowthFinding]
    /// The dataflow that a message names.
    let dataflow: String?

    /// The lines of one series in the order of their text.
    func lines(of key: String) -> [Dimensions] {
        parts.first { $0.series.key == key }?.content.lines.map(Dimensions.init(text:)) ?? []
    }

    /// Reads values and description; what is wrong with a row is collected, with its line and field.
    static func read(
        _ input: InputFile, _ description: YAML?, lists: inout CodeLists, mapping: ImportMapping?,
        vintage: String? = nil
    ) throws -> SeriesFile {
        switch input.format {
        case .own:
            return try read(
                OwnRows(try input.chunks(), file: input.name), input, description, &lists, vintage)
        case .table, .workbook:
            guard let mapping else { throw ImportMapping.missing(input.name) }
            return try read(
                try MappedRows(input, mapping), input, description, &lists, vintage)
        case .sdmxCSV:
            return try read(
                SDMXCSVRows(try input.chunks(), file: input.name), input, description, &lists,
                vintage)
        case .sdmxML, .sdmxJSON, .jsonStat:
            return try read(try messageRows(input), input, description, &lists, vintage)
        }
    }

    private static func read(
        _ rows: some RowSource, _ input: InputFile, _ yaml: YAML?, _ lists: inout CodeLists,
        _ vintage: String?
    ) throws -> SeriesFile {
        var rows = rows
        let about = try SeriesDescription(
            yaml, facts: rows.facts, dimensions: rows.dimensions, name: input.name, lists: &lists)
        var builder = ContentBuilder(file: input.name, codes: about.codes)
        let namesSeries = input.format == .own
        try builder.read(&rows, known: namesSeries ? about.keys : nil)
        let facts = rows.facts
        var parts: [Part] = []
        for series in try about.series(facts) {
            // A file that is one series does not name it in its rows.
            guard let content = builder.contents[namesSeries ? series.key : ""] else { continue }
            var part = Part(
                series: series, dimensions: try about.dimensions(of: content, facts, lists),
                content: content)
            let lines = content.lines.map(Dimensions.init(text:))
            part.series.headline = Dimensions.headline(of: lines)?.text ?? ""
            parts.append(part)
            if !namesSeries { break }
        }
        let growth = try builder.growth + about.growth(builder.contents)
        return SeriesFile(
            family: about.family, vintage: vintage ?? about.vintage(facts),
            format: facts.format, parts: parts, breaks: try about.breaks(rows.dimensions),
            rows: builder.rows, rejected: builder.rejected.count,
            problems: builder.problems,
            warnings: about.warnings(builder.contents, facts) + growthWarnings(growth),
            growth: growth, dataflow: facts.dataflow)
    }
}
