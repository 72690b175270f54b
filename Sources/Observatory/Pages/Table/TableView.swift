import Languages
import Web

/// The page on which somebody builds a table.
struct TableView {
    let t: Translator
    let built: BuiltTable
    let query: [String: String]
    let page: Int

    private var series: Series { built.series }
    private var table: CrossTable { built.table }
    private var path: String { "/observatory/\(series.key)/table" }

    var html: HTML {
        """
        \(seriesCrumbs(t, series, page: t("Build a table")))
        <h1>\(t("Table: {series}", ["series": series.title(t)]))</h1>
        <p class="lead">\(series.definition(t))</p>
        \(seriesTabs(t, series, built.dimensions, query, at: "table"))
        \(form)\(refusals)\(result)
        """
    }

    private var names: [Choice] {
        built.dimensions.filter { $0.codes.count > 1 }.map {
            Choice($0.id, dimensionTitle($0, t))
        } + [Choice(CrossTable.period, t("Period"))]
    }

    private var form: HTML {
        let question = built.question
        let fixed = built.dimensions.filter { question.fixed[$0.id] != nil && $0.codes.count > 1 }
        var boxes = [Choice("1", t("Add up rows and columns"))]
        var ticked: Set<String> = question.totals ? ["1"] : []
        let parts: HTML =
            question.hasAggregates
            ? checkboxFields(
                t, name: "parts", legend: t("Totals and groups of the source"),
                options: [Choice("1", t("Leave out codes that hold others"))],
                values: question.partsOnly ? ["1"] : [], required: false) : ""
        if names.count < 2 { (boxes, ticked) = ([], []) }
        let totals: HTML =
            boxes.isEmpty
            ? ""
            : checkboxFields(
                t, name: "totals", legend: t("Sums"), options: boxes, values: ticked,
                required: false)
        let vintage = question.vintage.map { [("vintage", $0)] } ?? []
        return askForm(
            to: path, label: t("Build a table"), hidden: vintage,
            """
            <div class="filters">\
            \(selectField(t, name: "rows", label: t("Rows"), options: names, value: question.rows))\
            \(selectField(t, name: "columns", label: t("Columns"), options: names, value: question.columns))\
            \(fixed.html(codeField))\
            \(textField(t, name: "from", label: t("From period"), value: question.from ?? "", required: false, short: true))\
            \(textField(t, name: "to", label: t("To period"), value: question.to ?? "", required: false, short: true))</div>
            \(totals)\(parts)
            <div class="actions">\(button(t("Build"), kind: .secondary))</div>
            """)
    }

    private func codeField(_ dimension: SeriesDimension) -> HTML {
        selectField(
            t, name: "d-" + dimension.id, label: dimensionTitle(dimension, t),
            options: dimension.codes.map { Choice($0.code, codeLabel($0, t)) },
            value: built.question.fixed[dimension.id] ?? "")
    }

    /// Why there are no sums where they were asked for.
    private var refusals: HTML {
        guard built.question.totals else { return HTML() }
        let all = [
            (t("Rows are not added up"), table.rowTotalRefusal),
            (t("Columns are not added up"), table.columnTotalRefusal),
        ]
        let lines = all.compactMap { title, refusal in
            refusal.map { "<li><b>\(title)</b>: \(words($0))</li>" as HTML }
        }
        return lines.isEmpty ? HTML() : "<ul class=\"refusals\">\(lines)</ul>"
    }

    private func words(_ refusal: TotalRefusal) -> String {
        switch refusal {
        case .periods:
            return t("the same people would be counted once in each period")
        case .overlap(let codes):
            let names = codes.prefix(namesMax).map { codeLabel($0, t) }.joined(separator: ", ")
            return t(
                "some codes hold others, so that people would count twice: {names}",
                ["names": names])
        case .unit(let unit):
            return t("{unit} are no count; their sum means nothing", ["unit": unitWord(unit, t)])
        case .gaps(let count):
            return t.plural(
                "{n} cell has no number", "{n} cells have no number", count)
        }
    }

