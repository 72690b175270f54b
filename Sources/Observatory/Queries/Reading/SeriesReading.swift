import Storage

/// What a page shows of a series: the lines that were chosen, as they were known.
struct SeriesReading: Sendable {
    let series: Series
    let dimensions: [SeriesDimension]
    let choice: LineChoice
    let values: [SeriesValue]
    let breaks: [BreakMark]
    /// Newest first.
    let vintages: [SeriesVintage]
    /// The one shown.
    let vintage: SeriesVintage

    /// Whether what is shown is the newest.
    var isNewest: Bool { vintage.name == series.vintage }
}

extension Series {
    /// The lines that an address asks for; nil where it names a vintage that is not there, or nothing was known then.
    func reading(
        _ query: [String: String], limit: Int = pageValuesMax, in db: Reader
    ) throws -> SeriesReading? {
        let dimensions = try dimensions(in: db)
        var choice = LineChoice(query, dimensions: dimensions, headline: Dimensions(text: headline))
        let vintages = try vintages(in: db)
        guard let vintage = shown(choice, of: vintages) else { return nil }
        if let by = choice.by, choice.lines.isEmpty {
            choice.lines = try usualLines(choice, by: by, dimensions, in: db)
        }
        return SeriesReading(
            series: self, dimensions: dimensions, choice: choice,
            values: try values(choice.selection, limit: limit, in: db),
            breaks: try breaks(in: db), vintages: vintages, vintage: vintage)
    }

    private func shown(_ choice: LineChoice, of vintages: [SeriesVintage]) -> SeriesVintage? {
        if let name = choice.vintage { return vintages.first { $0.name == name } }
        if let moment = choice.selection.knownAt {
            return vintages.first { known in
                known.importedAt <= moment && known.withdrawnAt.map { $0 > moment } ?? true
            }
        }
        return vintages.first { $0.name == vintage } ?? vintages.first
    }

    /// All lines of a small dimension; of a large one that of the headline and the largest of the others.
    private func usualLines(
        _ choice: LineChoice, by: String, _ dimensions: [SeriesDimension], in db: Reader
    ) throws -> [String] {
        guard let dimension = dimensions.first(where: { $0.id == by }) else { return [] }
        let home = Dimensions(text: headline)[by]
        func first(_ codes: [String]) -> [String] {
            codes.filter { $0 == home } + codes.filter { $0 != home }
        }
        if dimension.codes.count <= LineChoice.linesMax {
            return first(dimension.codes.map(\.code))
        }
        let newest = try values(choice.newest, limit: pageValuesMax, in: db)
        let sizes = newest.sorted { ($0.value ?? -1) > ($1.value ?? -1) }
            .compactMap { Dimensions(text: $0.dims)[by] }
        let single = sizes.filter { dimension[$0]?.isAggregate == false || $0 == home }
        return Array(first(single).prefix(usualLinesMax))
    }
}

/// Names stand beside their lines up to four of them.
private let usualLinesMax = 4
/// Six lines of weeks over forty years have twice as many.
let pageValuesMax = 6_000
