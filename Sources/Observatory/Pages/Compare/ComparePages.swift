import Languages
import Storage
import Web

/// Several countries in one series, or two series side by side; an order only where it is fair.
struct ComparePages: Sendable {
    let database: Database
    let atlas: Atlas

    var routes: [Route] {
        [
            .get(
                "/observatory/compare", may: .everyone,
                "Compare countries in one series or two", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let question = CompareQuestion(exchange.query, atlas.countries)
        let query = exchange.query
        let found = try await database.read { db -> CompareView.Facts in
            let choices = try Series.thatCanBeMapped(in: db).countries
            func compared(_ key: String?) throws -> ComparedSeries? {
                guard let key else { return nil }
                return try Series.find(key, in: db)?.compared(question.countries, query, in: db)
            }
            return CompareView.Facts(
                choices: choices, first: try compared(question.series),
                second: question.with == question.series ? nil : try compared(question.with))
        }
        let t = exchange.t
        let view = CompareView(t: t, atlas: atlas, question: question, facts: found, query: query)
        return .page(t("Compare countries"), width: .desk, view.html)
    }
}

/// Which countries, in what, over which span: `series=KEY&with=KEY&who=eu&from=2015&to=2023`.
struct CompareQuestion {
    let series: String?
    let with: String?
    /// A group, a region, or codes that somebody wrote.
    let who: String
    let countries: [Country]
    let from: String?
    let to: String?

    init(_ query: [String: String], _ all: Countries) {
        func text(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(1_000)) }
        }
        series = text("series")
        with = text("with")
        // Codes of one's own come before the group of the list.
        who = text("codes") ?? text("who") ?? CountryGroup.eu.rawValue
        countries = all.chosen(who.replacing(" ", with: ""))
        from = text("from")
        to = text("to")
    }

    var isGroup: Bool { CountryGroup(rawValue: who.lowercased()) != nil || who.hasPrefix("m49-") }
}
