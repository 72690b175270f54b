/// How small counts of people are hidden before a table is published.
public struct DisclosureRule: Equatable, Sendable {
    /// A count from 1 up to one less than this is not published.
    public let threshold: Int
    /// Published counts are rounded to a multiple of this; 1 leaves them as they are.
    public let roundingBase: Int

    public init(threshold: Int, roundingBase: Int = 1) {
        self.threshold = max(1, threshold)
        self.roundingBase = max(1, roundingBase)
    }

    /// Zero says that nobody is there and is published: this rule hides the few, not the none.
    public func isTooSmall(_ count: Int) -> Bool { count > 0 && count < threshold }

    /// To the nearest multiple, halves up; the same count always gives the same result.
    public func rounded(_ count: Int) -> Int {
        let magnitude = (Int(count.magnitude) + roundingBase / 2) / roundingBase * roundingBase
        return count < 0 ? -magnitude : magnitude
    }

    /// A number that is not whole, such as a sum of money, rounded by the same rule.
    public func rounded(_ value: Double) -> Double {
        if roundingBase == 1 { return value }
        return (value / Double(roundingBase)).rounded() * Double(roundingBase)
    }

    /// One number that stands alone.
    public func protect(_ count: Int) -> ProtectedCount {
        isTooSmall(count) ? .suppressed : .published(rounded(count))
    }
}

/// A count as the public may see it; why it is hidden is not said, because the reason would help to find it.
public enum ProtectedCount: Equatable, Sendable {
    case published(Int)
    case suppressed

    public var value: Int? {
        if case .published(let value) = self { value } else { nil }
    }
}
