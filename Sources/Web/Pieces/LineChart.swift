public import Languages

/// Lines over time as SVG: direct labels, breaks with their reason, uncertainty as a band.
/// `desc` says in a sentence what is seen, for those who do not see it.
public func lineChart(
    _ t: Translator, series: [ChartSeries], title: String, unit: String, desc: String,
    breaks: [ChartBreak] = []
) -> HTML {
    let plane = ChartPlane(series)
    let drawing = ChartDrawing(t: t, plane: plane, series: series)
    return """
        <svg class="chart line" viewBox="0 0 640 360" xmlns="http://www.w3.org/2000/svg" role="img" \
        direction="ltr" font-family="sans-serif" font-size="14"><title>\(title)</title><desc>\(desc)</desc>
        \(drawing.grid(unit))\(drawing.years())\(breaks.html(drawing.breakLine))\(drawing.lines())</svg>
        """
}

/// The strokes of one chart; attributes hold for the file on its own, classes follow the page.
private struct ChartDrawing {
    let t: Translator
    let plane: ChartPlane
    let series: [ChartSeries]

    static let colours = ["#0b4f6c", "#c8551b", "#2a7f62", "#7a5195", "#b8860b", "#6b7280"]

    func grid(_ unit: String) -> HTML {
        let lines = plane.ticks.html { tick -> HTML in
            let y = plane.y(tick)
            let strong = tick == 0
            return """
                <path class="\(strong ? "zero" : "grid")" d="M0 \(units(y))H\(units(plane.end))" \
                stroke="\(strong ? "#4b5663" : "#d8d3c7")" stroke-width="1"/>\
                <text class="soft" x="0" y="\(units(y - 5))" fill="#4b5663">\(chartNumber(t, tick))</text>
                """
        }
        return "<text class=\"soft\" x=\"0\" y=\"13\" fill=\"#4b5663\">\(unit)</text>\(lines)"
    }

    /// At most six labels on the axis; a narrow screen shows every other one.
    func years() -> HTML {
        let labels = plane.labels
        let stride = max(1, (labels.count + 5) / 6)
        let shown = labels.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        return shown.enumerated().html { index, label -> HTML in
            let x = plane.x(label) ?? 0
            let anchor = index == 0 ? "start" : x > plane.end - 20 ? "end" : "middle"
            return """
                <path class="zero" d="M\(units(x)) 320v5" stroke="#4b5663" stroke-width="1"/>\
                <text class="soft\(index % 2 == 1 ? " every-other" : "")" x="\(units(x))" y="346" \
                text-anchor="\(anchor)" fill="#4b5663">\(label)</text>
                """
        }
    }

    func breakLine(_ mark: ChartBreak) -> HTML {
        guard let x = plane.x(mark.at) else { return HTML() }
        let late = x > plane.end / 2
        return """
            <path class="break" d="M\(units(x)) 20V320" stroke="#4b5663" stroke-width="1.5" stroke-dasharray="5 4"/>\
            <text class="soft" x="\(units(late ? x - 6 : x + 6))" y="29" text-anchor="\(late ? "end" : "start")" \
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

    private func band(_ line: ChartSeries, _ number: Int, _ colour: String) -> HTML? {
        let bounded = ordered(line).filter { $0.low != nil && $0.high != nil }
        if bounded.count < 2 { return nil }
        let upper = bounded.map { corner($0.label, $0.high) }
        let lower = bounded.reversed().map { corner($0.label, $0.low) }
        let outline = "M" + (upper + lower).joined(separator: "L") + "Z"
        return "<path class=\"fill c\(number + 1)\" d=\"\(outline)\" fill=\"\(colour)\" stroke=\"none\" opacity=\"0.18\"/>"
    }

    private func corner(_ label: String, _ value: Double?) -> String {
        units(plane.x(label) ?? 0) + " " + units(plane.y(value ?? 0))
    }

    private func endMark(_ line: ChartSeries, _ number: Int, _ colour: String) -> HTML? {
        guard let last = lastPoint(line) else { return nil }
        return """
            <circle class="fill c\(number + 1)" cx="\(units(last.x))" cy="\(units(last.y))" r="4" fill="\(colour)"/>
            """
    }

    /// The name in ink (some colours are too light for words), tied to its line by a thread.
    private func endLabel(_ line: ChartSeries, _ number: Int, _ colour: String, _ y: Double) -> HTML? {
        guard series.count > 1, let last = lastPoint(line) else { return nil }
        return """
            <path class="c\(number + 1)" d="M\(units(last.x)) \(units(last.y))L\(units(plane.end + 12)) \(units(y))h8" \
            fill="none" stroke="\(colour)" stroke-width="1.5"/>\
            <text x="\(units(plane.end + 24))" y="\(units(y + 5))" fill="#1d2733">\(line.name)</text>
            """
    }

    private func lastPoint(_ line: ChartSeries) -> (x: Double, y: Double)? {
        guard let last = ordered(line).last(where: { $0.value != nil }), let value = last.value,
            let x = plane.x(last.label)
        else { return nil }
        return (x, plane.y(value))
    }

    private func ordered(_ line: ChartSeries) -> [ChartPoint] {
        line.points.sorted { (plane.x($0.label) ?? 0) < (plane.x($1.label) ?? 0) }
    }

    /// Labels stand beside their line's end, pushed apart so that none covers another.
    private func labelPlaces() -> [Double] {
        let wanted = series.map { lastPoint($0)?.y ?? ChartPlane.bottom }
        var places = wanted
        var above = -Double.infinity
        for index in wanted.indices.sorted(by: { wanted[$0] < wanted[$1] }) {
            places[index] = max(wanted[index], above + 20)
            above = places[index]
        }
        return places
    }
}

/// A length of the drawing with one decimal: enough for any screen.
func units(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let rest = abs(tenths) % 10
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(abs(tenths) / 10)" : "\(sign)\(abs(tenths) / 10).\(rest)"
}

/// A value as the reader's language writes it, with as many decimals as it has, up to two.
func chartNumber(_ t: Translator, _ value: Double) -> String {
    // Beyond 2^53 a Double no longer counts in ones.
    guard value.isFinite, abs(value) < 9_007_199_254_740_992 else { return "?" }
    let hundredths = Int((value * 100).rounded()) % 100
    if hundredths == 0 { return t.number(Int(value.rounded())) }
    return t.decimal(value, digits: hundredths % 10 == 0 ? 1 : 2)
}
