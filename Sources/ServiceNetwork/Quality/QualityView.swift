import Kernel
import Languages
import Web

/// The board: no place stands above another because of chance alone, and every number says what it is.
struct QualityView {
    let t: Translator
    let board: QualityBoard
    let standards: ServiceStandards
    let query: [String: String]
    let page: Int

    private var address: Address {
        ["quarter", "sort"].reduce(Address("/quality")) { $0.setting($1, to: query[$1]) }
    }

    var html: HTML {
        """
        <h1>\(t("Quality of the places"))</h1>
        <p class="lead">\(board.quarter.words(t)): \(t.date(board.quarter.firstDay)) – \(t.date(board.quarter.lastDay))</p>
        \(board.isDemo ? demoNote(t) : nil)
        <p>\(t("A range stands behind each share: with few answers chance alone can make it higher or lower. Where two ranges overlap, nobody can tell which place is better."))
        \(positionWords)</p>
        \(table)
        \(quarterLinks)\(topics)\(definitions)
        \(actions(
            buttonLink(t("Download as CSV"), to: "/quality/figures.csv?quarter=\(board.quarter)", kind: .secondary),
            buttonLink(t("What services promise"), to: "/quality/standards", kind: .secondary),
            printButton(t)))
        """
    }

    private var positionWords: String {
        let values = ["n": t.number(board.alone), "total": t.number(board.ranked)]
        return t(
            "Of {total} places whose satisfaction is shown, {n} have a position of their own; the others share theirs.",
            values)
    }

    private var columns: [Column] {
        [Column(t("Place"), key: "name")]
            + QualityMeasure.allCases.map { Column($0.title(t), key: $0.rawValue) }
    }

    private var table: HTML {
        let sorting = Sorting(query["sort"], in: columns) ?? Sorting(key: "name")
        let lines = board.sorted(by: sorting.key, descending: sorting.descending)
        let pages = max(1, (lines.count + linesPerPage - 1) / linesPerPage)
        let shown = lines.dropFirst((min(page, pages) - 1) * linesPerPage).prefix(linesPerPage)
        let title = t("Places, {period}", ["period": board.quarter.words(t)])
        return """
            \(sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: shown.map(row),
                sorting: sorting, address: address))
            \(pager(t, page: min(page, pages), pages: pages, address: address))
            """
    }

    private func row(_ line: QualityBoard.Line) -> [HTML] {
        let name: HTML = """
            <a href="/places/\(line.place)">\(line.name)</a> <span class="quiet">\(line.town)</span>
            """
        let position: HTML? = line.position.map { position in
            "<br><span class=\"quiet small\">\(positionOf(position))</span>"
        }
        return [name]
            + QualityMeasure.allCases.map { measure -> HTML in
                let figure = line.figures[measure]
                let words = figure?.words(t) ?? "–"
                let mark = figure.flatMap { goalMark($0) }
                return measure == .satisfaction
                    ? "\(words)\(position) \(mark)" : "\(words) \(mark)"
            }
    }

    /// Said only where the whole range lies on one side of the goal.
    private func goalMark(_ figure: QualityFigure) -> HTML? {
        let goal = standards.goal(of: figure.measure)
        guard let goal, let isKept = figure.keeps(goal) else { return nil }
        let values = ["n": t.number(Int((goal * 100).rounded()))]
        return isKept
            ? tag(t("keeps the goal of {n}%", values), .good)
            : tag(t("misses the goal of {n}%", values), .care)
    }

    private func positionOf(_ position: ClosedRange<Int>) -> String {
        let total = t.number(board.ranked)
        if position.count == 1 {
            return t(
                "position {n} of {total}", ["n": t.number(position.lowerBound), "total": total])
        }
        return t(
            "position {from} to {to} of {total}, not told apart",
            [
                "from": t.number(position.lowerBound), "to": t.number(position.upperBound),
                "total": total,
            ])
    }

    private var quarterLinks: HTML? {
        let others = board.quarters.filter { $0 != board.quarter }
        if others.isEmpty { return nil }
        let links = others.html { "<li><a href=\"/quality?quarter=\($0)\">\($0.words(t))</a></li>" }
        return "<h2>\(t("Other quarters"))</h2><ul>\(links)</ul>"
    }

    private var topics: HTML? {
        if board.topics.isEmpty { return nil }
        let lines = OpinionTopic.allCases.html { topic -> HTML in
            let count = board.topics.first { $0.topic == topic }?.count
            let words = count.map { t.number($0) } ?? t("too few to say")
            return "<li>\(topic.words(t)): \(words)</li>"
        }
        return """
            <h2>\(t("What opinions were about"))</h2>
            <p>\(t("At all places together, of those who said it."))</p><ul>\(lines)</ul>
            """
    }

    private var definitions: HTML {
        let lines = QualityMeasure.allCases.map { measure in
            Fact(measure.title(t), "\(measure.definition(t, standards))")
        }
        let least = t(
            "No figure that rests on fewer than {n} is shown, and on how many it rests is rounded. There is no sum of all places: what is hidden would follow from it. A figure stays as it was published.",
            ["n": t.number(standards.cellMin)])
        return "<h2>\(t("What the numbers mean"))</h2>\(definitionList(t, lines))<p>\(least)</p>"
    }
}

/// A page to read; a country has some two hundred places.
private let linesPerPage = 50
