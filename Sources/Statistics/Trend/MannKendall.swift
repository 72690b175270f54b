import Glibc

/// Whether a series rises or falls without regard to its shape (Mann 1945, Kendall 1975), with ties.
public struct MannKendall: Equatable, Sendable {
    /// Pairs that rise less pairs that fall.
    public let s: Int
    /// Of `s` where there is no trend, corrected for ties and for what was asked.
    public let variance: Double
    public let tau: Double
    public let z: Double
    /// Two-sided, by the normal approximation.
    public let p: Double

    /// Nil for fewer than three values or one that is not finite: nothing can be said.
    public init?(_ values: [Double]) {
        guard values.count >= 3, values.allSatisfy(\.isFinite) else { return nil }
        self.init(
            s: values.withUnsafeBufferPointer(kendallScore),
            variance: kendallVariance(sorted: values.sorted()), pairs: pairs(values.count))
    }

    /// The same where neighbours are alike, which makes the plain test find trends that are not there.
    ///
    /// Nil as well where the correction leaves no variance to test against.
    public init?(_ values: [Double], against correction: SerialCorrection) {
        guard let plain = MannKendall(values) else { return nil }
        guard let found = correction.test(values, plain) else { return nil }
        self = found
    }

    init(s: Int, variance: Double, pairs: Double) {
        (self.s, self.variance, tau) = (s, variance, Double(s) / pairs)
        // A series of equal values has no variance and no trend.
        z = s == 0 || variance == 0 ? 0 : Double(s - s.signum()) / variance.squareRoot()
        p = erfc(abs(z) / 2.0.squareRoot())
    }

    /// The same score against another variance.
    func scaled(by factor: Double, count: Int) -> MannKendall? {
        guard factor > 0, factor.isFinite else { return nil }
        return MannKendall(s: s, variance: variance * factor, pairs: Statistics.pairs(count))
    }
}

/// How many pairs so many values make.
func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }

/// Pairs that rise less pairs that fall. A value that was not measured is no number and forms no pair.
func kendallScore(_ values: UnsafeBufferPointer<Double>) -> Int {
    var score = 0
    for first in 0..<max(0, values.count - 1) {
        let here = values[first]
        var (up, down) = (0, 0)
        for second in (first + 1)..<values.count {
            up &+= values[second] > here ? 1 : 0
            down &+= values[second] < here ? 1 : 0
        }
        score += up - down
    }
    return score
}

/// The variance of the score without a trend, each group of equal values taken off (Kendall 1975).
func kendallVariance(sorted: [Double]) -> Double {
    func term(_ n: Int) -> Double { Double(n) * Double(n - 1) * Double(2 * n + 5) }
    var (ties, start) = (0.0, 0)
    for index in 1...max(1, sorted.count)
    where index >= sorted.count || sorted[index] != sorted[start] {
        if index - start > 1 { ties += term(index - start) }
        start = index
    }
    return (term(sorted.count) - ties) / 18
}
