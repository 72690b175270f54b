import Glibc

/// Whether and where the middle of a series changes once, by ranks (A. N. Pettitt, Applied Statistics 28, 1979).
public struct Pettitt: Equatable, Sendable {
    /// The largest distance of the rank sums.
    public let k: Double
    /// The index of the last value before the change; the first of several that are as likely.
    public let lastBefore: Int
    /// Two-sided and approximate, at most 1; good below 0.5.
    public let p: Double

    /// Nil for fewer than two values or one that is not finite.
    public init?(_ values: [Double]) {
        guard values.count >= 2, values.allSatisfy(\.isFinite) else { return nil }
        let n = Double(values.count)
        var (sum, most, place) = (0.0, -1.0, 0)
        for (index, rank) in ranks(of: values).enumerated() {
            sum += 2 * rank - (n + 1)
            if abs(sum) > most { (most, place) = (abs(sum), index) }
        }
        (k, lastBefore) = (most, place)
        p = min(1, 2 * exp(-6 * most * most / (n * n * n + n * n)))
    }
}
