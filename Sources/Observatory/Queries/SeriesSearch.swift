import Languages
import Storage

extension Series {
    /// The series that a search finds, a page of them, with counts for each facet.
    static func search(_ query: SeriesQuery, in db: Reader) throws -> SeriesFound {
        let all = try list(matching: query.words, in: db)
        let inTerritory = try numbers(in: query.territory, db)
        func matches(_ series: Series, but facet: SeriesFound.Facet? = nil) -> Bool {
            (facet == .source || query.source == nil || query.source == series.publisher)
                && (facet == .topic || query.topic == nil || query.topic == series.topic)
                && (facet == .frequency || query.frequency == nil
                    || query.frequency == series.frequency)
                && (facet == .territory || inTerritory?.contains(series.number) ?? true)
        }
        var facets: [SeriesFound.Facet: [SeriesFound.Count]] = [:]
        for facet in SeriesFound.Facet.allCases {
            let rest = all.map(\.series).filter { matches($0, but: facet) }
            facets[facet] = try counts(of: facet, in: rest, db)
        }
        let found = all.filter { matches($0.series) }
        let size = min(max(query.pageSize, 1), pageSizeMax)
        let first = min(max(query.page - 1, 0), found.count / size) * size
        return SeriesFound(
            series: Array(found.dropFirst(first).prefix(size)), total: found.count, facets: facets)
    }

    /// The series that have a line of this country; nil where none is asked for.
    private static func numbers(in territory: String?, _ db: Reader) throws -> Set<Int64>? {
        guard let territory else { return nil }
        return Set(
            try db.all(
                "SELECT DISTINCT series FROM series_code WHERE place = \(territory) AND place <> ''"
            ).map { try $0[0] })
    }

    private static func counts(
        of facet: SeriesFound.Facet, in series: [Series], _ db: Reader
    ) throws -> [SeriesFound.Count] {
        var counts: [String: Int] = [:]
        switch facet {
        case .source: for one in series { counts[one.publisher, default: 0] += 1 }
        case .topic: for one in series { counts[one.topic, default: 0] += 1 }
        case .frequency: for one in series { counts[one.frequency, default: 0] += 1 }
        case .territory:
            for row in try db.all(
                """
                SELECT place, COUNT(DISTINCT series) FROM series_code
                WHERE place <> '' AND series IN \(list: series.map(\.number)) GROUP BY place
                """)
            {
                counts[try row[0]] = try row[1]
            }
        }
        return counts.filter { !$0.key.isEmpty }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { SeriesFound.Count(value: $0.key, count: $0.value) }
    }
}

private let pageSizeMax = 200
