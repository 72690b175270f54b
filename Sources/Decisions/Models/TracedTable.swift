/// A table that tells on what its value hangs.
extension TableCode {
    /// The columns that count: those at which rules that fire look, and where more rules might have fired, for each of
    /// these the one that kept it from firing. Columns behind which no table stands are looked at first, the others in
    /// their order; so an answer that the given data decide alone rests on nothing else.
    func value(_ run: Run, noting evidence: Evidence) throws(DecisionLimit) -> FEELValue {
        var behind: [Set<Int>] = []
        for input in inputs {
            let outer = evidence.begin()
            run[input.slot] = try input.code.value(run)
            behind.append(evidence.end(outer))
        }
        let outer = evidence.begin()
        var trace = begunTrace(run)
        var (value, counting) = (FEELValue.null, Set<Int>())
        if let column = try refused(run) {
            let input = inputs[column]
            trace.problem =
                "'\(input.label)' is \(run[input.slot].text), which the model does not allow"
            counting = [column]
        } else {
            let walk = try self.walk(run, behind)
            let hits = try self.hits(among: walk.firing, run)
            trace.rules = hits.map(fired)
            value = try hits.isEmpty ? fallback(run) : result(of: hits, &trace.problem)
            if behind.contains(where: { !$0.isEmpty }) { counting = columns(walk) }
        }
        // Cells and outputs may read more themselves.
        let own = evidence.end(outer)
        let rests = counting.reduce(into: own) { $0.formUnion(behind[$1]) }
        evidence.finish(trace, restingOn: rests)
        return value
    }

    /// The rules that fire, and the columns with tables behind them that kept others from it.
    private struct Walk {
        var firing: [Int] = []
        var refusing: Set<Int> = []
    }

    private func walk(_ run: Run, _ behind: [Set<Int>]) throws(DecisionLimit) -> Walk {
        let order =
            behind.indices.filter { behind[$0].isEmpty }
            + behind.indices.filter { !behind[$0].isEmpty }
        // Rules that an index leaves out are refused by its column, which then has to be one without a table.
        let isIndexed = index.map { behind[$0.column].isEmpty } ?? false
        let places = isIndexed ? candidates(run) : nil
        let count = places?.count ?? rules.count
        try run.step(count)
        var walk = Walk()
        for step in 0..<count {
            let place = places?[step] ?? step
            if let column = try refusing(place, order, run) {
                if !behind[column].isEmpty { walk.refusing.insert(column) }
                continue
            }
            walk.firing.append(place)
            if hitPolicy == .first { break }
        }
        return walk
    }

    /// The first column that keeps a rule from firing.
    private func refusing(
        _ place: Int, _ order: [Int], _ run: Run
    ) throws(DecisionLimit) -> Int? {
        for column in order {
            let cell = cells[place * inputs.count + column]
            guard try cell.holds(in: inputs[column].slot, run) else { return column }
        }
        return nil
    }

    private func columns(_ walk: Walk) -> Set<Int> {
        var columns: Set<Int> = []
        for place in walk.firing {
            columns.formUnion(inputs.indices.filter { rules[place].cells[$0] != nil })
        }
        // Where one rule answers for all, the others do not matter.
        let isAlone = hitPolicy == .unique || hitPolicy == .any
        return isAlone && !walk.firing.isEmpty ? columns : columns.union(walk.refusing)
    }
}
