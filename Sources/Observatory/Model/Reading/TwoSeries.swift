/// What keeps two series from being one measure.
enum SeriesDifference: Sendable, Equatable {
    case definition, unit, source, frequency
}

extension Series {
    /// In what two series differ, for the note under a comparison; only those without a difference are ranked.
    func differences(from other: Series) -> [SeriesDifference] {
        var found: [SeriesDifference] = []
        if definitionEn != other.definitionEn { found.append(.definition) }
        if unit != other.unit { found.append(.unit) }
        if publisher != other.publisher { found.append(.source) }
        if frequency != other.frequency { found.append(.frequency) }
        return found
    }
}
