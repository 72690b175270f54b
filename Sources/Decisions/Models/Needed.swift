extension DecisionModel {
    /// The data that a decision still looks for, given what is known, the first first: who asks for
    /// that one and then again asks nothing in vain. Empty where the answer is certain; nil for an unknown decision.
    public func needed(
        for decision: String, _ data: [String: FEELValue], world: DecisionWorld = DecisionWorld()
    ) throws(DecisionLimit) -> [String]? {
        guard let run = try begun(decision, data, Run(nodes, world: world, isAsking: true))
        else { return nil }
        return DecisionModel.names(run.missing ?? [], nodes)
    }
}

extension TableCode {
    /// The value of the table where some data are not known. What is known narrows the rules first, in whatever
    /// column it stands; then a column at which no rule in question looks is not asked for. Null as long as it is
    /// open which rules fire.
    func valueWhileAsking(_ run: Run) throws(DecisionLimit) -> FEELValue {
        var places = Array(rules.indices)
        var (left, open): ([Int], [Int]) = (columnsKnownFirst(run), [])
        while !left.isEmpty {
            let column = left.removeFirst()
            let input = inputs[column]
            run[input.slot] = .null
            places = reachable(places, unsettled: open + [column] + left)
            if places.allSatisfy({ rules[$0].cells[column] == nil }) { continue }
            let before = run.missing?.count
            run[input.slot] = try input.code.value(run)
            if run.missing?.count != before {
                open.append(column)
                continue
            }
            var holding: [Int] = []
            for place in places {
                if let cell = rules[place].cells[column], try cell.truth(run) != true { continue }
                holding.append(place)
            }
            places = holding
        }
        places = reachable(places, unsettled: open)
        if !places.allSatisfy({ isSettled($0, open) }) { return .null }
        let firing = hitPolicy == .first ? Array(places.prefix(1)) : places
        return try value(of: hits(among: firing, run), run)
    }

    /// Inputs that were given come before what is to be computed or asked for; each in the order of the table.
    private func columnsKnownFirst(_ run: Run) -> [Int] {
        let known = inputs.indices.filter { run.isKnown(inputs[$0].code) }
        return known + inputs.indices.filter { !known.contains($0) }
    }

    /// Where the first rule wins, those behind one that fires for certain never do.
    private func reachable(_ places: [Int], unsettled: [Int]) -> [Int] {
        guard hitPolicy == .first,
            let certain = places.firstIndex(where: { isSettled($0, unsettled) })
        else { return places }
        return Array(places[...certain])
    }

    /// Whether a rule looks at none of the columns.
    private func isSettled(_ place: Int, _ columns: [Int]) -> Bool {
        columns.allSatisfy { rules[place].cells[$0] == nil }
    }
}

extension Run {
    /// Whether code is the name of an input that was given.
    fileprivate func isKnown(_ code: any Code) -> Bool {
        guard let name = code as? NodeCode, nodes[name.index].isInput else { return false }
        return holds(name.index) && missing?.contains(name.index) != true
    }
}
