/// Segmented regression: a line before, and a change of level and of slope from a date on.
///
/// A. K. Wagner and others, Journal of Clinical Pharmacy and Therapeutics 27, 2002; J. Lopez Bernal and others,
/// International Journal of Epidemiology 46, 2017. Errors by `ContrastInterval`.
public struct InterruptedSeries: Sendable {
    /// What the model is made of; counts are in points.
    public struct Design: Equatable, Sendable {
        /// The first point of the cause.
        public let start: Int
        /// Points from there on that are left out, because the cause is not felt yet.
        public let phaseIn: Int
        /// Points of a year, where the series has seasons.
        public let season: Int?
        /// Lags of the errors; nil for the usual number.
        public let lags: Int?

        public init(start: Int, phaseIn: Int = 0, season: Int? = nil, lags: Int? = nil) {
            (self.start, self.phaseIn) = (start, max(0, phaseIn))
            self.season = season.flatMap { $0 > 1 ? $0 : nil }
            self.lags = lags
        }

        /// The first point at which the cause can be felt.
        var felt: Int { start + phaseIn }
    }

    public let design: Design
    let fit: LeastSquares
    let correlation: WorkingCorrelation
    /// The mean distance to the course without the cause, over all points at which it can be felt.
    public let effect: Estimate
    /// The course that the model expects without the cause.
    public let expected: [Double]

    /// Nil where a stretch has fewer than two points, the columns say the same, or nothing is left over.
    /// `correlation` is given where another fit of the series tells it better.
    init?(_ values: [Double], _ design: Design, correlation given: WorkingCorrelation? = nil) {
        let columns = InterruptedSeries.columns(values.count, design)
        guard design.start >= 2, values.count - design.felt >= 2,
            let fit = LeastSquares(values, on: columns)
        else { return nil }
        let correlation = given ?? WorkingCorrelation(fit)
        let last = Double(values.count - 1 - design.felt)
        guard
            let effect = InterruptedSeries.distance(
                fit, design, correlation, level: 1, slope: last / 2)
        else { return nil }
        (self.design, self.fit, self.correlation, self.effect) = (design, fit, correlation, effect)
        let cause = Set([2, 3]).union(4..<(4 + design.phaseIn))
        expected = values.indices.map { row in
            columns.indices.reduce(0) {
                cause.contains($1) ? $0 : $0 + columns[$1][row] * fit.coefficients[$1]
            }
        }
    }

    public init?(_ values: [Double], _ design: Design) {
        self.init(values, design, correlation: nil)
    }

    /// The distance at the first point at which the cause can be felt.
    public var level: Estimate? { distance(level: 1, slope: 0) }
    /// Per point.
    public var slope: Estimate? { distance(level: 0, slope: 1) }
    /// The distance at the last point.
    public var atEnd: Estimate? {
        distance(level: 1, slope: Double(fit.count - 1 - design.felt))
    }

    private func distance(level: Double, slope: Double) -> Estimate? {
        InterruptedSeries.distance(fit, design, correlation, level: level, slope: slope)
    }

    private static func distance(
        _ fit: LeastSquares, _ design: Design, _ correlation: WorkingCorrelation, level: Double,
        slope: Double
    ) -> Estimate? {
        var weights = [Double](repeating: 0, count: fit.coefficients.count)
        (weights[2], weights[3]) = (level, slope)
        return ContrastInterval(
            fit, weights: weights, lags: design.lags, correlation: correlation)?.estimate
    }

    /// Constant, time, step, ramp; one for each point that is left out; seasons but one.
    static func columns(_ count: Int, _ design: Design) -> [[Double]] {
        let rows = 0..<count
        let felt = design.felt
        var columns: [[Double]] = [
            rows.map { _ in 1 }, rows.map { Double($0 - felt) },
            rows.map { $0 >= felt ? 1 : 0 }, rows.map { $0 >= felt ? Double($0 - felt) : 0 },
        ]
        for point in design.start..<felt {
            columns.append(rows.map { $0 == point ? 1 : 0 })
        }
        columns += seasons(count, design.season)
        return columns
    }

    static func seasons(_ count: Int, _ season: Int?) -> [[Double]] {
        guard let season else { return [] }
        return (1..<season).map { turn in
            (0..<count).map { $0 % season == turn ? 1 : ($0 % season == 0 ? -1 : 0) }
        }
    }
}
