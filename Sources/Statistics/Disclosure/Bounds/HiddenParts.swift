/// The hidden cells of a table in parts that do not touch: what is said of one says nothing of the others.
struct HiddenParts {
    private(set) var parts: [DeviationSimplex] = []
    /// Part and variable of each hidden cell.
    private(set) var places: [Int: (part: Int, variable: Int)] = [:]

    /// `known` are hidden cells whose value the reader knows, as somebody does who is alone in a cell.
    init(_ table: LinkedTable, hidden: Set<Int>, known: Set<Int> = []) {
        let free = hidden.subtracting(known).sorted()
        let group = HiddenParts.groups(table, free)
        var members: [Int: [Int]] = [:]
        for (index, cell) in free.enumerated() { members[group[index], default: []].append(cell) }
        let equations = HiddenParts.equations(table, Set(free))
        var byPart: [Int: [TableRelation]] = [:]
        for (part, key) in members.keys.sorted().enumerated() {
            for (variable, cell) in (members[key] ?? []).enumerated() {
                places[cell] = (part, variable)
            }
        }
        for equation in equations {
            let first = equation.parts.first ?? equation.total
            guard let part = places[first]?.part ?? places[equation.total]?.part else { continue }
            byPart[part, default: []].append(equation)
        }
        for (part, key) in members.keys.sorted().enumerated() {
            let cells = members[key] ?? []
            parts.append(
                DeviationSimplex(
                    cells: cells, low: cells.map { table.cells[$0].lowest - table.cells[$0].value },
                    high: cells.map { table.cells[$0].highest - table.cells[$0].value },
                    equations: (byPart[part] ?? []).map { terms($0) }))
        }
    }

    private func terms(_ relation: TableRelation) -> [(variable: Int, factor: Double)] {
        let total = places[relation.total].map { [(variable: $0.variable, factor: -1.0)] } ?? []
        return relation.parts.compactMap { places[$0] }.map { ($0.variable, 1.0) } + total
    }

    /// The relations with only their hidden cells left; a published total is marked by -1.
    private static func equations(_ table: LinkedTable, _ free: Set<Int>) -> [TableRelation] {
        table.relations.compactMap { relation in
            let parts = relation.parts.filter(free.contains)
            let total = free.contains(relation.total) ? relation.total : -1
            return parts.isEmpty && total < 0 ? nil : TableRelation(total: total, parts: parts)
        }
    }

    /// The number of the group of each free cell (union of all cells that a relation names).
    private static func groups(_ table: LinkedTable, _ free: [Int]) -> [Int] {
        var index = [Int](repeating: -1, count: table.cells.count)
        for (position, cell) in free.enumerated() { index[cell] = position }
        var up = Array(free.indices)
        func root(_ start: Int) -> Int {
            var node = start
            while up[node] != node {
                up[node] = up[up[node]]
                node = up[node]
            }
            return node
        }
        for relation in table.relations {
            var first = index[relation.total]
            for cell in relation.parts where index[cell] >= 0 {
                if first < 0 { first = index[cell] } else { up[root(index[cell])] = root(first) }
            }
        }
        return free.indices.map(root)
    }

    /// Whether a cell can deviate by `target` in one direction; what other walks have shown counts.
    mutating func canMove(_ cell: Int, up: Bool, by target: Double) -> Bool {
        if target == 0 { return true }
        guard let place = places[cell] else { return false }
        let part = parts[place.part]
        let seen = up ? part.seenHigh[place.variable] : -part.seenLow[place.variable]
        if seen >= target - slack(target) { return true }
        return parts[place.part].push(place.variable, up: up, target: target) == .reached
    }

    /// How far a cell can deviate in one direction.
    mutating func reach(_ cell: Int, up: Bool) -> Double {
        guard let place = places[cell] else { return 0 }
        if parts[place.part].push(place.variable, up: up, target: .infinity) == .unbounded {
            return .infinity
        }
        return parts[place.part].at[place.variable].magnitude
    }
}
