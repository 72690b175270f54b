public import Languages

/// A chart with a title that says what is seen, its source, and its table one press away: all values, or a table
/// that is handed in because it says more or has pages.
public func chartWithTable(
    _ t: Translator, series: [ChartSeries], title: String, unit: String, desc: String,
    breaks: [ChartBreak] = [], labelColumn: String, source: String, download: String? = nil,
    table own: HTML? = nil, isOpen: Bool = false, course: ChartCourse = .none
) -> HTML {
    // Several reasons would write over each other in the drawing, and a long one over the unit: there
    // they are numbers of the list below.
    let isShort = breaks.count == 1 && breaks[0].reason.count <= reasonLettersMax
    let marks =
        isShort
        ? breaks : breaks.enumerated().map { ChartBreak(at: $1.at, reason: String($0 + 1)) }
    let chart = lineChart(
        t, series: series, title: title, unit: unit, desc: desc, breaks: marks, course: course)
    // A lone line has no name: what is counted names its column.
    let values = series.map { Column($0.name.isEmpty ? unit : $0.name, numeric: true) }
    let columns = [Column(labelColumn)] + values
    let table =
        own ?? sortableTable(t, caption: title, columns: columns, rows: chartRows(t, series))
    let link: HTML? = download.map { " <a href=\"\($0)\">\(t("Download"))</a>" }
    return """
        <figure><figcaption><b>\(title)</b><span class="quiet">\(desc)</span></figcaption>
        \(chart)\(breakNotes(t, breaks))\(courseNotes(t, course))
        <p class="quiet small">\(t("Source: {source}", ["source": source]))\(link)</p>
        <details\(if: isOpen, " open")><summary>\(t("See the numbers as a table"))</summary>\(table)</details></figure>
        """
}

private func breakNotes(_ t: Translator, _ breaks: [ChartBreak]) -> HTML {
    if breaks.isEmpty { return HTML() }
    let notes = breaks.html { "<li>\($0.at): \($0.reason)</li>" }
    let list: HTML = "<ol class=\"small\">\(notes)</ol>"
    return """
        <p class="small">\(t("A dashed line marks where the series changes and years cannot be compared:"))</p>
        \(list)
        """
}

private func courseNotes(_ t: Translator, _ course: ChartCourse) -> HTML {
    if course.isEmpty { return HTML() }
    let turns =
        course.turns.isEmpty
        ? "" : " " + t("A diamond marks where the numbers turn by themselves.")
    return
        "<p class=\"small\">\(t("The strokes under the years say which way it went."))\(turns)</p>"
}

/// A quarter of the drawing.
private let reasonLettersMax = 20

private func chartRows(_ t: Translator, _ series: [ChartSeries]) -> [[HTML]] {
    let values = series.map { line in
        Dictionary(
            line.points.map { ($0.label, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    return ChartPlane(series).labels.map { label in
        let cells = values.map { tableValue(t, $0[label] ?? nil) }
        return ["\(label)"] + cells
    }
}

private func tableValue(_ t: Translator, _ value: Double?) -> HTML {
    if let value { return "\(chartNumber(t, value))" }
    return "<span class=\"quiet\">\(t("no value"))</span>"
}
