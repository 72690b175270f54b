import Languages
import Web

/// Dated facts on law, policy, budget and structure; side by side, what differs is marked by a word.
struct FactsTable {
    let t: Translator
    let facts: CountryFacts
    let countries: [Country]

    private var isAlone: Bool { countries.count == 1 }

    var html: HTML {
        let parts = FactDefinition.Topic.allCases.html { topic -> HTML in
            let found = facts.definitions(of: topic, for: countries)
            return found.isEmpty
                ? "<h3>\(topic.name(t))</h3><p class=\"quiet\">\(t("Nothing was found yet."))</p>"
                : "<h3>\(topic.name(t))</h3>\(table(topic, found))"
        }
        return "\(isAlone ? HTML() : summary)\(parts)"
    }

    /// How many facts all have, and in how many they differ.
    private var summary: HTML {
        let shared = FactDefinition.Topic.allCases.flatMap {
            facts.definitions(of: $0, for: countries)
        }.filter { definition in countries.allSatisfy { !facts[$0, definition].isEmpty } }
        let differing = shared.count(where: differs)
        let words = t(
            "{n} facts are known of all of them; in {m} they differ.",
            ["n": t.number(shared.count), "m": t.number(differing)])
        return "<p role=\"status\">\(words)</p>"
    }

    /// Whether all have the fact and not all the same; what is unknown is no difference.
    func differs(_ definition: FactDefinition) -> Bool {
        let newest = countries.compactMap { facts[$0, definition].first?.value }
        return newest.count == countries.count && Set(newest).count > 1
    }

    private func table(
        _ topic: FactDefinition.Topic, _ definitions: [FactDefinition]
    ) -> HTML {
        let heads = isAlone ? [Column(t("Value"))] : countries.map { Column($0.name(t)) }
        let mark = isAlone ? [] : [Column(t("Difference"))]
        let rows = definitions.map { definition -> [HTML] in
            let cells = countries.map { cell(definition, facts[$0, definition]) }
            let isDifferent = !isAlone && differs(definition)
            let sign: [HTML] =
                isAlone ? [] : [isDifferent ? tag(t("differs"), .care) : mutedSame(definition)]
            return ["\(definition.title(t))"] + cells + sign
        }
        return sortableTable(
            t, caption: topic.name(t), captionHidden: true,
            columns: [Column(t("Fact"))] + heads + mark, rows: rows)
    }

    private func mutedSame(_ definition: FactDefinition) -> HTML {
        let known = countries.count { !facts[$0, definition].isEmpty }
        return known == countries.count
            ? "<span class=\"quiet\">\(t("the same"))</span>"
            : "<span class=\"quiet\">\(t("not known of all"))</span>"
    }

    /// The newest value with its day and source; what was said before stands behind it.
    private func cell(_ definition: FactDefinition, _ all: [CountryFact]) -> HTML {
        guard let newest = all.first else {
            return "<span class=\"quiet\">\(t("not found"))</span>"
        }
        let before = all.dropFirst().html {
            "<li>\(value($0, definition)) (\(t.period($0.asOf)))</li>"
        }
        let earlier: HTML = before.isEmpty ? "" : "<ul class=\"small\">\(before)</ul>"
        let note: HTML =
            newest.note.isEmpty
            ? "" : "<br><span class=\"quiet small\" lang=\"en\">\(newest.note)</span>"
        let day = newest.asOf.isEmpty ? t("no day given") : t.period(newest.asOf)
        return """
            <b>\(value(newest, definition))</b>\(note)
            <details><summary class="small">\(day), \(t("source"))</summary>\
            <p class="small" lang="en">\(linkedText(newest.source)). \(newest.licence)</p></details>\(earlier)
            """
    }

    private func value(_ fact: CountryFact, _ definition: FactDefinition) -> String {
        switch definition.kind {
        case .yesNo: fact.value == "yes" ? t("yes") : fact.value == "no" ? t("no") : fact.value
        case .date: t.period(fact.value)
        case .text: fact.value
        case .number, .money, .score:
            Double(fact.value).map { "\(t.number(of: $0)) \(unitWord(definition.unit, t))" }
                ?? fact.value
        }
    }
}

extension Translator {
    /// A number as the observatory writes it.
    func number(of value: Double) -> String {
        Int(exactly: value).map { number($0) } ?? decimal(value, digits: 1)
    }
}
