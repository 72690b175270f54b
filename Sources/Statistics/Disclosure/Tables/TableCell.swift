/// How far the truth must stay open on both sides of a sensitive cell.
public struct ProtectionLevel: Equatable, Sendable {
    /// Somebody who subtracts must not be able to rule out `value - lower` …
    public let lower: Double
    /// … nor `value + upper`.
    public let upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = max(0, lower)
        self.upper = max(0, upper)
    }
}

/// One number of a table before protection.
public struct TableCell: Equatable, Sendable {
    public enum Standing: Equatable, Sendable {
        /// May be published, and may be hidden for the sake of others.
        case open
        /// Must not be published (primary).
        case sensitive(ProtectionLevel)
        /// Is known already or hides nothing (zeros): published whatever happens.
        case told
    }

    public let value: Double
    /// What everybody knows before reading: the smallest possible value of a hidden cell …
    public let lowest: Double
    /// … and the largest; infinite where nothing is known.
    public let highest: Double
    /// What it costs to hide it.
    public let cost: Double
    public let standing: Standing

    public init(
        value: Double, lowest: Double = 0, highest: Double = .infinity, cost: Double = 1,
        standing: Standing = .open
    ) {
        self.value = value
        self.lowest = lowest
        self.highest = highest
        self.cost = cost
        self.standing = standing
    }

    /// The level that applies: what lies outside of the known bounds need not be protected.
    var level: ProtectionLevel? {
        guard case .sensitive(let level) = standing else { return nil }
        return ProtectionLevel(
            lower: min(level.lower, value - lowest), upper: min(level.upper, highest - value))
    }
}

/// What hiding a cell is said to cost, hence which table comes out.
public enum HidingCost: String, Sendable, CaseIterable {
    /// As few hidden cells as possible; among equals the smaller values.
    case cells
    /// As small a sum of hidden values as possible.
    case value
    /// Between the two: the logarithm of the value.
    case logarithm

    /// `largest` is the largest value of the table.
    func of(_ value: Double, largest: Double) -> Double {
        let size = value.magnitude
        return switch self {
        case .cells: 1 + 0.001 * (largest > 0 ? size / largest : 0)
        case .value: max(size, 1)
        case .logarithm: 1 + logarithm2(1 + size)
        }
    }
}

/// The binary logarithm to within 0.1, from the exponent: costs need no library of C.
private func logarithm2(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    return Double(value.exponent) + (value.significand - 1)
}
