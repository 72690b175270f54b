import Storage

/// What another source says of the same thing, for the country of the line shown.
struct OtherSource: Sendable {
    let series: Series
    let values: [SeriesValue]
}

extension SeriesReading {
    /// Beside the first line shown: the lines of other sources about the same country. They are never merged.
    func otherSources(in db: Reader) throws -> [OtherSource] {
        try series.sameConcept(in: db).prefix(otherSourcesMax).map { other in
            var codes: [String: Set<String>] = [:]
            for dimension in try other.dimensions(in: db) {
                guard let code = sameCode(dimension) else {
                    return OtherSource(series: other, values: [])
                }
                codes[dimension.id] = [code]
            }
            let selection = SeriesSelection(codes: codes)
            return OtherSource(
                series: other, values: try other.values(selection, limit: otherValuesMax, in: db))
        }
    }

    /// The code with which another source's line says the same as the first one here: its country, what is fixed here
    /// too, else all. Nil where it has no such code: a part is never set beside a whole.
    private func sameCode(_ theirs: SeriesDimension) -> String? {
        if theirs.role == .territory {
            let place = firstPlace
            return theirs.codes.first {
                place == nil ? Dimensions.isHome($0.code) : $0.place == place
            }?.code
        }
        let here = choice.by == theirs.id ? choice.lines.first : choice.fixed[theirs.id]
        if let here { return theirs[here]?.code }
        if theirs.codes.count == 1 { return theirs.codes.first?.code }
        return theirs.codes.first { Dimensions.isTotal($0.code) }?.code
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