    private var result: HTML {
        if table.rows.isEmpty {
            return emptyState(
                title: t("No value for this choice"),
                words: t("The source gives nothing for these codes and periods. Choose others."),
                action: buttonLink(t("Start again"), to: path, kind: .secondary))
        }
        let shownColumns = columnSpan
        let pages = (table.rows.count + rowsMax - 1) / rowsMax
        let current = min(page, pages)
        let file = address(path + ".csv", query, but: ["page", "left"])
        return """
            \(cut)\(columnNote(shownColumns))
            \(sortableTable(t, caption: caption, columns: heads(shownColumns), rows: rows(shownColumns, current)))
            \(pager(t, page: current, pages: pages, address: address(path, query, but: ["page"])))
            <div class="actions">\(buttonLink(t("Exactly this table, as CSV"), to: file.text, kind: .secondary))</div>
            <p class="quiet small">\(t("Source: {source}", ["source": firstClause(series.source) + ", " + built.vintage.name]))</p>
            """
    }

    private var cut: HTML {
        built.isCut
            ? "<p>\(tag(t("Cut short"), .care)) \(t("There are more values than one table takes. Choose a span of periods or fix a dimension."))</p>"
            : ""
    }

    private var caption: String {
        let fixed = built.dimensions.compactMap { dimension in
            built.question.fixed[dimension.id].map {
                codeLabel($0, of: dimension.id, in: built.dimensions, t)
            }
        }
        return ([unitWord(series.unit, t)] + fixed).joined(separator: ", ")
    }

    /// A screen takes so many columns; periods show the newest, and the file has all.
    private var columnSpan: Range<Int> {
        let count = table.columns.count
        if count <= columnsMax { return 0..<count }
        let isPeriods = built.question.columns == CrossTable.period
        return isPeriods ? (count - columnsMax)..<count : 0..<columnsMax
    }

    private func columnNote(_ span: Range<Int>) -> HTML {
        if span.count == table.columns.count { return HTML() }
        let words = t(
            "{shown} of {all} columns are shown; the file has all.",
            ["shown": t.number(span.count), "all": t.number(table.columns.count)])
        return "<p>\(words)</p>"
    }

    private func heads(_ span: Range<Int>) -> [Column] {
        let first = names.first { $0.value == built.question.rows }?.label ?? ""
        let total =
            built.question.totals && table.rowTotals != nil
            ? [Column(t("Sum"), numeric: true)] : []
        return [Column(first)]
            + table.columns[span].map { Column(lineLabel($0, t), numeric: true) } + total
    }

    private func rows(_ span: Range<Int>, _ page: Int) -> [[HTML]] {
        let sums = built.question.totals ? table.rowTotals : nil
        let range = ((page - 1) * rowsMax)..<min(page * rowsMax, table.rows.count)
        var rows = range.map { index -> [HTML] in
            let cells = span.map { table.cells[index][$0]?.cell(t) ?? "–" as HTML }
            let sum = sums.map { ["\(number($0[index], t))" as HTML] } ?? []
            return ["\(lineLabel(table.rows[index], t))"] + cells + sum
        }
        if built.question.totals, let sums = table.columnTotals {
            let last = span.map { "<b>\(number(sums[$0], t))</b>" as HTML }
            let corner: [HTML] =
                table.rowTotals.map { ["<b>\(number($0.reduce(0, +), t))</b>"] } ?? []
            rows.append(["<b>\(t("Sum"))</b>"] + last + corner)
        }
        return rows
    }
}

func lineLabel(_ line: CrossTable.Line, _ t: Translator) -> String {
    line.from.map { codeLabel($0, t) } ?? t.period(line.code)
}

private let rowsMax = 60
private let columnsMax = 12
private let namesMax = 6
