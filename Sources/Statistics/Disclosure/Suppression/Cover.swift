/// What any safe pattern must satisfy: enough weight among the cells that are hidden.
///
/// Fischetti and Salazar, Solving the Cell Suppression Problem on Tabular Data with Linear Constraints,
/// Management Science 47 (2001): the capacity constraints of their master problem.
struct CoverCut: Equatable {
    let need: Double
    /// Candidate and weight; no weight exceeds the need.
    let weights: [(cell: Int, weight: Double)]

    static func == (one: CoverCut, other: CoverCut) -> Bool {
        one.need == other.need && one.weights.elementsEqual(other.weights) { $0 == $1 }
    }

    func missing(_ chosen: Set<Int>) -> Double {
        need - weights.reduce(0) { chosen.contains($1.cell) ? $0 + $1.weight : $0 }
    }
}

/// The master problem: choose cells at least cost so that every cut is satisfied.
struct Cover {
    let costs: [Double]
    var cuts: [CoverCut] = []

    func isSatisfied(_ chosen: Set<Int>) -> Bool {
        cuts.allSatisfy { $0.missing(chosen) <= slack($0.need) }
    }

    func cost(_ chosen: Set<Int>) -> Double { chosen.sorted().reduce(0) { $0 + costs[$1] } }

    /// Adds what satisfies most of the open cuts for its cost, until all are satisfied; nil where that cannot be.
    func greedy(from start: Set<Int>) -> Set<Int>? {
        var chosen = start
        while true {
            var gain: [Int: Double] = [:]
            for cut in cuts {
                let missing = cut.missing(chosen)
                if missing <= slack(cut.need) { continue }
                for (cell, weight) in cut.weights where !chosen.contains(cell) {
                    gain[cell, default: 0] += min(weight, missing) / cut.need
                }
            }
            if gain.isEmpty { return isSatisfied(chosen) ? chosen : nil }
            let best = gain.keys.sorted().max {
                gain[$0, default: 0] / costs[$0] < gain[$1, default: 0] / costs[$1]
            }
            if let best { chosen.insert(best) }
        }
    }

    /// The least costly choice by branch and bound.
    func exact(nodesMax: Int) -> (chosen: Set<Int>, isOptimal: Bool)? {
        guard let first = greedy(from: []) else { return nil }
        var search = CoverSearch(cover: self, best: first, nodesMax: nodesMax)
        search.branch([], without: [])
        return (search.best, search.nodes < nodesMax)
    }
}

/// Depth first: the cut that costs most to satisfy is branched on, its strongest cell in, then out.
private struct CoverSearch {
    let cover: Cover
    var best: Set<Int>
    var bestCost: Double
    let nodesMax: Int
    var nodes = 0

    init(cover: Cover, best: Set<Int>, nodesMax: Int) {
        self.cover = cover
        self.best = best
        bestCost = cover.cost(best)
        self.nodesMax = nodesMax
    }

    mutating func branch(_ chosen: Set<Int>, without: Set<Int>) {
        nodes += 1
        guard nodes < nodesMax, let open = bounds(chosen, without) else { return }
        let cost = cover.cost(chosen)
        guard let hardest = open.first else {
            if cost < bestCost - 1e-9 { (best, bestCost) = (chosen, cost) }
            return
        }
        if cost + together(open) >= bestCost - 1e-9 { return }
        branch(chosen.union([hardest.pick]), without: without)
        branch(chosen, without: without.union([hardest.pick]))
    }

    private struct Open {
        let least: Double
        let pick: Int
        let cells: [Int]
    }

    /// What each open cut costs at least (cells may be taken in part), most costly first; nil where one cannot be.
    private func bounds(_ chosen: Set<Int>, _ without: Set<Int>) -> [Open]? {
        var open: [Open] = []
        for cut in cover.cuts {
            var missing = cut.missing(chosen)
            if missing <= slack(cut.need) { continue }
            let free = cut.weights.filter {
                !chosen.contains($0.cell) && !without.contains($0.cell)
            }
            .map { (cell: $0.cell, weight: min($0.weight, missing)) }
            .sorted { $0.weight / cover.costs[$0.cell] > $1.weight / cover.costs[$1.cell] }
            guard let pick = free.first else { return nil }
            var least = 0.0
            for (cell, weight) in free where missing > 0 {
                least += cover.costs[cell] * min(1, missing / weight)
                missing -= weight
            }
            if missing > slack(cut.need) { return nil }
            open.append(Open(least: least, pick: pick.cell, cells: free.map(\.cell)))
        }
        return open.sorted { ($1.least, $0.pick) < ($0.least, $1.pick) }
    }

    /// Cuts that share no cell must each be paid for.
    private func together(_ open: [Open]) -> Double {
        var used: Set<Int> = []
        var sum = 0.0
        for cut in open where used.isDisjoint(with: cut.cells) {
            used.formUnion(cut.cells)
            sum += cut.least
        }
        return sum
    }
}
