import Languages
import Statistics
import Web

/// The board: how many of each class by objective, then each assessment with its interval and the published method.
struct ProgressView {
    let t: Translator
    let atlas: Atlas
    let wanted: WantedIndicators
    let board: ProgressBoard
    let question: ProgressQuestion
    let rows: [BoardRow]

    private var words: ProgressWords { ProgressWords(t: t) }

    var html: HTML {
        """
        <h1>\(t("Progress board"))</h1>
        <p class="lead">\(t("Progress, stagnation or regression by objective of the Global Compact for Migration and by country: told only where the numbers bear it, and where they do not, with the reason."))</p>
        \(roomNav(t, at: "/observatory/progress"))
        \(board.rows.isEmpty ? nothing : content)
        """
    }

    private var nothing: HTML {
        emptyState(
            title: t("Nothing is assessed here yet"),
            words: t("No series in this house has a declared indicator."),
            action: buttonLink(t("All series"), to: "/observatory", kind: .secondary))
    }

    private var content: HTML {
        "\(filter)\(rows.isEmpty ? noRows : summary + table)\(declarations)\(how)"
    }

    private var noRows: HTML {
        emptyState(
            title: t("No assessment for this choice"), words: t("Choose fewer things at a time."),
            action: buttonLink(t("Start again"), to: "/observatory/progress", kind: .secondary))
    }

    private var filter: HTML {
        askForm(
            to: "/observatory/progress", label: t("What to show"),
            """
            <div class="filters">\
            \(selectField(t, name: "objective", label: t("Objective"), options: objectives, value: question.objective.map { "\($0)" } ?? "", required: false))\
            \(selectField(t, name: "who", label: t("Country or group"), options: countries, value: question.who, required: false))\
            \(selectField(t, name: "class", label: t("Class"), options: classes, value: question.standing ?? "", required: false))</div>
            <div class="actions">\(button(t("Show"), kind: .secondary))\
            \(question.isEmpty ? HTML() : "<a href=\"/observatory/progress\">\(t("All assessments"))</a>")</div>
            """)
    }

    private var objectives: [Choice] {
        [Choice("", t("All"))]
            + wanted.objectives.map {
                Choice("\($0.number)", "\($0.number). \(shortened($0.title(t)))")
            }
    }

    private func shortened(_ text: String) -> String {
        text.count <= 60 ? text : String(text.prefix(58)) + "…"
    }

    private var countries: [Choice] {
        let places = Set(board.rows.map(\.place))
        let named = atlas.countries.all.filter { places.contains($0.alpha3) }
            .map { ($0, folded($0.name(t))) }.sorted { $0.1 < $1.1 }
        return [Choice("", t("All"))]
            + CountryGroup.allCases.map { Choice($0.rawValue, $0.name(t)) }
            + named.map { Choice($0.0.alpha2, $0.0.name(t)) }
    }

    private var classes: [Choice] {
        [Choice("", t("All"))]
            + ProgressQuestion.classes.map { Choice($0, words.word(code: $0)) }
    }

    /// How many of each class, by objective.
    private var summary: HTML {
        let shown = wanted.objectives.filter { one in
            rows.contains { $0.indicator.objectives.contains(one.number) }
                && (question.objective.map { $0 == one.number } ?? true)
        }
        let columns =
            [Column(t("Objective"))]
            + ProgressQuestion.classes.map { Column(words.word(code: $0), numeric: true) }
        let lines = shown.map { one -> [HTML] in
            let own = rows.filter { $0.indicator.objectives.contains(one.number) }
            let link = address("/observatory/progress", question.parameters, but: ["page"])
                .setting("objective", to: "\(one.number)").text
            return ["<a href=\"\(link)\">\(one.number). \(one.title(t))</a>"]
                + ProgressQuestion.classes.map { code in
                    "\(t.number(own.count { $0.ours.progress.code == code }))"
                }
        }
        let count = t.plural("{n} assessment", "{n} assessments", rows.count)
        return """
            <p role="status">\(count)</p>
            \(sortableTable(t, caption: t("How many of each, by objective"), columns: columns, rows: lines))
            """
    }

