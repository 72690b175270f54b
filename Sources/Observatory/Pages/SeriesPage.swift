import Languages
import Web

/// One series: what is seen, what it means, where it comes from, and where comparing ends.
struct SeriesPage {
    let view: SeriesView
    let t: Translator
    /// The country asked for, where there are too many lines for one chart.
    let place: String?

    private var series: Series { view.series }

    var html: HTML {
        """
        \(breadcrumbs(t, [
            NavItem(t("Observatory"), path: "/observatory"), NavItem(series.title(t), path: "", current: true)]))
        <h1>\(series.title(t))</h1>
        <p class="lead">\(series.definition(t))</p>
        \(places)\(series.frequency == Series.irregular ? table : chart)
        \(flags)\(facts)\(relatives)
        """
    }

    /// The lines of the series, this country's first.
    private var lines: [SeriesLine] {
        let all = SeriesLine.lines(of: view.values, t)
        return all.filter(\.dims.isHome) + all.filter { !$0.dims.isHome }
    }

    /// A chart keeps to the six colours that everybody can tell apart; beyond, one country at a time.
    private var shown: [SeriesLine] {
        if lines.count <= chartLinesMax { return lines }
        let known = lines.contains { $0.territory == place }
        let territory = known ? place : lines.first?.territory
        let dims = Set(lines.filter { $0.territory == territory }.map(\.dims.text))
        // Among lines of one country the country need not be named again.
        let chosen = SeriesLine.lines(of: view.values.filter { dims.contains($0.dims) }, t)
        return Array(chosen.prefix(chartLinesMax))
    }

    private var places: HTML {
        if lines.count <= chartLinesMax { return HTML() }
        var seen = Set<String>()
        let names = lines.compactMap(\.territory).filter { seen.insert($0).inserted }
        let current = shown.first?.territory
        let links = names.html { name -> HTML in
            name == current
                ? "<li aria-current=\"true\">\(dimensionWord(name, t))</li>"
                : "<li><a href=\"\(address.setting("place", to: name).text)\">\(dimensionWord(name, t))</a></li>"
        }
        return "<nav aria-label=\"\(t("Country"))\"><ul class=\"inline\">\(links)</ul></nav>"
    }

    private var address: Address {
        let base = Address("/observatory/\(series.key)")
        return view.vintage == series.vintage ? base : base.setting("vintage", to: view.vintage)
    }

    private var dataAddress: String {
        let base = Address("/observatory/\(series.key)/data.csv")
        return (view.vintage == series.vintage ? base : base.setting("vintage", to: view.vintage))
            .text
    }

    private var chart: HTML {
        chartWithTable(
            t, series: shown.map(\.chart), title: seen, unit: unitWord(series.unit, t),
            desc: described,
            breaks: breaks, labelColumn: t("Period"),
            source: firstClause(series.source) + ", " + view.vintage,
            download: dataAddress)
    }

    /// What is seen: the newest value of the first line.
    private var seen: String {
        guard let line = shown.first, let last = line.newest, let value = last.value else {
            return series.title(t)
        }
        if line.name.isEmpty {
            return t(
                "{value} {unit} in {period}",
                [
                    "value": number(value, t), "unit": unitWord(series.unit, t),
                    "period": t.period(last.period),
                ])
        }
        return t(
            "{name}: {value} {unit} in {period}",
            [
                "name": line.name, "value": number(value, t), "unit": unitWord(series.unit, t),
                "period": t.period(last.period),
            ])
    }

    private var described: String {
        guard let line = shown.first, let first = line.oldest, let start = first.value else {
            return series.title(t)
        }
        return t(
            "In {period} it was {value}.",
            ["period": t.period(first.period), "value": number(start, t)])
    }

    /// The breaks of the lines shown; where several countries share the chart, each is named.
    private var breaks: [ChartBreak] {
        let several = Set(shown.map(\.territory)).count > 1
        return view.breaks.filter { mark in shown.contains { mark.concerns($0.dims) } }.map {
            mark in
            let place = several ? Dimensions(text: mark.dims).pairs.first?.value : nil
            let name = place.map { dimensionWord($0, t) + ": " } ?? ""
            return ChartBreak(at: mark.period, reason: name + mark.reason(t))
        }
    }

    /// Values of different sources or moments stand in a table, never on a line.
    private var table: HTML {
        let columns = [
            Column(t("Period")), Column(unitWord(series.unit, t), numeric: true),
            Column(t("Remark")),
        ]
        let rows = view.values.map { value -> [HTML] in
            let shown: HTML = value.value.map { "\(number($0, t))" } ?? "\(t("no value"))"
            return [
                "\(t.period(value.period))", shown, remark(value),
            ]
        }
        return """
            <p>\(t("These values come from different sources or moments: no line is drawn between them."))</p>
            \(sortableTable(t, caption: series.title(t), columns: columns, rows: rows))
            <p><a href="\(dataAddress)">\(t("Download"))</a></p>
            """
    }

    private func remark(_ value: SeriesValue) -> HTML {
        let words = flagWords(value.flag, t)
        if value.note.isEmpty { return "\(words)" }
        let note: HTML = "<span class=\"quiet\" lang=\"en\">\(value.note)</span>"
        return words.isEmpty ? note : "\(words)<br>\(note)"
    }

    private var flags: HTML {
        let marked = lines.flatMap { line in
            line.values.filter { !$0.flag.isEmpty }.map { (line, $0) }
        }
        if marked.isEmpty || series.frequency == Series.irregular { return HTML() }
        let items = marked.html { line, value -> HTML in
            let name = line.name.isEmpty ? "" : line.name + ", "
            return
                "<li>\(name)\(t.period(value.period)): <b>\(value.flag)</b>, \(flagWords(value.flag, t))</li>"
        }
        return
            "<details><summary>\(t("Flags of the source, explained"))</summary><ul>\(items)</ul></details>"
    }

    private var facts: HTML {
        let method = series.method.split(separator: "\n").html {
            "<p lang=\"en\">\(linkedText(String($0)))</p>"
        }
        let unit = unitWord(series.unit, t)
        var facts = [
            Fact(t("Unit"), "\(unit)"),
            Fact(t("Source"), "<span lang=\"en\">\(linkedText(series.source))</span>"),
            Fact(t("Licence"), "<span lang=\"en\">\(series.licence)</span>"),
            Fact(t("Vintage"), vintages),
        ]
        if !series.method.isEmpty { facts.append(Fact(t("Method and cautions"), method)) }
        if !series.contact.isEmpty {
            facts.append(Fact(t("Contact"), "<span>\(linkedText(series.contact))</span>"))
        }
        return "<h2>\(t("About these numbers"))</h2>\(definitionList(t, facts))"
    }

    private var vintages: HTML {
        let others = view.vintages.filter { $0 != view.vintage }
        let links = others.html { vintage -> HTML in
            let link = Address("/observatory/\(series.key)").setting("vintage", to: vintage)
            return "<li><a href=\"\(link.text)\">\(t.period(vintage))</a></li>"
        }
        let list: HTML = "<p>\(t("Other vintages"))</p><ul>\(links)</ul>"
        return "\(t.period(view.vintage))\(if: !others.isEmpty, list)"
    }

    private var relatives: HTML {
        if view.related.isEmpty { return HTML() }
        let links = view.related.html {
            "<li><a href=\"/observatory/\($0.key)\">\($0.title(t))</a></li>"
        }
        return "<h2>\(t("From the same source"))</h2><ul>\(links)</ul>"
    }
}

/// The palette has six colours that the colour-blind can tell apart.
private let chartLinesMax = 6
