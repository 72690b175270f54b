/// Finds the cheapest circuit through a cell of a product table.
///
/// The hypercube method (Giessing and Repsilber 2002) on hierarchies: in each dimension the cell's leaf gives to
/// another leaf what it takes, and all sums between the two and their first common one move along. With no
/// other leaf the sums move up to the total.
struct CircuitSearch {
    let shape: TableShape
    let table: LinkedTable
    /// 0 for what is hidden anyway, infinite for what must stay published.
    private(set) var price: [Double]
    private let down: [Double]
    private let up: [Double]
    /// The insiders that know a cell; none for most.
    private let knownBy: [Int: Set<Int>]
    private var waysOf: [[Int: [Way]]]

    init(_ shape: TableShape, _ table: LinkedTable, hidden: Set<Int>) {
        self.shape = shape
        self.table = table
        price = table.cells.enumerated().map { index, cell in
            hidden.contains(index) ? 0 : cell.standing == .told ? .infinity : cell.cost
        }
        down = table.cells.map { $0.value - $0.lowest }
        up = table.cells.map { $0.highest - $0.value }
        waysOf = shape.dimensions.map { _ in [:] }
        var knownBy: [Int: Set<Int>] = [:]
        for (insider, cells) in table.insiders.enumerated() {
            for cell in cells { knownBy[cell, default: []].insert(insider) }
        }
        self.knownBy = knownBy
    }

    mutating func hide(_ cells: [Int]) { for cell in cells { price[cell] = 0 } }
    mutating func show(_ cell: Int) { price[cell] = .infinity }

    /// The circuits that open a side; nil where none does. `free` allows only what is hidden already.
    mutating func open(_ side: OpenSide, free: Bool) -> OpenSide? {
        var found = side
        found.circuits = []
        var missing = side.need
        var used: [Int: Double] = [:]
        var step = missing
        let isWhole = side.need == side.need.rounded()
        while missing > slack(side.need) {
            step = min(step, missing)
            if let circuit = cheapest(side.cell, side.isAbove ? step : -step, used, free: free) {
                found.circuits.append(circuit)
                for (cell, move) in zip(circuit.cells, circuit.moves) {
                    used[cell, default: 0] += move
                }
                if !free { hide(circuit.cells) }
                missing -= step
            } else {
                // Whole counts move by whole numbers: the proof is then a table of whole counts.
                step = isWhole ? (step / 2).rounded(.down) : step / 2
                if step < side.need / 64 || (isWhole && step < 1) { return nil }
            }
        }
        return found
    }

    /// The cheapest product of ways, one a dimension.
    private mutating func cheapest(
        _ cell: Int, _ move: Double, _ used: [Int: Double], free: Bool
    ) -> Circuit? {
        let place = shape.coordinates(of: cell)
        var quest = Quest(
            move: move, used: used, own: knownBy[cell] ?? [],
            best: free ? Double.leastNonzeroMagnitude : Double.infinity, ranked: [])
        for axis in shape.dimensions.indices {
            let base = cell - place[axis] * shape.strides[axis]
            let ranked = waysOut(axis: axis, from: place[axis]).compactMap { way -> Ranked? in
                let least = cost([way], quest, move, at: base)
                return least < quest.best ? Ranked(way: way, least: least) : nil
            }
            if ranked.isEmpty { return nil }
            quest.ranked.append(ranked.sorted { $0.least < $1.least })
        }
        descend([], least: 0, &quest)
        return quest.chosen.map { circuit($0, move) }
    }

    /// Ways through the cell itself share nothing but the cell, so their least prices add up to a bound.
    private func descend(_ chosen: [Way], least: Double, _ quest: inout Quest) {
        if chosen.count == quest.ranked.count {
            let cost = cost(chosen[...], quest, quest.move, at: 0)
            guard cost < quest.best else { return }
            quest.best = cost
            quest.chosen = chosen
            return
        }
        for ranked in quest.ranked[chosen.count] {
            if least + ranked.least >= quest.best || quest.isFree { return }
            descend(chosen + [ranked.way], least: least + ranked.least, &quest)
        }
    }

    /// The price of all cells of a product; infinite where one must not move or cannot.
    private func cost(
        _ ways: ArraySlice<Way>, _ quest: Quest, _ move: Double, at base: Int
    ) -> Double {
        guard let way = ways.first else {
            let price = price[base]
            if price == .infinity || !isDoubtful(base, quest.own) { return .infinity }
            let moved = quest.used.isEmpty ? move : move + (quest.used[base] ?? 0)
            return moved > up[base] || -moved > down[base] ? .infinity : price
        }
        var sum = 0.0
        for index in way.steps.indices {
            sum += cost(
                ways.dropFirst(), quest, way.signs[index] * move, at: base + way.steps[index])
            if sum >= quest.best { return .infinity }
        }
        return sum
    }

    /// A proof holds for every reader when no cell moves that somebody knows, but for who knows the cell itself.
    private func isDoubtful(_ cell: Int, _ own: Set<Int>) -> Bool {
        knownBy.isEmpty || (knownBy[cell]?.isSubset(of: own) ?? true)
    }

    private func circuit(_ ways: [Way], _ move: Double) -> Circuit {
        var cells = [0]
        var moves = [move]
        for way in ways {
            let new = zip(cells, moves).flatMap { cell, move in
                zip(way.steps, way.signs).map { (cell + $0, move * $1) }
            }
            cells = new.map(\.0)
            moves = new.map(\.1)
        }
        return Circuit(cells: cells, moves: moves)
    }

    /// In one dimension: the codes that move with a code (its own among them), for each leaf that gives way.
    private mutating func waysOut(axis: Int, from code: Int) -> [Way] {
        if let known = waysOf[axis][code] { return known }
        let tree = shape.dimensions[axis]
        let stride = shape.strides[axis]
        let most = shape.dimensions.count > 2 ? leavesMaxOfMany : Int.max
        let starts = tree.leaves(below: code).prefix(most)
        let others = tree.leaves.map(tree.line).filter { !$0.contains(code) }
        var ways: [Way] = []
        for start in starts {
            let own = tree.line(from: start)
            let near = others.sorted { ($0[0] - start).magnitude < ($1[0] - start).magnitude }
            for line in near.prefix(most) {
                ways.append(
                    Way(
                        own.filter { !line.contains($0) }, line.filter { !own.contains($0) },
                        stride))
            }
            ways.append(Way(own, [], stride))
        }
        waysOf[axis][code] = ways
        return ways
    }
}

/// Codes of one dimension that move together, as steps through the cells of the table.
private struct Way {
    let steps: [Int]
    let signs: [Double]

    init(_ plus: [Int], _ minus: [Int], _ stride: Int) {
        steps = (plus + minus).map { $0 * stride }
        signs = plus.map { _ in 1.0 } + minus.map { _ in -1.0 }
    }
}

private struct Ranked {
    let way: Way
    /// What the way costs with all other dimensions at the cell's own place.
    let least: Double
}

private struct Quest {
    let move: Double
    let used: [Int: Double]
    /// Who knows the cell that is to be opened.
    let own: Set<Int>
    var best: Double
    var ranked: [[Ranked]]
    var chosen: [Way]?

    /// Nothing is cheaper than what costs nothing.
    var isFree: Bool { best == 0 }
}

/// Leaves tried on either side in tables of three and more dimensions.
private let leavesMaxOfMany = 24
