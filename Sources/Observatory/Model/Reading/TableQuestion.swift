/// Which table somebody asks for: `rows=geo&columns=period&d-sex=T&totals=1&from=2015`.
struct TableQuestion: Sendable, Equatable {
    let rows: String
    let columns: String
    /// One code of each dimension that is neither row nor column.
    let fixed: [String: String]
    let from: String?
    let to: String?
    let vintage: String?
    /// Whether sums are asked for.
    let totals: Bool
    /// Whether codes that hold others are left out, so that the rest can be added.
    let partsOnly: Bool
    private let parts: [String: Set<String>]

    init(_ query: [String: String], dimensions: [SeriesDimension], headline: Dimensions) {
        let names = dimensions.filter { $0.codes.count > 1 }.map(\.id) + [CrossTable.period]
        let rows = query["rows"].flatMap { names.contains($0) ? $0 : nil } ?? names[0]
        let rest = names.filter { $0 != rows }
        let columns =
            query["columns"].flatMap { rest.contains($0) ? $0 : nil }
            ?? (rest.contains(CrossTable.period) ? CrossTable.period : rest.first ?? "")
        self.rows = rows
        self.columns = columns
        var fixed: [String: String] = [:]
        for dimension in dimensions where dimension.id != rows && dimension.id != columns {
            let wanted = query["d-" + dimension.id].flatMap { dimension[$0]?.code }
            if let code = wanted ?? headline[dimension.id] ?? dimension.codes.first?.code {
                fixed[dimension.id] = code
            }
        }
        self.fixed = fixed
        func text(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 }
        }
        from = text("from")
        to = text("to")
        vintage = text("vintage")
        totals = query["totals"] != nil
        partsOnly = query["parts"] != nil
        var parts: [String: Set<String>] = [:]
        for dimension in dimensions where dimension.id == rows || dimension.id == columns {
            let holders = Set(dimension.codes.compactMap(\.parent))
            let single = dimension.codes.filter { !$0.isAggregate && !holders.contains($0.code) }
            if single.count < dimension.codes.count {
                parts[dimension.id] = Set(single.map(\.code))
            }
        }
        self.parts = parts
    }

    /// Whether some codes of rows or columns hold others.
    var hasAggregates: Bool { !parts.isEmpty }

    var selection: SeriesSelection {
        var codes = fixed.mapValues { Set([$0]) }
        if partsOnly { codes.merge(parts) { $1 } }
        return SeriesSelection(codes: codes, from: from, to: to, vintage: vintage)
    }
}
