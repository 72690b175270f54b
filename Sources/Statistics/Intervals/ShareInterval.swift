/// A share of a whole, and the range in which the share behind it plausibly lies (95 percent, two-sided).
///
/// Wilson's score interval: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal
/// of the American Statistical Association 22 (158), 1927, 209-212. It holds for few answers and for none and all of
/// them, where the usual interval of the normal approximation does not: R. G. Newcombe, "Two-sided confidence intervals
/// for the single proportion", Statistics in Medicine 17, 1998, 857-872 (method 3).
public struct ShareInterval: Equatable, Sendable {
    public let share: Double
    public let low: Double
    public let high: Double

    /// Nil of none, and where more are counted than there are.
    public init?(_ count: Int, of all: Int) {
        guard all > 0, (0...all).contains(count) else { return nil }
        let (n, p) = (Double(all), Double(count) / Double(all))
        let scale = 1 + zSquared / n
        let middle = (p + zSquared / (2 * n)) / scale
        let half =
            z / scale * (p * (1 - p) / n + zSquared / (4 * n * n)).squareRoot()
        share = p
        // Both are exact in the paper; a sum of rounded numbers may be off by the last digit.
        low = count == 0 ? 0 : max(0, middle - half)
        high = count == all ? 1 : min(1, middle + half)
    }

    /// Ends that were kept, such as those of a published table.
    public init(share: Double, low: Double, high: Double) {
        (self.share, self.low, self.high) = (share, low, high)
    }
}

extension [ShareInterval] {
    /// Where each can stand among all, the highest first: surely behind those that lie wholly above it, surely before
    /// those that lie wholly below. Whoever overlaps with everybody can stand anywhere.
    public var positions: [ClosedRange<Int>] {
        map { one in
            let above = self.count { $0.low > one.high }
            let below = self.count { $0.high < one.low }
            return (above + 1)...(count - below)
        }
    }
}

/// The 0.975 quantile of the standard normal distribution.
private let z = 1.959963984540054
private let zSquared = z * z
