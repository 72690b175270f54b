/// What one cell of a table rests on.
public struct CellContent: Equatable, Sendable {
    public let value: Double
    /// How many contribute.
    public let count: Int
    /// The largest contributions, largest first; none for a table of counts.
    public let largest: [Double]

    public init(value: Double, count: Int, largest: [Double] = []) {
        self.value = value
        self.count = count
        self.largest = largest.sorted(by: >)
    }

    /// A count of people.
    public init(count: Int) { self.init(value: Double(count), count: count) }

    /// The sum of a cell's contributions.
    public init(contributions: [Double], keeping most: Int = 10) {
        self.init(
            value: contributions.reduce(0, +), count: contributions.count,
            largest: Array(contributions.sorted(by: >).prefix(most)))
    }
}

/// When a cell must not be published, and how far it is then kept open.
///
/// Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapter 4.
public enum SensitivityRule: Equatable, Sendable {
    /// From one up to one less than `minimum` contributors; a hidden count stays open from 1 up to at least
    /// `margin` more than it is (and at least to `minimum`).
    case threshold(minimum: Int, margin: Double)
    /// The second largest contributor (with `coalition` - 1 others) must not estimate the largest to within `percent`.
    case prior(percent: Double, coalition: Int)
    /// The `largest` contributors must not hold more than `percent` of the cell.
    case dominance(largest: Int, percent: Double)

    /// The level needed, or nil where the rule finds the cell safe.
    public func level(of cell: CellContent) -> ProtectionLevel? {
        if cell.count == 0 { return nil }
        return switch self {
        case .threshold(let minimum, let margin): few(cell, minimum, margin)
        case .prior(let percent, let coalition): estimated(cell, percent / 100, coalition)
        case .dominance(let largest, let percent): dominated(cell, largest, percent / 100)
        }
    }

    private func few(_ cell: CellContent, _ minimum: Int, _ margin: Double) -> ProtectionLevel? {
        guard cell.count < minimum else { return nil }
        if cell.largest.isEmpty {
            return ProtectionLevel(
                lower: cell.value - 1, upper: max(margin, Double(minimum) - cell.value))
        }
        return ProtectionLevel(lower: margin, upper: margin)
    }

    /// What is left beside the largest and the coalition is less than p% of the largest.
    private func estimated(
        _ cell: CellContent, _ share: Double, _ coalition: Int
    ) -> ProtectionLevel? {
        guard let first = cell.largest.first, first > 0 else { return nil }
        let known = cell.largest.prefix(1 + coalition).reduce(0, +)
        let missing = share * first - (cell.value - known)
        return missing > roundingOff(cell.value)
            ? ProtectionLevel(lower: missing, upper: missing) : nil
    }

    /// The level is what would have to be added for the share to fall to k%.
    private func dominated(_ cell: CellContent, _ most: Int, _ share: Double) -> ProtectionLevel? {
        let held = cell.largest.prefix(most).reduce(0, +)
        guard share > 0, held > share * cell.value + roundingOff(cell.value) else { return nil }
        let missing = held / share - cell.value
        return ProtectionLevel(lower: missing, upper: missing)
    }

    /// A difference this small is an artefact of binary fractions.
    private func roundingOff(_ value: Double) -> Double { 1e-9 * max(1, value.magnitude) }
}

extension [SensitivityRule] {
    /// The widest level that any rule asks for; nil where all find the cell safe.
    public func level(of cell: CellContent) -> ProtectionLevel? {
        let levels = compactMap { $0.level(of: cell) }
        guard !levels.isEmpty else { return nil }
        return ProtectionLevel(
            lower: levels.map(\.lower).max() ?? 0, upper: levels.map(\.upper).max() ?? 0)
    }
}
