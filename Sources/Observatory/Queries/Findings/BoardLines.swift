import Kernel
import Storage

/// The values of one country under one declared indicator, now and as they were published before.
struct BoardLine: Sendable {
    let indicator: WantedIndicator
    let series: Series
    /// ISO 3166 alpha-3.
    let place: String
    /// The code of the source, for the address of the series' page.
    let code: String
    let values: [SeriesValue]
    let earlier: [SeriesValue]
    let marks: [BreakMark]
}

extension BoardLine {
    /// The state of the store that a board is made of: it changes with every import and with every vintage withdrawn.
    static func version(of indicators: WantedIndicators, in db: Reader) throws -> String {
        let keys = Set(indicators.all.map(\.series)).sorted()
        let rows = try db.all(
            "SELECT key, state, updated_at FROM series WHERE key IN \(list: keys) ORDER BY key"
        ).map { row -> String in
            let (key, state, at): (String, Int64, Moment) = (try row[0], try row[1], try row[2])
            return "\(key) \(state) \(at.microseconds)"
        }
        let withdrawn = try db.count(
            "SELECT COUNT(*) FROM series_import WHERE withdrawn_at IS NOT NULL")
        return rows.joined(separator: "|") + "|\(withdrawn)"
    }

    /// All lines of all declared indicators whose series are here.
    static func all(_ indicators: WantedIndicators, in db: Reader) throws -> [BoardLine] {
        try indicators.all.flatMap { indicator in
            try Series.find(indicator.series, in: db)?.lines(for: indicator, in: db) ?? []
        }
    }
}

extension Series {
    fileprivate func lines(for indicator: WantedIndicator, in db: Reader) throws -> [BoardLine] {
        let dimensions = try dimensions(in: db)
        guard state != 0, let territory = dimensions.first(where: { $0.role == .territory }) else {
            return []
        }
        let headline = Dimensions(text: headline)
        var selection = SeriesSelection()
        for dimension in dimensions where dimension.id != territory.id {
            let wanted = indicator.codes[dimension.id] ?? headline[dimension.id]
            if let code = wanted ?? dimension.codes.first?.code {
                selection.codes[dimension.id] = [code]
            }
        }
        let now = try byCode(territory.id, selection, in: db)
        let before = try previous(in: db).map { name in
            var selection = selection
            selection.vintage = name
            return try byCode(territory.id, selection, in: db)
        }
        let marks = try breaks(in: db)
        return territory.codes.compactMap { code in
            guard !code.place.isEmpty, !code.isAggregate, let values = now[code.code] else {
                return nil
            }
            return BoardLine(
                indicator: indicator, series: self, place: code.place, code: code.code,
                values: values, earlier: before?[code.code] ?? [], marks: marks)
        }
    }

    private func byCode(
        _ territory: String, _ selection: SeriesSelection, in db: Reader
    ) throws -> [String: [SeriesValue]] {
        let values = try values(selection, limit: boardValuesMax, in: db)
        return Dictionary(grouping: values) { Dimensions(text: $0.dims)[territory] ?? "" }
    }

    /// The vintage before the newest, where it still stands.
    private func previous(in db: Reader) throws -> String? {
        let standing = try vintages(in: db).filter { $0.withdrawnAt == nil }
        guard let place = standing.firstIndex(where: { $0.name == vintage }) else { return nil }
        return standing.dropFirst(place + 1).first?.name
    }
}

/// Three hundred places over seventy years.
private let boardValuesMax = 21_000
