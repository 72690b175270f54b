/// A line through a series that a few wild values cannot bend (Theil 1950, Sen 1968).
public struct TheilSen: Equatable, Sendable {
    /// Change per step, or per year where times are given: the middle of the slopes of all pairs.
    public private(set) var slope: Double
    /// The value of the line at the first point (Conover 1980: it passes through the medians).
    public let intercept: Double
    /// Between these lies the slope at the level that was asked (Sen 1968; Hollander and Wolfe 1973).
    public private(set) var low: Double
    public private(set) var high: Double

    /// Nil for fewer than two values or one that is not finite.
    ///
    /// `variance` is that of the Mann-Kendall score, where neighbours are alike and the plain one is too small.
    public init?(_ values: [Double], level: Double = 0.95, variance: Double? = nil) {
        guard values.count >= 2, values.allSatisfy(\.isFinite) else { return nil }
        let middleTime = Double(values.count - 1) / 2
        self.init(values, times: nil, middleTime, level) { _ in variance }
    }

    /// The same of points in the order of time, whose distances need not be equal.
    public init?(_ points: [TimePoint], level: Double = 0.95, variance: Double? = nil) {
        guard points.count >= 2, points.allSatisfy({ $0.value.isFinite && $0.time.isFinite }),
            zip(points, points.dropFirst()).allSatisfy({ $0.time < $1.time })
        else { return nil }
        let start = points[0].time
        let times = points.map { $0.time - start }
        self.init(points.map(\.value), times: times, median(times) ?? 0, level) { _ in variance }
    }

    /// Points in order, the variance told of the slope a year; even ones are divided by few distances only.
    init(
        ordered points: [TimePoint], level: Double, isEven: Bool,
        variance: (Double) -> Double?
    ) {
        let (start, values) = (points[0].time, points.map(\.value))
        guard isEven else {
            let times = points.map { $0.time - start }
            self.init(values, times: times, median(times) ?? 0, level, variance)
            return
        }
        let step = points[1].time - start
        self.init(values, times: nil, Double(values.count - 1) / 2, level) { variance($0 / step) }
        (slope, low, high) = (slope / step, low / step, high / step)
    }

    private init(
        _ values: [Double], times: [Double]?, _ middleTime: Double, _ level: Double,
        _ variance: (Double) -> Double?
    ) {
        let sorted = values.sorted()
        let half = sorted.count / 2
        let middle = sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
        let reach = level == 0.95 ? reach95 : normalReach(level)
        let count = values.count * (values.count - 1) / 2
        let found = withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { slopes in
            fill(slopes, values, times)
            return SlopeQuantiles(slopes) { slope in
                reach * (variance(slope) ?? kendallVariance(sorted: sorted)).squareRoot()
            }
        }
        (slope, low, high) = (found.middle, found.low, found.high)
        intercept = middle - slope * middleTime
    }
}

private let reach95 = 1.959963984540054

private func fill(
    _ slopes: UnsafeMutableBufferPointer<Double>, _ values: [Double], _ times: [Double]?
) {
    var next = 0
    values.withUnsafeBufferPointer { values in
        guard let times else {
            // By distance: one division serves all pairs so far apart, and the inner loop is vectorised.
            for distance in 1..<values.count {
                for first in 0..<(values.count - distance) {
                    slopes[next + first] =
                        (values[first + distance] - values[first]) / Double(distance)
                }
                next += values.count - distance
            }
            return
        }
        for first in values.indices {
            for second in (first + 1)..<values.count {
                slopes[next] = (values[second] - values[first]) / (times[second] - times[first])
                next += 1
            }
        }
    }
}
