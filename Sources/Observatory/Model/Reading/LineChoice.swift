import Kernel

/// Which lines of a series a page shows: one code in each dimension, and several in the one that tells lines apart.
struct LineChoice: Sendable, Equatable {
    /// The dimension that tells the lines apart; nil where one line is shown.
    let by: String?
    /// What is fixed, by dimension.
    let fixed: [String: String]
    /// The codes of the lines in the order in which they are drawn; empty where nobody chose.
    var lines: [String]
    let from: String?
    let to: String?
    let vintage: String?
    /// The end of the day on which something was known.
    let known: Day?

    /// Reads an address: `d-sex=T`, `by=geo`, `lines=PT~ES`, `add=FR`, `from`, `to`, `vintage`, `known`.
    init(
        _ query: [String: String], dimensions: [SeriesDimension], headline: Dimensions
    ) {
        let varying = dimensions.filter { $0.codes.count > 1 }
        let asked = query["by"].flatMap { id in varying.first { $0.id == id } }
        let own = query["by"] == "" ? nil : asked ?? LineChoice.usual(varying)
        by = own?.id
        var fixed: [String: String] = [:]
        for dimension in dimensions where dimension.id != own?.id {
            let wanted = query["d-" + dimension.id].flatMap { dimension[$0] }
            let code = wanted?.code ?? headline[dimension.id] ?? dimension.codes.first?.code
            if let code { fixed[dimension.id] = code }
        }
        self.fixed = fixed
        let chosen = (query["lines"] ?? "").split(separator: "~").map(String.init)
        var seen = Set<String>()
        lines = (chosen + [query["add"]].compactMap(\.self)).filter { code in
            own?[code] != nil && seen.insert(code).inserted
        }
        lines = Array(lines.prefix(LineChoice.linesMax))
        from = period(query["from"])
        to = period(query["to"])
        vintage = query["vintage"].flatMap { $0.isEmpty ? nil : $0 }
        known = query["known"].flatMap { Day(iso: $0) }
    }

    /// A dimension of few codes tells lines apart best; where there are two, territory is the one to choose from.
    private static func usual(_ varying: [SeriesDimension]) -> SeriesDimension? {
        let few = varying.filter { $0.codes.count <= linesMax }
        return few.first { $0.role != .territory } ?? few.first
    }

    /// What the store is asked for; all codes of the dimension where nobody chose.
    var selection: SeriesSelection {
        var codes = fixed.mapValues { Set([$0]) }
        if let by, !lines.isEmpty { codes[by] = Set(lines) }
        return SeriesSelection(
            codes: codes, from: from, to: to, vintage: vintage,
            knownAt: known.map { Moment($0, hour: 23, minute: 59, second: 59) })
    }

    /// The same for the newest period of each line: to find which lines are the largest.
    var newest: SeriesSelection {
        var selection = selection
        selection.lastN = 1
        return selection
    }

    /// Six colours can be told apart by everybody.
    static let linesMax = 6
}

/// A period as it may stand in an address.
private func period(_ text: String?) -> String? {
    guard let text, !text.isEmpty, text.utf8.count <= 10 else { return nil }
    return text
}
