import Kernel
import Languages
import Web

/// The list of vintages and the difference of two.
struct VintageView {
    struct Facts: Sendable {
        let series: Series
        let vintages: [SeriesVintage]
        let dimensions: [SeriesDimension]
        let pair: (old: SeriesVintage, new: SeriesVintage)?
        let difference: VintageDifference?
    }

    let t: Translator
    let facts: Facts

    private var series: Series { facts.series }
    private var path: String { "/observatory/\(series.key)" }

    var html: HTML {
        """
        \(seriesCrumbs(t, series, page: t("Vintages")))
        <h1>\(t("Vintages: {series}", ["series": series.title(t)]))</h1>
        <p class="lead">\(t("A vintage is what the source said at one time. None is ever changed: a correction is a new one."))</p>
        \(seriesTabs(t, series, facts.dimensions, [:], at: "vintages"))
        \(knownOn)\(list)\(comparison)
        """
    }

    private var knownOn: HTML {
        askForm(
            to: path, label: t("As it was known on a day"),
            """
            \(dateField(t, name: "known", label: t("As it was known on a day"), hint: t("Shows the series as whoever looked here on that evening saw it."), required: false))\
            <div class="actions">\(button(t("Show"), kind: .secondary))</div>
            """)
    }

    private var list: HTML {
        let columns = [
            Column(t("Vintage")), Column(t("Known here since")), Column(t("Values"), numeric: true),
            Column(t("File")), Column(t("Remark")),
        ]
        let rows = facts.vintages.map { vintage -> [HTML] in
            let link = Address(path).setting("vintage", to: vintage.name).text
            let remark: HTML =
                vintage.withdrawnAt == nil
                ? vintage.name == series.vintage ? tag(t("newest"), .good) : ""
                : "\(tag(t("Withdrawn"), .care)) \(vintage.withdrawnWhy)"
            return [
                "<a href=\"\(link)\">\(t.period(vintage.name))</a>",
                "\(t.date(vintage.importedAt.utcDay))", "\(t.number(vintage.rows))",
                "<code class=\"small\">\(vintage.file)</code>", remark,
            ]
        }
        return sortableTable(
            t, caption: t("All vintages, newest first"), columns: columns, rows: rows)
    }

    private var comparison: HTML {
        guard let (old, new) = facts.pair else {
            return "<p>\(t("There is one vintage only: nothing has changed yet."))</p>"
        }
        let options = facts.vintages.map { Choice($0.name, t.period($0.name)) }
        let form = askForm(
            to: path + "/vintages", label: t("Compare two vintages"),
            """
            <div class="filters">\
            \(selectField(t, name: "old", label: t("Earlier vintage"), options: options, value: old.name))\
            \(selectField(t, name: "new", label: t("Later vintage"), options: options, value: new.name))</div>
            <div class="actions">\(button(t("Compare"), kind: .secondary))</div>
            """)
        return "<h2>\(t("What changed between two"))</h2>\(form)\(difference)"
    }

    private var difference: HTML {
        guard let difference = facts.difference else {
            return """
                <p>\(t("There are too many values to compare on a page. Download both vintages and compare the files."))</p>
                """
        }
        let counts = [
            t.plural("{n} value changed", "{n} values changed", difference.changed.count),
            t.plural("{n} value new", "{n} values new", difference.added.count),
            t.plural("{n} value gone", "{n} values gone", difference.removed.count),
            t.plural("{n} value as before", "{n} values as before", difference.unchanged),
        ]
        let items = counts.html { "<li>\($0)</li>" }
        return "<div role=\"status\"><ul>\(items)</ul></div>\(table(of: difference))"
    }

    private func table(of difference: VintageDifference) -> HTML {
        let changed = difference.changed.map {
            ($0.after, $0.before as SeriesValue?, $0.after as SeriesValue?)
        }
        let gone = difference.removed.map { ($0, $0 as SeriesValue?, nil as SeriesValue?) }
        let added = difference.added.map { ($0, nil as SeriesValue?, $0 as SeriesValue?) }
        let all = changed + gone + added
        if all.isEmpty { return HTML() }
        let columns = [
            Column(t("Line")), Column(t("Period")), Column(t("Before"), numeric: true),
            Column(t("After"), numeric: true), Column(t("Change"), numeric: true),
        ]
        let rows = all.prefix(differencesMax).map { value, before, after -> [HTML] in
            [
                "\(lineName(value.dims))", "\(t.period(value.period))",
                before?.cell(t) ?? "–", after?.cell(t) ?? "–",
                "\(change(before?.value, after?.value))",
            ]
        }
        let rest = all.count - differencesMax
        let more: HTML =
            rest > 0
            ? "<p>\(t.plural("{n} more stands in the files.", "{n} more stand in the files.", rest))</p>"
            : ""
        return sortableTable(
            t, caption: t("The differences, corrections first"), columns: columns, rows: rows)
            + more
    }

    private func change(_ before: Double?, _ after: Double?) -> String {
        guard let before, let after, before != after else { return "–" }
        let sign = after > before ? "+" : ""
        return sign + number(after - before, t)
    }

    private func lineName(_ dims: String) -> String {
        let words = Dimensions(text: dims).pairs.map {
            codeLabel($0.value, of: $0.name, in: facts.dimensions, t)
        }
        return words.isEmpty ? series.title(t) : words.joined(separator: ", ")
    }
}

/// As many as somebody looks through; the files have all.
private let differencesMax = 100
