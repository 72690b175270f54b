/// A cell that is the sum of others.
public struct TableRelation: Equatable, Sendable {
    public let total: Int
    public let parts: [Int]

    public init(total: Int, parts: [Int]) {
        self.total = total
        self.parts = parts
    }
}

/// Cells with linear relations: what a table, or several tables of the same people, look like to who subtracts.
public struct LinkedTable: Equatable, Sendable {
    public let cells: [TableCell]
    public let relations: [TableRelation]
    /// Cells that one and the same person knows, being alone in them: the table must be safe from such readers too.
    public let insiders: [[Int]]

    /// Fails where a sum is not the sum of its parts (to `tolerance`), or a value lies outside of its bounds.
    public init(
        cells: [TableCell], relations: [TableRelation], insiders: [[Int]] = [],
        tolerance: Double = 1e-6
    ) throws(TableFault) {
        for relation in relations {
            let parts = relation.parts.reduce(0) { $0 + cells[$1].value }
            let total = cells[relation.total].value
            guard (parts - total).magnitude <= tolerance * max(1, total.magnitude) else {
                throw .notAdditive(total: relation.total, is: total, parts: parts)
            }
        }
        for (index, cell) in cells.enumerated()
        where cell.value < cell.lowest || cell.value > cell.highest {
            throw .outOfBounds(index)
        }
        self.cells = cells
        self.relations = relations
        self.insiders = insiders
    }

    /// Positions that must not be published.
    public var sensitive: [Int] { cells.indices.filter { cells[$0].level != nil } }

    /// What a reader may know beforehand: nothing, or the cells that are his alone.
    var readers: [Set<Int>] { [[]] + insiders.map(Set.init) }
}
