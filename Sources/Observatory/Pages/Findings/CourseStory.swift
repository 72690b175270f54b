import Languages
import Statistics
import Web

/// What the numbers of one line tell, what they do not, and the stretches of all lines shown.
struct CourseStory {
    struct Line: Sendable {
        /// Empty where there is one line only.
        let name: String
        let course: Result<LineCourse, LineCourse.Refusal>
    }

    let t: Translator
    let series: Series
    let lines: [Line]
    let wanted: WantedIndicator?

    private var unit: String { unitWord(series.unit, t) }

    var html: HTML {
        guard let line = lines.first else { return HTML() }
        return """
            <h2 id="course">\(t("What the numbers tell"))</h2>
            \(body(line))
            """
    }

    private func body(_ line: Line) -> HTML {
        switch line.course {
        case .failure(let refusal): "<p>\(CourseStory.words(refusal, t))</p>"
        case .success(let course):
            "\(told(line, course))\(assessed(course))\(untold(course))\(table)\(how)"
        }
    }

    static func words(_ refusal: LineCourse.Refusal, _ t: Translator) -> String {
        switch refusal {
        case .notYearly:
            t(
                "These values are not yearly: within a year the seasons would look like turns, so nothing is said of phases."
            )
        case .tooFew(let count):
            t.plural(
                "{n} value is too few to say how it went.",
                "{n} values are too few to say how it went.", count)
        }
    }

    /// One sentence a stretch, the newest first.
    func told(_ line: Line, _ course: LineCourse) -> HTML {
        let words = CourseWords(t: t, unit: unit, course: course)
        let sentences = words.sentences
        let name: HTML = line.name.isEmpty ? "" : "<b>\(line.name).</b> "
        let earlier = sentences.dropFirst().html { "<li>\($0)</li>" }
        let before: HTML =
            sentences.count > 1 ? "<p>\(t("Before that:"))</p><ul>\(earlier)</ul>" : ""
        return "<p class=\"lead\">\(name)\(sentences.first ?? "")</p>\(before)"
    }

    /// The class of all values since the last break, where it is declared which way is wanted.
    private func assessed(_ course: LineCourse) -> HTML {
        let (newest, words) = (course.newest, ProgressWords(t: t))
        guard course.better != nil, let first = newest.points.first, let last = newest.points.last
        else { return HTML() }
        let span = t(
            "From {first} to {last}, all values together:",
            ["first": "\(Int(first.time))", "last": "\(Int(last.time))"])
        let wanted = words.wanted(course.better)
        return """
            <p>\(span) \(words.mark(newest.progress)) (\(wanted)). \
            <a href="/observatory/progress#wanted">\(t("Which way is wanted, and who says so"))</a></p>
            """
    }

    /// What cannot be said, and why.
    func untold(_ course: LineCourse) -> HTML {
        var items = course.breaks.map { one -> HTML in
            let reason = one.mark?.reason(t) ?? t("break flagged by the source")
            let words = t(
                "Nothing is compared across {year}: {reason}.",
                ["year": one.period, "reason": withoutStop(reason)])
            return "<li>\(words)</li>"
        }
        if wanted?.better == nil {
            items.append(
                "<li>\(t("Whether it went well: for this series nobody declared which way is wanted."))</li>"
            )
        }
        let provisional = course.values.count { $0.flag.contains { "PpEeFfIi".contains($0) } }
        if provisional > 0 {
            let words = t.plural(
                "{n} value is provisional, estimated or put in: it may still change.",
                "{n} values are provisional, estimated or put in: they may still change.",
                provisional)
            items.append("<li>\(words)</li>")
        }
        items.append(
            "<li>\(t("Why: numbers alone do not say what caused a rise or a fall."))</li>"
        )
        return "<h3>\(t("What cannot be said"))</h3><ul>\(items)</ul>"
    }

    private func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    private var table: HTML {
        let rows = lines.flatMap(rows)
        if rows.isEmpty { return HTML() }
        var columns = [
            Column(t("Years")), Column(t("Movement")), Column(t("Change a year"), numeric: true),
            Column(t("Between (95%)"), numeric: true),
            Column(t("A year, of its usual size"), numeric: true),
        ]
        if lines.count > 1 { columns.insert(Column(t("Line")), at: 0) }
        return """
            <details\(if: lines.count > 1, " open")><summary>\(t("All stretches with their pace"))</summary>
            \(sortableTable(t, caption: t("Stretches that go one way"), columns: columns, rows: rows))</details>
            """
    }

    private func rows(_ line: Line) -> [[HTML]] {
        guard case .success(let course) = line.course else {
            return []
        }
        return course.stretches.map { stretch in
            var cells: [HTML] = lines.count > 1 ? ["\(line.name)"] : []
            cells.append("\(years(stretch))")
            cells.append("\(stretchWord(stretch, course.better, t))")
            guard let pace = stretch.pace else {
                return cells + ["\(t("too few values"))", "–", "–"]
            }
            cells.append("\(paceNumber(pace.slope, t))")
            cells.append("\(paceNumber(pace.low, t)) … \(paceNumber(pace.high, t))")
            cells.append(share(stretch))
            return cells
        }
    }

    private func years(_ stretch: CourseStretch) -> String {
        stretch.first == stretch.last ? stretch.first : "\(stretch.first)–\(stretch.last)"
    }

    private func share(_ stretch: CourseStretch) -> HTML {
        guard let rate = stretch.finding.rate else { return "–" }
        return "\(t.decimal(rate * 100, digits: 1)) %"
    }

    private var how: HTML {
        """
        <details><summary>\(t("How this was found"))</summary>
        <p>\(t("Breaks are known and given: they part the series before anything is looked for. Within each part, straight stretches of at least three values are found by PELT with Schwarz's penalty; neighbours that go the same way are joined. The change a year is the middle of the slopes between all pairs of values (Theil and Sen); its interval is widened where neighbouring years are alike (Hamed and Rao)."))</p></details>
        """
    }
}

extension LineCourse {
    /// As the chart draws it.
    func drawn(_ t: Translator) -> ChartCourse {
        ChartCourse(
            phases: stretches.map { stretch in
                ChartPhase(
                    from: stretch.first, to: stretch.last, way: stretch.phase.movement.way,
                    word: stretchWord(stretch, better, t))
            }, turns: turns)
    }
}

extension Phase.Movement {
    fileprivate var way: ChartPhase.Way {
        switch self {
        case .rising: .up
        case .falling: .down
        case .level: .level
        }
    }
}
