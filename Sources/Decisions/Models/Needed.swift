extension DecisionModel {
    /// The data that a decision still looks for, given what is known, the first first: who asks for
    /// that one and then again asks nothing in vain. Empty where the answer is certain; nil for an unknown decision.
    public func needed(
        for decision: String, _ data: [String: FEELValue], world: DecisionWorld = DecisionWorld()
    ) throws(DecisionLimit) -> [String]? {
        guard let run = try begun(decision, data, Run(Session(nodes), world: world, isAsking: true))
        else { return nil }
        return DecisionModel.names(run.missing ?? [], nodes)
    }
}

extension TableCode {
    /// The value of the table where some data are not known: a column that no rule in question looks
    /// at is not asked for. Null as long as it is open which rules fire.
    func valueWhileAsking(_ run: Run) throws(DecisionLimit) -> FEELValue {
        var places = Array(rules.indices)
        var isOpen = false
        for (column, input) in inputs.enumerated() {
            run[input.slot] = .null
            if places.allSatisfy({ rules[$0].cells[column] == nil }) { continue }
            let before = run.missing?.count
            run[input.slot] = try input.code.value(run)
            if run.missing?.count != before {
                isOpen = true
                continue
            }
            var left: [Int] = []
            for place in places {
                if let cell = rules[place].cells[column], try cell.truth(run) != true { continue }
                left.append(place)
            }
            places = left
        }
        if isOpen, !places.isEmpty { return .null }
        return try value(of: hits(among: places, run), run)
    }
}
