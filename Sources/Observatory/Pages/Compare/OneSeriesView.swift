import Languages
import Web

/// Countries in one series: the note on what is comparable, the chart, and the table in its fair order.
struct OneSeriesView {
    let t: Translator
    let question: CompareQuestion
    let compared: ComparedSeries
    let query: [String: String]

    private var series: Series { compared.series }

    var html: HTML {
        let comparison = Comparison(compared.lines, from: question.from, to: question.to)
        return """
            <h2><a href="/observatory/\(series.key)">\(series.title(t))</a></h2>
            \(note(comparison))\(verdict(comparison))\(chart(comparison))\(table(comparison))
            """
    }

    /// What is compared, of whom, as of when.
    private func note(_ comparison: Comparison) -> HTML {
        let covered = t(
            "{n} of {all} countries have a value",
            [
                "n": t.number(comparison.rows.count),
                "all": t.number(question.countries.count),
            ])
        let absent = (comparison.missing + compared.unknown).map { $0.name(t) }
        let missing: HTML =
            absent.isEmpty
            ? ""
            : "<br><span class=\"quiet\">\(t("None from: {names}", ["names": absent.joined(separator: ", ")]))</span>"
        let facts = [
            Fact(t("Definition"), "<span>\(series.definition(t))</span>"),
            Fact(t("Coverage"), "<span>\(covered)\(missing)</span>"),
            Fact(t("Period compared"), "\(comparison.period.map { t.period($0) } ?? "–")"),
            Fact(t("Vintage"), "\(t.period(series.vintage))"),
            Fact(t("Source"), "<span lang=\"en\">\(firstClause(series.source))</span>"),
        ]
        return "<h3>\(t("What is compared"))</h3>\(definitionList(t, facts))"
    }

    private func verdict(_ comparison: Comparison) -> HTML {
        if comparison.refusals.isEmpty {
            return
                "<p>\(tag(t("Comparable"), .good)) \(t("All count by the definition above, without a break in the span."))</p>"
        }
        let reasons = comparison.refusals.prefix(reasonsMax).html { "<li>\(words($0))</li>" }
        return """
            <div class="card" role="status"><p>\(tag(t("No order is given"), .care)) \
            \(t("The countries stand by their names, because:"))</p><ul>\(reasons)</ul></div>
            """
    }

    private func words(_ refusal: RankRefusal) -> String {
        switch refusal {
        case .definition(let country):
            t("{country} counts by another definition.", ["country": country.name(t)])
        case .broken(let country, let period):
            t(
                "{country} has a break in {period}: before and after are not the same series.",
                ["country": country.name(t), "period": t.period(period)])
        case .noCommonPeriod: t("there is no period in which most of them have a value.")
        case .tooFew: t("fewer than two of them have a value.")
        case .imputed(let country):
            t(
                "the value of {country} was put in by somebody else than who counted.",
                ["country": country.name(t)])
        }
    }

    /// Portugal, and the largest of the others: names stand beside up to six lines.
    private func chart(_ comparison: Comparison) -> HTML {
        let sized = comparison.rows.sorted { ($0.value?.value ?? 0) > ($1.value?.value ?? 0) }
        let home = sized.filter { $0.line.country.alpha2 == "PT" }
        let rest = sized.filter { $0.line.country.alpha2 != "PT" }
        let rows = (home + rest).prefix(linesShown)
        guard let first = rows.first, let value = first.value?.value,
            series.frequency != Series.irregular
        else { return HTML() }
        let lines = rows.map { row in
            ChartSeries(
                row.line.country.name(t),
                inSpan(row.line.values).map { ChartPoint($0.period, $0.value) })
        }
        let words = [
            "name": first.line.country.name(t), "value": number(value, t),
            "unit": unitWord(series.unit, t),
            "period": comparison.period.map { t.period($0) } ?? "",
        ]
        let breaks = rows.flatMap { row in
            row.line.breaks.map {
                ChartBreak(at: $0, reason: row.line.country.name(t))
            }
        }.filter { mark in inSpan(rows.flatMap(\.line.values)).contains { $0.period == mark.at } }
        return chartWithTable(
            t, series: Array(lines), title: t("{name}: {value} {unit} in {period}", words),
            unit: unitWord(series.unit, t),
            desc: rows.count < comparison.rows.count
                ? t("Portugal where it has a value, and the largest of the others.")
                : t("All countries that have a value."),
            breaks: breaks, labelColumn: t("Period"),
            source: firstClause(series.source) + ", " + series.vintage)
    }

    private func inSpan(_ values: [SeriesValue]) -> [SeriesValue] {
        values.filter { value in
            question.from.map { value.period >= $0 } ?? true
                && question.to.map { value.period <= $0 } ?? true
        }
    }

    private func table(_ comparison: Comparison) -> HTML {
        let isRanked = comparison.refusals.isEmpty
        let most = comparison.rows.compactMap { $0.value?.value }.max() ?? 0
        let rows = isRanked ? comparison.rows : byName(comparison.rows)
        let hasSpan = question.from != nil
        let columns =
            (isRanked ? [Column(t("Place"), numeric: true)] : []) + [
                Column(t("Country")), Column(unitWord(series.unit, t), numeric: true),
                Column(t("Size"), hidden: false),
            ]
            + (hasSpan
                ? [
                    Column(
                        t("Change since {period}", ["period": question.from ?? ""]), numeric: true)
                ] : [])
        let cells = rows.map { row -> [HTML] in
            let country = row.line.country
            let place: [HTML] = isRanked ? ["\(row.rank.map { t.number($0) } ?? "–")"] : []
            let name: HTML =
                "<a href=\"/observatory/countries/\(country.alpha2)\">\(country.name(t))</a>"
            let change: [HTML] =
                hasSpan ? ["\(row.change.map { t.decimal($0, digits: 1) + " %" } ?? "–")"] : []
            return place + [
                name, row.value?.cell(t) ?? "–", sizeBar(row.value?.value, of: most),
            ] + change
        }
        let caption =
            isRanked
            ? t("The countries, highest first") : t("The countries by name, in no order of size")
        return sortableTable(t, caption: caption, columns: columns, rows: cells)
    }

    private func byName(_ rows: [Comparison.Row]) -> [Comparison.Row] {
        rows.map { (folded($0.line.country.name(t)), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// How large a number is beside the largest: the number itself stands next to it.
func sizeBar(_ value: Double?, of most: Double) -> HTML {
    guard let value, most > 0, value >= 0 else { return "" }
    let width = max(1, Int((value / most * Double(barWidth)).rounded()))
    return """
        <svg class="bar chart" width="\(barWidth)" height="10" viewBox="0 0 \(barWidth) 10" aria-hidden="true" \
        focusable="false"><rect class="fill c1" width="\(width)" height="10" fill="#0b4f6c"/></svg>
        """
}

private let barWidth = 120
private let linesShown = 6
private let reasonsMax = 8
