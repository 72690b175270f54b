import Glibc

/// A level that wanders, seen through noise: where a series stands, apart from its last jolt.
///
/// The local level model of J. Durbin and S. J. Koopman, "Time Series Analysis by State Space Methods", 2nd edition,
/// 2012, chapter 2, started diffuse, with both variances by maximum likelihood. A value that is no number is a gap.
public struct LocalLevel: Equatable, Sendable {
    /// Variance of the noise around the level.
    public let noise: Double
    /// Variance of the step of the level from one time to the next.
    public let step: Double
    /// The level at each time, of all values before and after it.
    public let levels: [Double]
    /// The variance of each level.
    public let variances: [Double]

    /// Nil of fewer than four values, or where none differs.
    public init?(_ values: [Double]) {
        let measured = values.filter(\.isFinite)
        guard measured.count >= 4, !values.contains(where: \.isInfinite),
            Set(measured).count > 1
        else { return nil }
        let ratio = exp(LocalLevel.best(values))
        let filter = LevelFilter(values, ratio: ratio)
        noise = filter.noise
        step = filter.noise * ratio
        (levels, variances) = filter.smoothed(values)
    }

    /// Where the level lies at a time, by twice its standard deviation and a little less (95 percent).
    public func interval(at index: Int) -> ClosedRange<Double> {
        let reach = normalReach(0.95) * max(0, variances[index]).squareRoot()
        return (levels[index] - reach)...(levels[index] + reach)
    }

    /// The logarithm of step by noise under which the series is likeliest: a coarse walk, then golden section.
    private static func best(_ values: [Double]) -> Double {
        func likelihood(_ logarithm: Double) -> Double {
            LevelFilter(values, ratio: exp(logarithm)).logLikelihood
        }
        let coarse = stride(from: -20.0, through: 15, by: 0.5).map { ($0, likelihood($0)) }
        let start = coarse.max { $0.1 < $1.1 }?.0 ?? 0
        var (low, high) = (start - 0.5, start + 0.5)
        let share = (5.0.squareRoot() - 1) / 2
        for _ in 0..<60 {
            let (left, right) = (high - share * (high - low), low + share * (high - low))
            if likelihood(left) < likelihood(right) { low = left } else { high = right }
        }
        return (low + high) / 2
    }
}

/// The Kalman filter of the model, with variances relative to the noise.
private struct LevelFilter {
    let ratio: Double
    var noise = 0.0
    var logLikelihood = 0.0
    /// Of each time: expected level, its variance, the surprise and its variance; no surprise at a gap.
    private var states: [(level: Double, variance: Double, surprise: Double?)] = []

    init(_ values: [Double], ratio: Double) {
        self.ratio = ratio
        // As good as knowing nothing before the first value (exact diffuse start).
        let start = values.firstIndex(where: \.isFinite) ?? 0
        var (level, variance) = (values.isEmpty ? 0 : values[start], 1 + ratio)
        var (squares, logs, count) = (0.0, 0.0, 0)
        for index in values.indices {
            guard index > start else {
                states.append((level, .infinity, nil))
                continue
            }
            states.append((level, variance, nil))
            guard values[index].isFinite else {
                variance += ratio
                continue
            }
            let (surprise, spread) = (values[index] - level, variance + 1)
            states[index].surprise = surprise
            squares += surprise * surprise / spread
            logs += log(spread)
            count += 1
            level += variance / spread * surprise
            variance = variance / spread + ratio
        }
        noise = squares / Double(max(1, count))
        logLikelihood = -(Double(count) * log(noise) + logs) / 2
    }

    /// Back from the end, each level corrected by what came after it.
    func smoothed(_ values: [Double]) -> ([Double], [Double]) {
        var levels = [Double](repeating: 0, count: values.count)
        var variances = levels
        var (r, n) = (0.0, 0.0)
        for index in values.indices.reversed() {
            let (level, variance, surprise) = states[index]
            guard variance.isFinite else {
                // The first value is all that is known of it besides what followed.
                (levels[index], variances[index]) = (level + r, noise * (1 - n))
                continue
            }
            if let surprise {
                let spread = variance + 1
                let kept = 1 - variance / spread
                r = surprise / spread + kept * r
                n = 1 / spread + kept * kept * n
            }
            levels[index] = level + variance * r
            variances[index] = noise * (variance - variance * variance * n)
        }
        return (levels, variances)
    }
}
