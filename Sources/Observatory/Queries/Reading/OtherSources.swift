import Storage

/// What another source says of the same thing, for the country of the line shown.
struct OtherSource: Sendable {
    let series: Series
    let values: [SeriesValue]
}

extension SeriesReading {
    /// Beside the first line shown: the lines of other sources about the same country. They are never merged.
    func otherSources(in db: Reader) throws -> [OtherSource] {
        let place = firstPlace
        return try series.sameConcept(in: db).prefix(otherSourcesMax).map { other in
            let dimensions = try other.dimensions(in: db)
            let headline = Dimensions(text: other.headline)
            var codes: [String: Set<String>] = [:]
            for dimension in dimensions {
                var code = headline[dimension.id]
                if dimension.role == .territory, let place {
                    code = dimension.codes.first { $0.place == place }?.code
                    if code == nil { return OtherSource(series: other, values: []) }
                }
                if let code { codes[dimension.id] = [code] }
            }
            let selection = SeriesSelection(codes: codes)
            return OtherSource(
                series: other, values: try other.values(selection, limit: otherValuesMax, in: db))
        }
    }

    /// The country of the first line, as ISO 3166 alpha-3.
    private var firstPlace: String? {
        guard let territory = dimensions.first(where: { $0.role == .territory }) else { return nil }
        let code =
            choice.by == territory.id ? choice.lines.first : choice.fixed[territory.id]
        return code.flatMap { territory[$0]?.place }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// More columns fit on no page.
private let otherSourcesMax = 3
private let otherValuesMax = 400
