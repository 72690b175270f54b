import Languages
import Web

/// Two series side by side, country by country: never one order, for they are two measures.
struct TwoSeriesView {
    let t: Translator
    let question: CompareQuestion
    let first: ComparedSeries
    let second: ComparedSeries

    var html: HTML {
        """
        <h2>\(first.series.title(t)) · \(second.series.title(t))</h2>
        \(verdict)\(table)
        """
    }

    private var verdict: HTML {
        let reasons = second.series.differences(from: first.series).map(words)
        let items = reasons.html { "<li>\($0)</li>" }
        let list: HTML =
            reasons.isEmpty
            ? "<p>\(t("No difference is stated by the sources; two series are still two measures."))</p>"
            : "<p>\(t("They differ in:"))</p><ul>\(items)</ul>"
        return """
            <div class="card" role="status"><p>\(tag(t("No order is given"), .care)) \
            \(t("Two series are put side by side and not into one order."))</p>\(list)</div>
            """
    }

    private func words(_ difference: SeriesDifference) -> String {
        switch difference {
        case .definition: t("the definition")
        case .unit:
            t(
                "the unit: {one} and {other}",
                [
                    "one": unitWord(first.series.unit, t),
                    "other": unitWord(second.series.unit, t),
                ])
        case .source:
            t(
                "the source: {one} and {other}",
                ["one": first.series.publisher, "other": second.series.publisher])
        case .frequency: t("the frequency")
        }
    }

    private var table: HTML {
        let left = newest(first)
        let right = newest(second)
        let columns = [
            Column(t("Country")), Column(head(first), numeric: true), Column(t("Period")),
            Column(head(second), numeric: true), Column(t("Period")),
        ]
        let named = question.countries.map { ($0, folded($0.name(t))) }.sorted { $0.1 < $1.1 }
        let rows = named.compactMap { country, _ -> [HTML]? in
            let (one, other) = (left[country.alpha2], right[country.alpha2])
            if one == nil && other == nil { return nil }
            return [
                "<a href=\"/observatory/countries/\(country.alpha2)\">\(country.name(t))</a>",
                one?.cell(t) ?? "–", "\(one.map { t.period($0.period) } ?? "–")",
                other?.cell(t) ?? "–", "\(other.map { t.period($0.period) } ?? "–")",
            ]
        }
        return sortableTable(
            t, caption: t("The newest values of each, by country"), columns: columns, rows: rows)
    }

    private func head(_ compared: ComparedSeries) -> String {
        "\(compared.series.title(t)) (\(unitWord(compared.series.unit, t)))"
    }

    /// The newest value up to the end of the span, by country.
    private func newest(_ compared: ComparedSeries) -> [String: SeriesValue] {
        var found: [String: SeriesValue] = [:]
        for line in compared.lines {
            found[line.country.alpha2] = line.values.last { value in
                value.value != nil && (question.to.map { value.period <= $0 } ?? true)
            }
        }
        return found
    }
}
