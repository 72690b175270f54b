import Storage

/// The lines of several countries in one series, everything else held fixed.
struct ComparedSeries: Sendable {
    let series: Series
    let dimensions: [SeriesDimension]
    let territory: SeriesDimension
    let fixed: [String: String]
    let lines: [ComparedLine]
    /// Those asked for of which the series knows nothing at all.
    let unknown: [Country]
}

extension Series {
    /// One question for the values of all countries; nil where the series knows no countries.
    func compared(
        _ countries: [Country], _ query: [String: String], in db: Reader
    ) throws -> ComparedSeries? {
        let dimensions = try dimensions(in: db)
        guard
            let territory = dimensions.first(where: {
                $0.role == .territory && $0.codes.contains { !$0.place.isEmpty }
            })
        else { return nil }
        let headline = Dimensions(text: headline)
        var fixed: [String: String] = [:]
        for dimension in dimensions where dimension.id != territory.id {
            let wanted = query["d-" + dimension.id].flatMap { dimension[$0]?.code }
            if let code = wanted ?? headline[dimension.id] ?? dimension.codes.first?.code {
                fixed[dimension.id] = code
            }
        }
        let known = Dictionary(
            territory.codes.filter { !$0.place.isEmpty && !$0.isAggregate }.map {
                ($0.place, $0.code)
            }, uniquingKeysWith: { first, _ in first })
        var selection = SeriesSelection(codes: fixed.mapValues { Set([$0]) })
        selection.codes[territory.id] = Set(countries.compactMap { known[$0.alpha3] })
        let values = try values(selection, limit: comparedValuesMax, in: db)
        let breaks = try breaks(in: db)
        var byCode: [String: [SeriesValue]] = [:]
        for value in values {
            byCode[Dimensions(text: value.dims)[territory.id] ?? "", default: []].append(value)
        }
        let lines = countries.compactMap { country -> ComparedLine? in
            guard let code = known[country.alpha3], let values = byCode[code], !values.isEmpty
            else { return nil }
            let dims = Dimensions(text: values[0].dims)
            return ComparedLine(
                country: country, values: values,
                breaks: breaks.filter { $0.concerns(dims) }.map(\.period))
        }
        let found = Set(lines.map(\.country.alpha3))
        return ComparedSeries(
            series: self, dimensions: dimensions, territory: territory, fixed: fixed,
            lines: lines, unknown: countries.filter { !found.contains($0.alpha3) })
    }
}

/// The 56 States of UNECE over seventy-five years are 4,200.
private let comparedValuesMax = 20_000
