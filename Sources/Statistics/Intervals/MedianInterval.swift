/// The middle of what was measured, and the range in which the middle of all plausibly lies (95 percent, two-sided).
///
/// Of no distribution: the ends are values that were measured, chosen by the binomial law of how many lie below the middle
/// (W. J. Conover, "Practical Nonparametric Statistics", 3rd edition, 1999, section 3.2).
public struct MedianInterval: Equatable, Sendable {
    public let median: Double
    public let low: Double
    public let high: Double

    /// Nil of fewer than six values, which say nothing of 95 percent.
    public init?(_ values: some Collection<Int>) {
        let sorted = values.sorted()
        guard let middle = Statistics.median(sorted),
            let rank = MedianInterval.lowRank(of: sorted.count)
        else { return nil }
        median = middle
        low = Double(sorted[rank - 1])
        high = Double(sorted[sorted.count - rank])
    }

    /// The largest rank, from 1, below which at most one in forty samples has its middle.
    static func lowRank(of count: Int) -> Int? {
        if count > exactMax {
            return Int((Double(count) / 2 - 1.959963984540054 * Double(count).squareRoot() / 2))
        }
        // So many values below the middle, and no more: terms of the binomial law.
        var term = 1.0
        for _ in 0..<count { term /= 2 }
        var (below, rank) = (0.0, 0)
        while rank < count {
            below += term
            if below > 0.025 { break }
            term *= Double(count - rank) / Double(rank + 1)
            rank += 1
        }
        return rank == 0 ? nil : rank
    }
}

/// Beyond it the normal law is as good, and a half to that power would be too small to count with.
private let exactMax = 1_000
