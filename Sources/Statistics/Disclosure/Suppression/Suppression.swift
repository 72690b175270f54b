/// Which cells of a table are not published.
public struct Suppression: Equatable, Sendable {
    /// Hidden because a rule says so.
    public let primary: Set<Int>
    /// Hidden so that the primary ones cannot be found by subtraction.
    public let complementary: Set<Int>
    public let method: Method
    /// Whether no pattern costs less (by the costs of the table).
    public let isOptimal: Bool
    /// Sensitive cells that no pattern can protect, because too much is told already; must be empty to publish.
    public let unprotectable: [Int]

    public enum Method: String, Sendable, CaseIterable {
        /// Circuits through product tables with a proof for each cell; always quick.
        case circuits
        /// Cuts from the audit, covered greedily; for tables of any form.
        case cuts
        /// Cuts from the audit, covered at least cost by branch and bound; small tables.
        case exact
        /// Cuts from the audit, covered at least cost by a solver from outside.
        case solver
    }

    public var hidden: Set<Int> { primary.union(complementary) }

    /// The sum of the values of complementary cells: what the reader loses for the protection of others.
    public func valueLost(in table: LinkedTable) -> Double {
        complementary.sorted().reduce(0) { $0 + table.cells[$1].value }
    }

    public func cost(in table: LinkedTable) -> Double {
        complementary.sorted().reduce(0) { $0 + table.cells[$1].cost }
    }
}
