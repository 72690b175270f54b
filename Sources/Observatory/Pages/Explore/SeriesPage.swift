import Kernel
import Languages
import Web

/// One series: what is seen, what it means, where it comes from, and where comparing ends.
struct SeriesPage {
    struct Facts: Sendable {
        let reading: SeriesReading
        let related: [Series]
        let others: [OtherSource]
        /// Which way is wanted, where a published text says so.
        let wanted: WantedIndicator?
    }

    let facts: Facts
    let t: Translator
    /// What the address asks.
    let query: [String: String]
    /// The page of the table.
    let page: Int
    let citation: Citation

    var reading: SeriesReading { facts.reading }
    var series: Series { reading.series }

    var html: HTML {
        """
        \(seriesCrumbs(t, series))
        <h1>\(series.title(t))</h1>
        <p class="lead">\(series.definition(t))</p>
        \(withdrawn)\(seriesTabs(t, series, reading.dimensions, query, at: ""))
        \(chooser.html)\(figureAndStory)
        \(others)\(flags)\(about)\(cite)\(relatives)
        """
    }

    private var chooser: LineChooser { LineChooser(t: t, reading: reading, query: query) }

    var lines: [SeriesLine] {
        SeriesLine.lines(
            of: reading.values, dimensions: reading.dimensions, order: reading.choice.lines,
            by: reading.choice.by, t)
    }

    /// The same page under other questions.
    var here: Address { address("/observatory/\(series.key)", query, but: ["page", "add"]) }

    private var withdrawn: HTML {
        guard let at = reading.vintage.withdrawnAt else { return HTML() }
        let words = t(
            "The source withdrew this vintage on {date}: {why}",
            ["date": t.date(at.utcDay), "why": reading.vintage.withdrawnWhy])
        return "<p>\(tag(t("Withdrawn"), .care)) \(words)</p>"
    }

    private var figureAndStory: HTML {
        if reading.values.isEmpty { return noValues }
        let lines = lines
        // Values of different sources or moments have no course.
        let isOne = series.frequency != Series.irregular
        let told = isOne ? lines.map(told) : []
        let figure = SeriesFigure(
            t: t, reading: reading, lines: lines, address: here, page: page,
            course: told.first.flatMap { try? $0.course.get() })
        let story = CourseStory(t: t, series: series, lines: told, wanted: facts.wanted)
        return figure.html + story.html
    }

    private func told(_ line: SeriesLine) -> CourseStory.Line {
        CourseStory.Line(
            name: line.name,
            course: Result { () throws(LineCourse.Refusal) in
                try LineCourse(
                    line.values, marks: reading.breaks, better: facts.wanted?.better,
                    target: facts.wanted?.target)
            })
    }

    private var noValues: HTML {
        emptyState(
            title: t("No value for this choice"),
            words: t("The source gives nothing for these codes and periods. Choose others."),
            action: buttonLink(
                t("Start again"), to: "/observatory/\(series.key)", kind: .secondary))
    }

    private var others: HTML {
        let shown = facts.others.filter { !$0.values.isEmpty }
        guard !shown.isEmpty, let first = lines.first else { return HTML() }
        return SourcesBeside(t: t, own: series, line: first, others: shown).html
    }

    /// The signs that stand on this page, and no others.
    private var flags: HTML {
        var seen: [String] = []
        for value in reading.values {
            let signs = value.flag.map { String($0) }.filter { $0 != "A" }
            for sign in signs where !seen.contains(sign) { seen.append(sign) }
        }
        if seen.isEmpty { return HTML() }
        let items = seen.sorted().html { "<li><b>\($0)</b>: \(flagWords($0, t))</li>" }
        return """
            <details open><summary>\(t("Flags of the source, explained"))</summary><ul>\(items)</ul>
            <p><a href="/observatory/method#signs">\(t("All signs and what they mean"))</a></p></details>
            """
    }

    private var relatives: HTML {
        if facts.related.isEmpty { return HTML() }
        let links = facts.related.prefix(relatedMax).html {
            "<li><a href=\"/observatory/\($0.key)\">\($0.title(t))</a></li>"
        }
        return "<h2>\(t("From the same source"))</h2><ul>\(links)</ul>"
    }
}

/// The pages of one series.
func seriesTabs(
    _ t: Translator, _ series: Series, _ dimensions: [SeriesDimension], _ query: [String: String],
    at page: String
) -> HTML {
    let base = "/observatory/\(series.key)"
    let vintage = query["vintage"].map { ["vintage": $0] } ?? [:]
    func item(_ label: String, _ name: String) -> NavItem {
        let path = name.isEmpty ? base : base + "/" + name
        return NavItem(label, path: address(path, vintage).text, current: page == name)
    }
    var items = [item(t("Chart and numbers"), ""), item(t("Build a table"), "table")]
    if dimensions.contains(where: \.canBeMapped) { items.append(item(t("Map"), "map")) }
    if dimensions.contains(where: { $0.role == .territory && $0.codes.count > 1 }) {
        items.append(
            NavItem(
                t("Compare countries"),
                path: Address("/observatory/compare").setting("series", to: series.key).text))
    }
    items.append(item(t("Vintages"), "vintages"))
    let links = items.html { one -> HTML in
        one.current
            ? "<li aria-current=\"page\"><span>\(one.label)</span></li>"
            : "<li><a href=\"\(one.path)\">\(one.label)</a></li>"
    }
    return "<nav aria-label=\"\(t("This series"))\"><ul class=\"inline\">\(links)</ul></nav>"
}

private let relatedMax = 30
