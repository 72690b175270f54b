/// Trend where seasons differ: each season is compared with itself in other years (Hirsch, Slack and Smith 1982).
public struct SeasonalMannKendall: Equatable, Sendable {
    /// The sum over seasons; seasons are taken as independent of each other.
    public let test: MannKendall
    /// Change in a full cycle: the middle of the slopes within seasons (Hipel and McLeod 1994).
    public let slope: Double

    /// What was not measured is no number (`.nan`). Nil where no season has two values, or fewer than three in all.
    public init?(_ values: [Double], period: Int) {
        guard period >= 1, values.filter(\.isFinite).count >= 3,
            !values.contains(where: \.isInfinite)
        else { return nil }
        var (s, variance, all, slopes) = (0, 0.0, 0.0, [Double]())
        for start in 0..<min(period, values.count) {
            let season = stride(from: start, to: values.count, by: period).map { values[$0] }
            let measured = season.filter(\.isFinite)
            s += season.withUnsafeBufferPointer(kendallScore)
            variance += kendallVariance(sorted: measured.sorted())
            all += pairs(measured.count)
            slopes += slopesBetweenYears(season)
        }
        guard let middle = median(slopes) else { return nil }
        test = MannKendall(s: s, variance: variance, pairs: all)
        slope = middle
    }
}

private func slopesBetweenYears(_ season: [Double]) -> [Double] {
    season.indices.flatMap { first in
        ((first + 1)..<max(first + 1, season.count)).compactMap { second in
            let slope = (season[second] - season[first]) / Double(second - first)
            return slope.isFinite ? slope : nil
        }
    }
}
