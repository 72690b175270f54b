public import Languages

/// Lines over time as SVG: direct labels, breaks with their reason, uncertainty as a band.
/// `desc` says in a sentence what is seen, for those who do not see it.
public func lineChart(
    _ t: Translator, series: [ChartSeries], title: String, unit: String, desc: String,
    breaks: [ChartBreak] = [], course: ChartCourse = .none
) -> HTML {
    let plane = ChartPlane(series)
    let drawing = ChartDrawing(t: t, plane: plane, series: series)
    return """
        <svg class="chart line" viewBox="0 0 640 \(course.height)" xmlns="http://www.w3.org/2000/svg" role="img" \
        direction="ltr" font-family="sans-serif" font-size="14"><title>\(title)</title><desc>\(desc)</desc>
        \(drawing.grid())\(drawing.years())\(breaks.html(drawing.breakLine))\(drawing.lines())\
        \(course.phases.html(drawing.phase))\(course.turns.html(drawing.turn))\(drawing.tickLabels(unit))</svg>
        """
}

/// The strokes of one chart; attributes hold for the file on its own, classes follow the page.
struct ChartDrawing {
    let t: Translator
    let plane: ChartPlane
    let series: [ChartSeries]

    static let colours = ["#0b4f6c", "#c8551b", "#2a7f62", "#7a5195", "#b8860b", "#6b7280"]

    func grid() -> HTML {
        plane.ticks.html { tick -> HTML in
            let strong = tick == 0
            return """
                <path class="\(strong ? "zero" : "grid")" d="M0 \(units(plane.y(tick)))H\(units(plane.end))" \
                stroke="\(strong ? "#4b5663" : "#d8d3c7")" stroke-width="1"/>
                """
        }
    }

    /// The values stand on their lines, the unit beside the highest; a halo keeps them legible.
    func tickLabels(_ unit: String) -> HTML {
        let labels = plane.ticks.html { tick -> HTML in
            let words = chartNumber(t, tick) + (tick == plane.ticks.last ? " " + unit : "")
            return
                "<text class=\"soft\" x=\"0\" y=\"\(units(plane.y(tick) - 5))\" fill=\"#4b5663\">\(words)</text>"
        }
        return
            "<g class=\"halo\" paint-order=\"stroke\" stroke=\"#fbfaf7\" stroke-width=\"4\">\(labels)</g>"
    }

    /// A narrow screen shows every other label, the last one always.
    func years() -> HTML {
        let shown = plane.axisLabels
        return shown.enumerated().html { index, label -> HTML in
            let x = plane.x(label) ?? 0
            let anchor = x < 20 ? "start" : x > plane.end - 20 ? "end" : "middle"
            let spare = (shown.count - 1 - index) % 2 == 1
            return """
                <path class="zero" d="M\(units(x)) 320v5" stroke="#4b5663" stroke-width="1"/>\
                <text class="soft\(if: spare, " every-other")" x="\(units(x))" y="346" \
                text-anchor="\(anchor)" fill="#4b5663">\(label)</text>
                """
        }
    }

    func breakLine(_ mark: ChartBreak) -> HTML {
        guard let x = plane.x(mark.at) else { return HTML() }
        let late = x > plane.end / 2
        return """
            <path class="break" d="M\(units(x)) 6V320" stroke="#4b5663" stroke-width="1.5" stroke-dasharray="5 4"/>\
            <text class="soft roomy" x="\(units(late ? x - 6 : x + 6))" y="16" text-anchor="\(late ? "end" : "start")" \
            fill="#4b5663">\(mark.reason)</text>
            """
    }

    func lines() -> HTML {
        let places = labelPlaces()
        return series.enumerated().html { index, line -> HTML in
            let number = index % ChartDrawing.colours.count
            let colour = ChartDrawing.colours[number]
            return """
                \(band(line, number, colour))<path class="c\(number + 1)" d="\(linePath(line))" fill="none" \
                stroke="\(colour)" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>\
                \(endMark(line, number, colour))\(endLabel(line, number, colour, places[index]))
                """
        }
    }

    private func linePath(_ line: ChartSeries) -> String {
        var path = ""
        var command = "M"
        for point in ordered(line) {
            guard let value = point.value, let x = plane.x(point.label) else {
                command = "M"
                continue
            }
            path += command + units(x) + " " + units(plane.y(value))
            command = "L"
        }
        return path
    }

    private func endMark(_ line: ChartSeries, _ number: Int, _ colour: String) -> HTML? {
        guard let last = lastPoint(line) else { return nil }
        return """
            <circle class="fill c\(number + 1)" cx="\(units(last.x))" cy="\(units(last.y))" r="4" fill="\(colour)"/>
            """
    }

    /// The name in ink (some colours are too light for words), tied to its line by a thread.
    private func endLabel(
        _ line: ChartSeries, _ number: Int, _ colour: String, _ y: Double
    ) -> HTML? {
        guard series.count > 1, let last = lastPoint(line) else { return nil }
        return """
            <path class="c\(number + 1)" d="M\(units(last.x)) \(units(last.y))L\(units(plane.end + 12)) \(units(y))h8" \
            fill="none" stroke="\(colour)" stroke-width="1.5"/>\
            <text y="\(units(y + 5))" fill="#1d2733">\(nameLines(line.name))</text>
            """
    }

    private func nameLines(_ name: String) -> HTML {
        lineNames(name).enumerated().html { index, words -> HTML in
            "<tspan x=\"\(units(plane.end + 24))\"\(if: index > 0, " dy=\"1.1em\"")>\(words)</tspan>"
        }
    }

    func lastPoint(_ line: ChartSeries) -> (x: Double, y: Double)? {
        guard let last = ordered(line).last(where: { $0.value != nil }), let value = last.value,
            let x = plane.x(last.label)
        else { return nil }
        return (x, plane.y(value))
    }

    func ordered(_ line: ChartSeries) -> [ChartPoint] {
        line.points.sorted { (plane.x($0.label) ?? 0) < (plane.x($1.label) ?? 0) }
    }

    /// Labels stand beside their line's end, pushed apart so that none covers another.
    private func labelPlaces() -> [Double] {
        let wanted = series.map { lastPoint($0)?.y ?? ChartPlane.bottom }
        var places = wanted
        var above = -Double.infinity
        var room = 0.0
        for index in wanted.indices.sorted(by: { wanted[$0] < wanted[$1] }) {
            places[index] = max(wanted[index], above + room)
            above = places[index]
            room = lineNames(series[index].name).count > 1 ? 46 : 22
        }
        return places
    }
}
