import Glibc

/// Whether a series rises or falls without regard to its shape (Mann 1945, Kendall 1975), with ties.
public struct MannKendall: Equatable, Sendable {
    public let s: Int
    public let variance: Double
    public let tau: Double
    public let z: Double
    /// Two-sided, by the normal approximation.
    public let p: Double

    /// Nil for fewer than three values or one that is not finite: nothing can be said.
    public init?(_ values: [Double]) {
        let n = values.count
        guard n >= 3, values.allSatisfy(\.isFinite) else { return nil }
        s = MannKendall.score(values)
        variance = MannKendall.variance(values)
        tau = Double(s) / (Double(n) * Double(n - 1) / 2)
        // A series of equal values has no variance and no trend.
        z = s == 0 || variance == 0 ? 0 : Double(s - s.signum()) / variance.squareRoot()
        p = erfc(abs(z) / 2.0.squareRoot())
    }

    private static func score(_ values: [Double]) -> Int {
        var score = 0
        for first in values.indices {
            for second in values.indices[(first + 1)...] {
                score +=
                    (values[second] > values[first] ? 1 : 0)
                    - (values[second] < values[first] ? 1 : 0)
            }
        }
        return score
    }

    private static func variance(_ values: [Double]) -> Double {
        let ties = Dictionary(grouping: values, by: { $0 }).values.map(\.count)
        return (term(values.count) - ties.reduce(0) { $0 + term($1) }) / 18
    }

    private static func term(_ n: Int) -> Double {
        let n = Double(n)
        return n * (n - 1) * (2 * n + 5)
    }
}

/// A line through a series that a few wild values cannot bend (Theil 1950, Sen 1968).
public struct TheilSen: Equatable, Sendable {
    /// Change per step.
    public let slope: Double
    /// The value of the line at the first point.
    public let intercept: Double

    public init?(_ values: [Double]) {
        guard values.count >= 2, values.allSatisfy(\.isFinite) else { return nil }
        var slopes: [Double] = []
        slopes.reserveCapacity(values.count * (values.count - 1) / 2)
        for first in values.indices {
            for second in values.indices[(first + 1)...] {
                slopes.append((values[second] - values[first]) / Double(second - first))
            }
        }
        guard let slope = median(slopes), let middle = median(values) else { return nil }
        self.slope = slope
        intercept = middle - slope * Double(values.count - 1) / 2
    }
}
