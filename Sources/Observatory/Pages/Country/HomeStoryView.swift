import Languages
import Web

/// The foreign residents of this country: the chart with its stretches, and what it tells in words.
struct HomeStoryView {
    let t: Translator
    let story: HomeStory
    let wanted: WantedIndicator?

    private var series: Series { story.series }
    private var path: String { "/observatory/\(series.key)" }

    var html: HTML {
        guard
            let course = try? LineCourse(story.values, marks: story.breaks, better: wanted?.better)
        else { return HTML() }
        let words = CourseStory(
            t: t, series: series, lines: [.init(name: "", course: .success(course))],
            wanted: wanted)
        return """
            <h2 id="story">\(t("Foreign residents: what the numbers tell"))</h2>
            \(words.told(words.lines[0], course))\(chart(course))\(words.untold(course))
            <p><a href="\(path)">\(series.title(t))</a></p>
            """
    }

    private func chart(_ course: LineCourse) -> HTML {
        let unit = unitWord(series.unit, t)
        guard let newest = course.values.last, let value = newest.value else { return HTML() }
        return chartWithTable(
            t, series: [ChartSeries("", story.values.map { ChartPoint($0.period, $0.value) })],
            title: t(
                "{value} {unit} in {period}",
                ["value": number(value, t), "unit": unit, "period": newest.period]),
            unit: unit, desc: series.title(t),
            breaks: course.breaks.map { one in
                ChartBreak(
                    at: one.period,
                    reason: one.mark?.reason(t) ?? t("break flagged by the source"))
            }, labelColumn: t("Period"),
            source: firstClause(series.source) + ", " + series.vintage,
            download: path + "/data.csv", course: course.drawn(t))
    }
}
