import Glibc

/// Whether a level or a spread stays the same, by how far running sums stray.
public struct Cusum: Equatable, Sendable {
    /// The largest distance, in units of the law of the Brownian bridge: 1.358 is reached once in twenty.
    public let statistic: Double
    /// The index of the last value before the likeliest change.
    public let lastBefore: Int
    /// Against the limit law of Kolmogorov; careful (too large) for short series.
    public let p: Double

    /// Of the mean: W. Ploberger and W. Krämer, Econometrica 60, 1992 (residuals of a constant).
    ///
    /// `lags` neighbours are allowed to be alike (weights of Newey and West 1987). Nil for fewer than four values, one that
    /// is not finite, or no spread.
    public static func ofMean(_ values: [Double], lags: Int = 0) -> Cusum? {
        guard values.count >= 4, values.allSatisfy(\.isFinite) else { return nil }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let centred = values.map { $0 - mean }
        var variance = centred.reduce(0) { $0 + $1 * $1 } / n
        for (lag, r) in autocorrelations(values, lags: lags).enumerated().dropFirst() {
            variance +=
                2 * (1 - Double(lag) / Double(lags + 1)) * r * centred.reduce(0) { $0 + $1 * $1 }
                / n
        }
        guard variance > 0 else { return nil }
        let (most, place) = farthest(centred)
        return Cusum(most / (variance * n).squareRoot(), place)
    }

    /// Of the variance around a constant mean: C. Inclán and G. C. Tiao, Journal of the American Statistical Association 89,
    /// 1994. Nil for fewer than four values, one that is not finite, or no spread.
    public static func ofVariance(_ values: [Double]) -> Cusum? {
        guard values.count >= 4, values.allSatisfy(\.isFinite) else { return nil }
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let squares = values.map { ($0 - mean) * ($0 - mean) }
        let all = squares.reduce(0, +)
        guard all > 0 else { return nil }
        let (most, place) = farthest(squares.map { $0 / all - 1 / n })
        return Cusum(most * (n / 2).squareRoot(), place)
    }

    private init(_ statistic: Double, _ place: Int) {
        (self.statistic, lastBefore) = (statistic, place)
        p = kolmogorovTail(statistic)
    }
}

private func farthest(_ steps: [Double]) -> (Double, Int) {
    var (sum, most, place) = (0.0, -1.0, 0)
    for (index, step) in steps.enumerated().dropLast() {
        sum += step
        if abs(sum) > most { (most, place) = (abs(sum), index) }
    }
    return (most, place)
}

/// The chance that a Brownian bridge strays at least so far (Kolmogorov 1933).
private func kolmogorovTail(_ x: Double) -> Double {
    // Below it the sum needs many terms and the chance is 1 to seven digits.
    if x < 0.3 { return 1 }
    var sum = 0.0
    for k in 1...40 {
        sum += (k % 2 == 1 ? 2 : -2) * exp(-2 * Double(k * k) * x * x)
    }
    return min(1, max(0, sum))
}
