/// A country's line of a series that is put beside those of others.
struct ComparedLine: Sendable {
    let country: Country
    let values: [SeriesValue]
    /// Where this line stops being comparable with the years before, by the series' own marks.
    let breaks: [String]

    subscript(period: String) -> SeriesValue? { values.first { $0.period == period } }
}

/// Why countries are not put in an order.
enum RankRefusal: Sendable, Equatable {
    /// One counts by another definition than the rest.
    case definition(Country)
    /// Years before and after this period are not the same series.
    case broken(Country, period: String)
    /// No period in which all that have values have one.
    case noCommonPeriod
    /// One country is no order.
    case tooFew
    /// The value was put in by somebody else than who counted.
    case imputed(Country)
}

/// Several countries in one series: the newest period that most share, and whether they may be ranked.
struct Comparison: Sendable {
    struct Row: Sendable {
        let line: ComparedLine
        let value: SeriesValue?
        /// The first period of the span, for the change.
        let first: SeriesValue?
        /// From 1; nil where no order is given.
        var rank: Int?
        /// Whether the line breaks inside the span.
        var isBroken = false

        /// In percent; nil across a break.
        var change: Double? {
            guard !isBroken, let last = value?.value, let before = first?.value, before != 0 else {
                return nil
            }
            return (last - before) / before.magnitude * 100
        }
    }

    /// The period that is compared; nil where there is none.
    let period: String?
    /// The span over which breaks count: from its first period to the one compared.
    let first: String?
    let rows: [Row]
    let refusals: [RankRefusal]
    /// Those of which the source has no value then.
    let missing: [Country]

    /// `from` begins the span; without it one period is compared and years before do not count.
    init(_ lines: [ComparedLine], from: String?, to: String?) {
        let period = Comparison.common(lines, to: to)
        self.period = period
        first = from
        var rows = lines.map { line in
            Row(
                line: line, value: period.flatMap { line[$0] },
                first: from.flatMap { line[$0] })
        }
        missing = rows.filter { $0.value?.value == nil }.map(\.line.country)
        rows.removeAll { $0.value?.value == nil }
        if let from, let period {
            for index in rows.indices {
                rows[index].isBroken =
                    !Comparison.broken(rows[index].line, after: from, upTo: period).isEmpty
            }
        }
        refusals = Comparison.refusals(rows, from: from, period: period)
        if refusals.isEmpty {
            rows.sort { ($0.value?.value ?? 0) > ($1.value?.value ?? 0) }
            var rank = 0
            for index in rows.indices {
                // Equal values share a place.
                let isTied = index > 0 && rows[index].value?.value == rows[index - 1].value?.value
                if !isTied { rank = index + 1 }
                rows[index].rank = rank
            }
        }
        self.rows = rows
    }

    /// The newest period that most lines have a value for, and at least half of them.
    private static func common(_ lines: [ComparedLine], to: String?) -> String? {
        var counts: [String: Int] = [:]
        for value in lines.flatMap(\.values) where value.value != nil {
            counts[value.period, default: 0] += 1
        }
        if let to { return counts[to] == nil ? nil : to }
        let most = counts.values.max() ?? 0
        return counts.filter { $0.value * 10 >= most * 8 }.keys.max()
    }

    private static func refusals(
        _ rows: [Row], from: String?, period: String?
    ) -> [RankRefusal] {
        guard let period else { return [.noCommonPeriod] }
        if rows.count < 2 { return [.tooFew] }
        return rows.flatMap { row -> [RankRefusal] in
            let country = row.line.country
            var found: [RankRefusal] = []
            if row.value?.flag.uppercased().contains("D") == true {
                found.append(.definition(country))
            }
            if row.value?.isImputed == true { found.append(.imputed(country)) }
            if let from { found += broken(row.line, after: from, upTo: period) }
            return found
        }
    }

    /// A break at the first period parts it from the years before, which nobody compares here.
    private static func broken(
        _ line: ComparedLine, after from: String, upTo period: String
    ) -> [RankRefusal] {
        let flagged = line.values.filter { $0.flag.uppercased().contains("B") }.map(\.period)
        let inside = Set(flagged + line.breaks).filter { $0 > from && $0 <= period }
        return inside.sorted().prefix(1).map { .broken(line.country, period: $0) }
    }
}
