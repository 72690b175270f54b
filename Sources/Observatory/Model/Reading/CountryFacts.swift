import Formats
import Languages

/// A dated, sourced fact about a State: `yes`, `90` days, `2019-08-21`.
struct CountryFact: Sendable, Equatable {
    /// ISO 3166 alpha-3.
    let country: String
    let fact: String
    let value: String
    let asOf: String
    let source: String
    let licence: String
    let note: String
}

/// What a fact is about and how its value is written.
struct FactDefinition: Sendable, Equatable {
    enum Topic: String, Sendable, CaseIterable {
        case law, policy, budget, structure

        func name(_ t: Translator) -> String {
            switch self {
            case .law: t("Law")
            case .policy: t("Policy")
            case .budget: t("Budget")
            case .structure: t("Structure")
            }
        }
    }

    enum Kind: String, Sendable {
        case yesNo = "yes-no"
        case number, money, date, score, text
    }

    let fact: String
    let topic: Topic
    let kind: Kind
    let unit: String
    let pt: String
    let en: String

    func title(_ t: Translator) -> String { t.either(pt: pt, en: en) }
}

/// The facts on law, policy, budget and structure of all States; what was not found has no row and is no "no".
struct CountryFacts: Sendable {
    let definitions: [FactDefinition]
    /// By country, then by fact; the newest of a fact first.
    private let facts: [String: [String: [CountryFact]]]

    init(_ all: [CountryFact] = [], definitions: [FactDefinition] = []) {
        self.definitions = definitions
        var facts: [String: [String: [CountryFact]]] = [:]
        for fact in all { facts[fact.country, default: [:]][fact.fact, default: []].append(fact) }
        self.facts = facts.mapValues { $0.mapValues { $0.sorted { $0.asOf > $1.asOf } } }
    }

    /// The newest word on one fact, and what was said before.
    subscript(country: Country, definition: FactDefinition) -> [CountryFact] {
        facts[country.alpha3]?[definition.fact] ?? []
    }

    /// The definitions of a topic of which one of these countries has a fact.
    func definitions(of topic: FactDefinition.Topic, for countries: [Country]) -> [FactDefinition] {
        definitions.filter { definition in
            definition.topic == topic && countries.contains { !self[$0, definition].isEmpty }
        }
    }

    /// Whether a State has any fact that is more than a membership.
    func knows(_ country: Country) -> Bool {
        facts[country.alpha3]?.keys.contains { !$0.hasPrefix("member-") } ?? false
    }
}

extension CountryFacts {
    init(facts bytes: [UInt8], definitions described: [UInt8]) throws {
        var rows = try CSVReader(bytes: described, file: "definitions.csv")
        var definitions: [FactDefinition] = []
        while let row = try rows.next() {
            guard let topic = FactDefinition.Topic(rawValue: try row.string("topic")),
                let kind = FactDefinition.Kind(rawValue: try row.string("kind"))
            else { throw row.error("kind", "neither topic nor kind may be of one's own making") }
            definitions.append(
                FactDefinition(
                    fact: try row.string("fact"), topic: topic, kind: kind,
                    unit: row.optional("unit") ?? "", pt: try row.string("pt"),
                    en: try row.string("en")))
        }
        let known = Set(definitions.map(\.fact))
        rows = try CSVReader(bytes: bytes, file: "countries.csv")
        var all: [CountryFact] = []
        while let row = try rows.next() {
            let fact = try row.string("fact")
            guard known.contains(fact) else {
                throw row.error("fact", "'\(fact)' is not in definitions.csv")
            }
            all.append(
                CountryFact(
                    country: try row.string("country"), fact: fact,
                    value: try row.string("value"), asOf: row.optional("as_of") ?? "",
                    source: try row.string("source"), licence: row.optional("licence") ?? "",
                    note: row.optional("note") ?? ""))
        }
        self.init(all, definitions: definitions)
    }
}
