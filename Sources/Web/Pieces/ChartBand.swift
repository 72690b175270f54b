extension ChartDrawing {
    /// Where a value is missing the band is open too.
    func band(_ line: ChartSeries, _ number: Int, _ colour: String) -> HTML? {
        let runs = ordered(line).split { $0.value == nil || $0.low == nil || $0.high == nil }
        let outline = runs.filter { $0.count > 1 }.map(outline).joined()
        if outline.isEmpty { return nil }
        return """
            <path class="fill c\(number + 1)" d="\(outline)" fill="\(colour)" stroke="none" opacity="0.18"/>
            """
    }

    private func outline(_ run: ArraySlice<ChartPoint>) -> String {
        let upper = run.map { corner($0.label, $0.high) }
        let lower = run.reversed().map { corner($0.label, $0.low) }
        return "M" + (upper + lower).joined(separator: "L") + "Z"
    }

    private func corner(_ label: String, _ value: Double?) -> String {
        units(plane.x(label) ?? 0) + " " + units(plane.y(value ?? 0))
    }
}
