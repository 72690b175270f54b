/// What those ask of a model who write questions and texts beside it.
extension DecisionModel {
    /// Whether an input takes a value: its type and its allowed values; an input that is not there takes none.
    public func accepts(_ value: FEELValue, as input: String) throws(DecisionLimit) -> Bool {
        guard let node = nodes.first(where: { $0.isInput && $0.name == input }) else {
            return false
        }
        let run = Run(nodes, world: DecisionWorld())
        return try !run.accepted(value, by: node.type).isNull
    }

    /// The constants that a decision can give, each once, those in lists alone: those of its table of one output, or,
    /// where it has no table, those that its type allows; empty where all is computed.
    public func constants(of decision: String) -> [FEELValue] {
        if !tables.contains(where: { $0.decision == decision }) { return allowed(of: decision) }
        var found: [FEELValue] = []
        for table in tables where table.decision == decision && table.outputs.count == 1 {
            let outputs = table.rules.flatMap(\.outputs) + table.outputs.compactMap(\.fallback)
            for case let output as ConstantCode in outputs {
                for value in output.constant.items where !value.isNull && !found.contains(value) {
                    found.append(value)
                }
            }
        }
        return found
    }

    /// The values that the type of a decision writes out, for itself or for each item of a list.
    private func allowed(of decision: String) -> [FEELValue] {
        guard decisions.contains(decision),
            let node = nodes.first(where: { !$0.isGiven && $0.name == decision })
        else { return [] }
        var written = node.type.allowed
        if written == nil, case .list(let item) = node.type.base { written = item.allowed }
        return (written ?? []).filter { value in
            if case .range = value { return false }
            return !value.isNull
        }
    }

    /// How many values the table of a decision gives at once; 1 where it is no table.
    public func outputCount(of decision: String) -> Int {
        tables.first { $0.decision == decision }?.outputs.count ?? 1
    }
}
