/// Our view of a series: its class, and everything the class was decided by.
public struct ProgressFinding: Equatable, Sendable {
    public let progress: ProgressClass
    /// The points that were assessed: those since the last break.
    public let points: [TimePoint]
    /// With the variance widened where neighbours are alike (Hamed and Rao); never narrowed.
    public let trend: MannKendall?
    /// Change a year with its interval, in the unit of the series.
    public let line: TheilSen?
    /// The same as shares of the middle size of the values; positive is upwards, not better.
    public let rate: Double?
    public let rateInterval: ClosedRange<Double>?
    public let pace: Pace?

    /// `points` in any order; what is no number is left out.
    public init(_ points: [TimePoint], _ facts: SeriesFacts, rule: ProgressRule = ProgressRule()) {
        let all = points.inOrder
        let piece = all.pieces(between: facts.breaks).last ?? []
        self.points = piece
        let measured = SlopeMeasure(piece, level: rule.level)
        (trend, line) = (measured?.trend, measured?.line)
        (rate, rateInterval) = (measured?.rate, measured?.interval)
        if let better = facts.better, let target = facts.target, let line, let last = piece.last {
            pace = Pace(line, start: piece[0].time, now: last.time, target, better)
        } else {
            pace = nil
        }
        progress =
            ProgressFinding.refusal(all, piece, facts, rule)
            ?? measured.map { $0.decided(facts, rule) }
            ?? .cannotBeAssessed(.tooFewPoints(piece.count, needed: rule.pointsMin))
    }

    private static func refusal(
        _ all: [TimePoint], _ piece: [TimePoint], _ facts: SeriesFacts, _ rule: ProgressRule
    ) -> ProgressClass? {
        if facts.better == nil { return .cannotBeAssessed(.noDirection) }
        if piece.count < rule.pointsMin {
            let known = facts.breaks.filter { $0.at <= piece.first?.time ?? 0 }
            if all.count >= rule.pointsMin, let last = known.max(by: { $0.at < $1.at }) {
                return .cannotBeAssessed(.breakInSeries(last, points: piece.count))
            }
            return .cannotBeAssessed(.tooFewPoints(piece.count, needed: rule.pointsMin))
        }
        let poor =
            facts.lowQuality.isEmpty
            ? 0 : piece.count { facts.lowQuality.contains($0.time) }
        if Double(poor) > rule.lowQualityMax * Double(piece.count) {
            return .cannotBeAssessed(.quality(poor, of: piece.count))
        }
        return nil
    }
}

/// The slope of one stretch, tested and bounded.
private struct SlopeMeasure {
    let trend: MannKendall
    let line: TheilSen
    let rate: Double
    let interval: ClosedRange<Double>
    let moved: Double
    let points: [TimePoint]

    init?(_ points: [TimePoint], level: Double) {
        let values = points.map(\.value)
        guard let plain = MannKendall(values) else { return nil }
        let steps = zip(points.dropFirst(), points).map { $0.time - $1.time }
        let isEven = steps.allSatisfy { abs($0 - steps[0]) < 1e-9 }
        var tested = plain
        line = TheilSen(ordered: points, level: level, isEven: isEven) { slope in
            if plain.variance == 0 { return plain.variance }
            let start = points[0].time
            let noise = points.map { $0.value - slope * ($0.time - start) }
            let factor = hamedRaoFactor(ranks(of: noise), values.count - 1)
            tested = plain.scaled(by: max(1, factor), count: values.count) ?? plain
            return tested.variance
        }
        trend = tested
        // Where most values are zero the middle size is; then the mean size.
        let sizes = values.map { abs($0) }
        let middle = median(sizes) ?? 0
        let size = middle > 0 ? middle : sizes.reduce(0, +) / Double(sizes.count)
        let scale = size > 0 ? 1 / size : 0
        rate = line.slope * scale
        interval = (line.low * scale)...(line.high * scale)
        moved = abs(line.slope) * (points[points.count - 1].time - points[0].time)
        self.points = points
    }

    func decided(_ facts: SeriesFacts, _ rule: ProgressRule) -> ProgressClass {
        guard let better = facts.better else { return .cannotBeAssessed(.noDirection) }
        let isUp = better == .up
        let found = rule.classify(
            rate: better.sign * rate, low: isUp ? interval.lowerBound : -interval.upperBound,
            high: isUp ? interval.upperBound : -interval.lowerBound)
        guard found == .progress || found == .regression, !facts.earlier.isEmpty else {
            return found
        }
        let restated = Restatement.largest(facts.earlier, points)
        return restated >= moved ? .cannotBeAssessed(.revision(restated)) : found
    }
}
