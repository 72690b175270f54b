/// A way in which the table could be otherwise while all that is published stays: cells that move together.
///
/// It is a proof that a cell is open: whoever wants to check adds the moves to the truth and gets another table.
public struct Circuit: Equatable, Sendable {
    public let cells: [Int]
    /// How much each cell moves.
    public let moves: [Double]
}

/// The proof of one side of one sensitive cell: circuits whose moves add up to its level.
struct OpenSide {
    let cell: Int
    let isAbove: Bool
    let need: Double
    var circuits: [Circuit] = []

    func uses(_ other: Int) -> Bool { circuits.contains { $0.cells.contains(other) } }
}

extension OpenSide {
    /// Checks the proof: it hides only what is hidden, keeps all sums and all bounds, and goes far enough.
    func isProven(in table: LinkedTable, _ sums: SumsOfCell, hidden: Set<Int>) -> Bool {
        var moved: [Int: Double] = [:]
        for circuit in circuits {
            for (cell, move) in zip(circuit.cells, circuit.moves) {
                moved[cell, default: 0] += move
            }
        }
        var balance: [Int: Double] = [:]
        for (cell, move) in moved where move != 0 {
            let truth = table.cells[cell]
            let value = truth.value + move
            let spare = slack(truth.value)
            guard hidden.contains(cell), value >= truth.lowest - spare,
                value <= truth.highest + spare
            else { return false }
            for (relation, factor) in sums.of[cell] {
                balance[relation, default: 0] += factor * move
            }
        }
        let reached = (moved[cell] ?? 0) * (isAbove ? 1 : -1)
        return reached >= need - slack(need) && balance.values.allSatisfy { $0.magnitude < 1e-6 }
    }
}

/// The relations that each cell stands in, with its factor.
struct SumsOfCell {
    let of: [[(relation: Int, factor: Double)]]

    init(_ table: LinkedTable) {
        var sums = [[(relation: Int, factor: Double)]](repeating: [], count: table.cells.count)
        for (index, relation) in table.relations.enumerated() {
            sums[relation.total].append((index, -1))
            for part in relation.parts { sums[part].append((index, 1)) }
        }
        of = sums
    }
}