    private var table: HTML {
        let pages = (rows.count + rowsOfPage - 1) / rowsOfPage
        let page = min(question.page, pages)
        let shown = rows.dropFirst((page - 1) * rowsOfPage).prefix(rowsOfPage)
        let columns = [
            Column(t("Country")), Column(t("Indicator")), Column(t("Class")),
            Column(t("Change a year, of its usual size (95% interval)"), numeric: true),
            Column(t("Years")), Column(t("Target")), Column(t("Published method")),
        ]
        let file = address("/observatory/progress/board.csv", question.parameters, but: ["page"])
        return """
            \(sortableTable(t, caption: t("Each assessment"), columns: columns, rows: shown.map(cells)))
            \(pager(t, page: page, pages: pages, address: address("/observatory/progress", question.parameters, but: ["page"])))
            <p><a href="\(file.text)">\(t("These assessments, as CSV"))</a></p>
            """
    }

    private func cells(_ row: BoardRow) -> [HTML] {
        let series = board.series[row.indicator.series]
        let link = Address("/observatory/\(row.indicator.series)")
            .setting("by", to: "geo").setting("lines", to: row.code).text
        return [
            "\(atlas.countries[row.place]?.name(t) ?? row.place)",
            "<a href=\"\(link)#course\">\(series?.title(t) ?? row.indicator.series)</a>",
            ours(row), rate(row),
            "\(row.span.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "–") <span class=\"quiet\">(\(t.number(row.ours.points.count)))</span>",
            target(row), published(row),
        ]
    }

    private func ours(_ row: BoardRow) -> HTML {
        guard let before = row.before else { return words.mark(row.ours.progress) }
        let note = t(
            "Before the source restated its values: {class}.", ["class": words.word(before)])
        return "\(words.mark(row.ours.progress))<br><span class=\"quiet small\">\(note)</span>"
    }

    private func rate(_ row: BoardRow) -> HTML {
        guard let rate = row.ours.rate, let interval = row.ours.rateInterval,
            row.ours.points.count >= ProgressRule().pointsMin
        else { return "–" }
        return """
            \(rateWords(rate, t)) <span class="quiet">(\(rateWords(interval.lowerBound, t)) … \(rateWords(interval.upperBound, t)))</span>
            """
    }

    /// When it would be reached at this pace; never a date where the pace is not certain.
    private func target(_ row: BoardRow) -> HTML {
        guard let target = row.indicator.target else { return "–" }
        let goal = t(
            "{value} by {year}",
            ["value": number(target.value, t), "year": "\(Int(target.year))"])
        guard let pace = row.ours.pace, row.ours.points.count >= ProgressRule().pointsMin else {
            return "\(goal)"
        }
        if pace.isReached { return "\(goal): \(t("target reached"))" }
        guard row.ours.progress == .progress, let year = pace.metIn else {
            return "\(goal): \(t("not at this pace"))"
        }
        let words = t("at this pace in {year}", ["year": "\(Int(year.rounded(.up)))"])
        return "\(goal): \(words)"
    }

    private func published(_ row: BoardRow) -> HTML {
        guard let published = row.published else { return "–" }
        let score: HTML =
            published.score.map { " <span class=\"quiet\">(\(t.decimal($0, digits: 1)))</span>" }
            ?? ""
        return "\(words.published(published.status))\(score)"
    }

    /// Which way is wanted of each, and who says so.
    private var declarations: HTML {
        let columns = [
            Column(t("Indicator")), Column(t("Wanted")), Column(t("Because")), Column(t("Source")),
        ]
        let lines = wanted.all.filter { board.series[$0.series] != nil }.map { one -> [HTML] in
            let title = board.series[one.series]?.title(t) ?? one.series
            return [
                "<a href=\"/observatory/\(one.series)\">\(title)</a>",
                "\(words.wanted(one.better))", "\(one.reason(t))",
                "<span lang=\"en\">\(linkedText(one.source))</span> (\(t("Source not confirmed yet")))",
            ]
        }
        return """
            <h2 id="wanted">\(t("Which way is wanted, and who says so"))</h2>
            \(sortableTable(t, caption: t("Declared directions"), columns: columns, rows: lines))
            """
    }

    private var how: HTML {
        """
        <h2>\(t("Two methods, side by side"))</h2>
        <p>\(t("Ours looks at all values since the last break: the change a year with its 95% interval. Progress or regression is said only where the whole interval lies on one side and the change is at least half a per cent of the usual size a year; stagnation where the whole interval is smaller than that; everything else cannot be assessed."))</p>
        <p>\(t("The published method of Statistics Canada and Eurostat takes the first and the last value alone (compound annual growth, score from -5 to 5). It knows neither breaks nor chance: where both differ, that is why."))</p>
        """
    }
}

/// As many as a page under 50 KB bears.
private let rowsOfPage = 25
