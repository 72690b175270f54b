import Languages
import Web

/// The chart of the lines shown with their table; the table has pages where it is long.
struct SeriesFigure {
    let t: Translator
    let reading: SeriesReading
    let lines: [SeriesLine]
    let address: Address
    let page: Int
    /// How the first line went; drawn under it.
    var course: LineCourse?

    private var series: Series { reading.series }

    var html: HTML {
        if series.frequency == Series.irregular { return separate }
        let drawn = lines.filter { $0.newest != nil }
        if drawn.isEmpty { return table }
        return chartWithTable(
            t, series: drawn.map(\.chart), title: seen, unit: unitWord(series.unit, t),
            desc: described, breaks: breaks, labelColumn: t("Period"),
            source: firstClause(series.source) + ", " + reading.vintage.name,
            download: nil, table: table, isOpen: page > 1,
            course: course?.drawn(t) ?? .none)
    }

    /// What is seen: the newest value of the first line.
    var seen: String {
        guard let line = lines.first, let last = line.newest, let value = last.value else {
            return series.title(t)
        }
        var words = [
            "value": number(value, t), "unit": unitWord(series.unit, t),
            "period": t.period(last.period),
        ]
        if line.name.isEmpty { return t("{value} {unit} in {period}", words) }
        words["name"] = line.name
        return t("{name}: {value} {unit} in {period}", words)
    }

    var described: String {
        guard let line = lines.first, let first = line.oldest, let start = first.value else {
            return series.title(t)
        }
        return t(
            "In {period} it was {value}.",
            ["period": t.period(first.period), "value": number(start, t)])
    }

    /// The breaks of the lines shown, said by the source's flags or by a mark; several countries are named.
    var breaks: [ChartBreak] {
        let several = lines.count > 1
        let marked = reading.breaks.filter { mark in lines.contains { mark.concerns($0.dims) } }
        var found = marked.map { mark in
            let place = several ? Dimensions(text: mark.dims).pairs.first : nil
            let name =
                place.map { codeLabel($0.value, of: $0.name, in: reading.dimensions, t) + ": " }
                ?? ""
            return ChartBreak(at: mark.period, reason: name + mark.reason(t))
        }
        for line in lines {
            for value in line.values where value.flag.uppercased().contains("B") {
                let isKnown = marked.contains {
                    $0.period == value.period && $0.concerns(line.dims)
                }
                if isKnown { continue }
                let name = line.name.isEmpty ? "" : line.name + ": "
                found.append(
                    ChartBreak(at: value.period, reason: name + t("break flagged by the source")))
            }
        }
        return found
    }

    private var table: HTML {
        let periods = Set(lines.flatMap(\.values).map(\.period)).sorted()
        let pages = (periods.count + tableRowsMax - 1) / tableRowsMax
        let current = min(page, max(pages, 1))
        // Newest first where there are pages: what is asked for most stands on the first.
        let ordered = pages > 1 ? periods.reversed() : periods
        let shown = ordered.dropFirst((current - 1) * tableRowsMax).prefix(tableRowsMax)
        let cells = lines.map { line in
            Dictionary(line.values.map { ($0.period, $0) }) { first, _ in first }
        }
        let unit = unitWord(series.unit, t)
        let columns =
            [Column(t("Period"))]
            + lines.map { Column($0.name.isEmpty ? unit : $0.name, numeric: true) }
        let rows = shown.map { period -> [HTML] in
            ["\(t.period(period))"] + cells.map { $0[period]?.cell(t) ?? "–" }
        }
        return """
            \(sortableTable(t, caption: seen, columns: columns, rows: rows))\
            \(pager(t, page: current, pages: pages, address: address))
            """
    }

    /// Values of different sources or moments stand in a table, never on a line.
    private var separate: HTML {
        let values = lines.flatMap(\.values)
        let pages = (values.count + tableRowsMax - 1) / tableRowsMax
        let current = min(page, max(pages, 1))
        let columns = [
            Column(t("Period")), Column(unitWord(series.unit, t), numeric: true),
            Column(t("Remark")),
        ]
        let rows = values.dropFirst((current - 1) * tableRowsMax).prefix(tableRowsMax).map {
            value -> [HTML] in
            ["\(t.period(value.period))", value.cell(t), remark(value)]
        }
        return """
            <p>\(t("These values come from different sources or moments: no line is drawn between them."))</p>
            \(sortableTable(t, caption: series.title(t), columns: columns, rows: rows))
            \(pager(t, page: current, pages: pages, address: address))
            """
    }

    private func remark(_ value: SeriesValue) -> HTML {
        let words = flagWords(value.flag, t)
        if value.note.isEmpty { return "\(words)" }
        let note: HTML = "<span class=\"quiet\" lang=\"en\">\(value.note)</span>"
        return words.isEmpty ? note : "\(words)<br>\(note)"
    }
}

/// A hundred years, or eight of months.
private let tableRowsMax = 100
