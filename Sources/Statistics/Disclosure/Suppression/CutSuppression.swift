extension LinkedTable {
    /// Complementary suppression of tables of any form, by cuts from the audit: what is chosen satisfies all cuts
    /// so far, the audit finds cells that are still exposed, each gives a cut that the choice breaks, and so on.
    ///
    /// `covering` says who chooses: greedily, exactly, or a solver from outside; nil from it gives up its turn and
    /// the greedy choice follows. The last pattern has passed the audit, whoever chose it.
    public func suppress(_ method: CutMethod = .greedy) throws -> Suppression {
        var search = CutSearch(self)
        return try search.run(method)
    }
}

extension LinkedTable {
    /// The greedy choice, which asks nobody and so cannot fail.
    func suppressGreedily() -> Suppression {
        var search = CutSearch(self)
        return search.greedy(.cuts)
    }
}

/// Who chooses among the cells.
public enum CutMethod: Sendable {
    case greedy
    /// Branch and bound of our own: at most so many nodes for a choice, so many rounds of cuts.
    case exact(nodesMax: Int = 20_000, roundsMax: Int = 200)
    /// A programme in LP format for a solver; nil says that it has found nothing in its time.
    case solver(roundsMax: Int = 60, solve: @Sendable (String) throws -> CoverSolution?)
}

private struct CutSearch {
    private let table: LinkedTable
    private let primary: Set<Int>
    private let variables: [Int]
    private var simplex: DeviationSimplex
    private var place: [Int: Int] = [:]
    private var cover: Cover
    private var unprotectable: Set<Int> = []

    init(_ table: LinkedTable) {
        self.table = table
        primary = Set(table.sensitive)
        let variables = table.cells.indices.filter { table.cells[$0].standing != .told }
        self.variables = variables
        for (index, cell) in variables.enumerated() { place[cell] = index }
        let place = place
        let zeros = [Double](repeating: 0, count: variables.count)
        simplex = DeviationSimplex(
            cells: variables, low: zeros, high: zeros,
            equations: table.relations.map { relation in
                (relation.parts.map { ($0, 1.0) } + [(relation.total, -1.0)]).compactMap {
                    cell, factor in
                    place[cell].map { ($0, factor) }
                }
            })
        cover = Cover(costs: table.cells.map(\.cost))
    }

    mutating func run(_ method: CutMethod) throws -> Suppression {
        switch method {
        case .greedy: return greedy(.cuts)
        case .exact(let nodes, let rounds):
            return try byRounds(rounds, .exact) { $0.exact(nodesMax: nodes) }
        case .solver(let rounds, let solve):
            return try byRounds(rounds, .solver) { cover in
                try solve(cover.programme).map { (cover.chosen($0), $0.isOptimal) }
            }
        }
    }

    /// Each round satisfies all cuts at least cost: the first choice without an exposed cell is the best there is.
    private mutating func byRounds(
        _ most: Int, _ method: Suppression.Method,
        choose: (Cover) throws -> (chosen: Set<Int>, isOptimal: Bool)?
    ) throws -> Suppression {
        var chosen: Set<Int> = []
        var isOptimal = true
        for _ in 0..<most {
            let cuts = cuts(hidden: primary.union(chosen))
            if cuts.isEmpty { return result(chosen, method, isOptimal) }
            cover.cuts += cuts
            guard let next = try choose(cover), cover.isSatisfied(next.chosen) else { break }
            chosen = next.chosen
            isOptimal = next.isOptimal
            // An own choice that ran out of nodes will not do better with more cuts.
            if method == .exact && !isOptimal { break }
        }
        return greedy(method)
    }

    mutating func greedy(_ method: Suppression.Method) -> Suppression {
        var chosen = cover.greedy(from: []) ?? []
        while true {
            let cuts = cuts(hidden: primary.union(chosen))
            if cuts.isEmpty { break }
            cover.cuts += cuts
            guard let next = cover.greedy(from: chosen), next.count > chosen.count else { break }
            chosen = next
        }
        return result(thinned(chosen), method, false)
    }

    /// Shows again what the protection does not need, the most costly first.
    private mutating func thinned(_ chosen: Set<Int>) -> Set<Int> {
        var kept = chosen
        for cell in chosen.sorted(by: { (table.cells[$1].cost, $0) < (table.cells[$0].cost, $1) }) {
            kept.remove(cell)
            let isNeeded =
                !cover.isSatisfied(kept) || !cuts(hidden: primary.union(kept), first: true).isEmpty
            if isNeeded { kept.insert(cell) }
        }
        return kept
    }

    private func result(
        _ chosen: Set<Int>, _ method: Suppression.Method, _ isOptimal: Bool
    ) -> Suppression {
        Suppression(
            primary: primary, complementary: chosen, method: method,
            isOptimal: isOptimal && unprotectable.isEmpty, unprotectable: unprotectable.sorted())
    }

    /// A cut for each side of a sensitive cell that is not open with this pattern, to any reader.
    private mutating func cuts(hidden: Set<Int>, first: Bool = false) -> [CoverCut] {
        var cuts: [CoverCut] = []
        for known in table.readers {
            for cut in self.cuts(hidden.subtracting(known), known, first: first)
            where !cuts.contains(cut) { cuts.append(cut) }
            if first && !cuts.isEmpty { break }
        }
        return cuts
    }

    private mutating func cuts(_ hidden: Set<Int>, _ known: Set<Int>, first: Bool) -> [CoverCut] {
        let cells = variables.map { (table.cells[$0], hidden.contains($0)) }
        simplex.restart(
            low: cells.map { $1 ? $0.lowest - $0.value : 0 },
            high: cells.map { $1 ? $0.highest - $0.value : 0 })
        var cuts: [CoverCut] = []
        for cell in primary.sorted() where !unprotectable.contains(cell) && !known.contains(cell) {
            guard let level = table.cells[cell].level, let variable = place[cell] else { continue }
            for (up, need) in [(true, level.upper), (false, level.lower)] {
                if isOpen(variable, up: up, by: need) { continue }
                if let cut = cut(variable, up: up, need, known) {
                    cuts.append(cut)
                } else {
                    unprotectable.insert(cell)
                }
                if first { return cuts }
            }
        }
        return cuts
    }

    private mutating func isOpen(_ variable: Int, up: Bool, by need: Double) -> Bool {
        let seen = up ? simplex.seenHigh[variable] : -simplex.seenLow[variable]
        return seen >= need - slack(need)
            || simplex.push(variable, up: up, target: need) != .optimum
    }

    /// At the optimum the cell is a sum of others times prices: what their bounds add is all that it can move.
    private func cut(_ variable: Int, up: Bool, _ need: Double, _ known: Set<Int>) -> CoverCut? {
        var missing = need
        var weights: [(cell: Int, weight: Double)] = []
        for (other, factor) in simplex.prices(of: variable)
        where other != variable && !known.contains(variables[other]) {
            let price = up ? factor : -factor
            let cell = table.cells[variables[other]]
            let room = price > 0 ? cell.highest - cell.value : cell.value - cell.lowest
            let weight = min(need, price.magnitude * room)
            if primary.contains(variables[other]) {
                missing -= weight
            } else if weight > slack(need) {
                weights.append((variables[other], weight))
            }
        }
        let whole = missing
        let reach = weights.reduce(0) { $0 + $1.weight }
        guard whole > slack(need), reach >= whole - slack(need) else { return nil }
        return CoverCut(
            need: whole,
            weights: weights.map { ($0.cell, min($0.weight, whole)) }.sorted { $0.cell < $1.cell })
    }
}
