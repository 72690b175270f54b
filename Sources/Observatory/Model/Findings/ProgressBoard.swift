import Statistics

/// One country under one indicator: our class with what it was decided by, and the published method beside it.
struct BoardRow: Sendable {
    let indicator: WantedIndicator
    let place: String
    let code: String
    let ours: ProgressFinding
    /// StatCan's and Eurostat's; it looks at the first and last value alone.
    let published: PublishedProgress?
    /// INE's: the first value against the last.
    let travel: DirectionOfTravel
    /// What the class was before the source published these values again, where it was another.
    let before: ProgressClass?

    /// The years that were assessed.
    var span: ClosedRange<Int>? {
        guard let first = ours.points.first, let last = ours.points.last else { return nil }
        return Int(first.time)...Int(last.time)
    }
}

/// All assessments: made once for a state of the store, then only filtered.
struct ProgressBoard: Sendable {
    let rows: [BoardRow]
    /// By key.
    let series: [String: Series]

    init(_ lines: [BoardLine]) {
        rows = lines.compactMap(BoardRow.init)
        series = Dictionary(lines.map { ($0.series.key, $0.series) }) { first, _ in first }
    }
}

extension BoardRow {
    /// Nil where no value is a number of a year.
    init?(_ line: BoardLine) {
        let indicator = line.indicator
        let start = indicator.base ?? -.infinity
        func points(_ values: [SeriesValue]) -> [TimePoint] {
            values.compactMap { value in
                guard let year = Double(value.period), let number = value.value, year >= start
                else { return nil }
                return TimePoint(year, number)
            }.inOrder
        }
        let now = points(line.values)
        guard let first = now.first, let last = now.last else { return nil }
        let earlier = points(line.earlier)
        let breaks = LineCourse.breaks(line.values, line.marks).map(\.given)
        var facts = SeriesFacts(
            better: indicator.better, target: indicator.target, breaks: breaks,
            lowQuality: LineCourse.lowQuality(
                line.values.compactMap { value in Double(value.period).map { ($0, value) } }))
        before =
            earlier.isEmpty
            ? nil
            : Restatement(from: earlier, to: now, facts).notable
        facts.earlier = earlier
        ours = ProgressFinding(now, facts)
        published = indicator.better.map {
            PublishedProgress(
                base: first, current: last, direction: $0, target: indicator.target,
                limit: indicator.limit)
        }
        travel = DirectionOfTravel(now, better: indicator.better, breaks: breaks)
        (self.indicator, place, code) = (indicator, line.place, line.code)
    }
}

extension Restatement {
    fileprivate var notable: ProgressClass? { isNoteworthy ? before : nil }
}
