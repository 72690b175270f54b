extension TableShape {
    /// Complementary suppression without a solver: each side of each sensitive cell gets circuits that prove it
    /// open, then what no proof needs is shown again.
    ///
    /// Safe by construction: the proofs are checked at the end, and a cell without one is reported.
    public func suppress(_ table: LinkedTable) -> Suppression {
        CircuitSuppression(self, table).result
    }
}

private struct CircuitSuppression {
    private let table: LinkedTable
    private let primary: Set<Int>
    private var hidden: Set<Int>
    private var search: CircuitSearch
    private var sides: [OpenSide] = []
    private var unprotectable: Set<Int> = []

    init(_ shape: TableShape, _ table: LinkedTable) {
        self.table = table
        primary = Set(table.sensitive)
        hidden = primary
        search = CircuitSearch(shape, table, hidden: primary)
        protect()
        clean()
        check()
    }

    var result: Suppression {
        Suppression(
            primary: primary, complementary: hidden.subtracting(primary), method: .circuits,
            isOptimal: hidden == primary && unprotectable.isEmpty,
            unprotectable: unprotectable.sorted())
    }

    /// The widest levels first: what is hidden for them serves the others.
    private mutating func protect() {
        for side in needs() {
            if let found = search.open(side, free: true) ?? search.open(side, free: false) {
                sides.append(found)
                hidden.formUnion(found.circuits.flatMap(\.cells))
            } else {
                unprotectable.insert(side.cell)
            }
        }
    }

    private func needs() -> [OpenSide] {
        primary.flatMap { cell -> [OpenSide] in
            guard let level = table.cells[cell].level else { return [] }
            return [
                OpenSide(cell: cell, isAbove: true, need: level.upper),
                OpenSide(cell: cell, isAbove: false, need: level.lower),
            ].filter { $0.need > slack($0.need) }
        }.sorted {
            ($1.need, $0.cell, $0.isAbove ? 0 : 1) < ($0.need, $1.cell, $1.isAbove ? 0 : 1)
        }
    }

    /// Shows what can be shown, the most costly first: each proof that used it finds another way, or it stays.
    private mutating func clean() {
        var users: [Int: Set<Int>] = [:]
        for (index, side) in sides.enumerated() {
            for cell in side.circuits.flatMap(\.cells) { users[cell, default: []].insert(index) }
        }
        let costly = hidden.subtracting(primary).sorted {
            (table.cells[$1].cost, $0) < (table.cells[$0].cost, $1)
        }
        for cell in costly {
            search.show(cell)
            var changed: [Int: OpenSide] = [:]
            let all = (users[cell] ?? []).sorted()
            for index in all {
                guard let other = search.open(sides[index], free: true) else { break }
                changed[index] = other
            }
            if changed.count < all.count {
                search.hide([cell])
                continue
            }
            hidden.remove(cell)
            for (index, side) in changed {
                for old in sides[index].circuits.flatMap(\.cells) { users[old]?.remove(index) }
                for new in side.circuits.flatMap(\.cells) { users[new, default: []].insert(index) }
                sides[index] = side
            }
        }
    }

    /// No proof, no protection: whatever went wrong above is said here.
    private mutating func check() {
        let sums = SumsOfCell(table)
        for side in sides where !side.isProven(in: table, sums, hidden: hidden) {
            unprotectable.insert(side.cell)
        }
    }
}
