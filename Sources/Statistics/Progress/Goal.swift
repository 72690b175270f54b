/// Which way is better.
public enum Direction: Int, Sendable {
    case up = 1
    case down = -1

    var sign: Double { Double(rawValue) }

    /// Whether a value is as good as a target or better.
    public func reaches(_ target: Double, _ value: Double) -> Bool {
        self == .up ? value >= target : value <= target
    }
}

/// What is to be reached, and by when.
public struct Target: Equatable, Sendable {
    public let value: Double
    public let year: Double

    public init(_ value: Double, by year: Double) {
        (self.value, self.year) = (value, year)
    }
}
