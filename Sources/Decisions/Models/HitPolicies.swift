/// What the rules that fire say together (chapter 8.2.10).
extension TableCode {
    func result(of hits: [Hit], _ problem: inout String?) -> FEELValue {
        switch hitPolicy {
        case .first: return joined(hits[0].outputs)
        case .unique:
            guard hits.count == 1 else {
                problem = "more than one rule fires: \(numbers(hits))"
                return .null
            }
            return joined(hits[0].outputs)
        case .any:
            guard hits.allSatisfy({ $0.outputs == hits[0].outputs }) else {
                problem = "rules that fire differ: \(numbers(hits))"
                return .null
            }
            return joined(hits[0].outputs)
        case .priority: return joined(ordered(hits)[0].outputs)
        case .outputOrder: return .list(ordered(hits).map { joined($0.outputs) })
        case .ruleOrder: return .list(hits.map { joined($0.outputs) })
        case .collect: return collected(hits)
        }
    }

    private func collected(_ hits: [Hit]) -> FEELValue {
        let values = hits.map { joined($0.outputs) }
        return switch aggregation {
        case nil: .list(values)
        case .sum: Builtins.sum(values)
        case .count: .number(Number(values.count))
        case .least: Builtins.extreme(values, -1)
        case .greatest: Builtins.extreme(values, 1)
        }
    }

    /// By the place of their outputs in the lists of output values, first output first; equals in rule order.
    private func ordered(_ hits: [Hit]) -> [Hit] {
        let ranked = hits.map { hit in
            (
                ranks: zip(outputs, hit.outputs).map { output, value in
                    output.values.firstIndex(of: value) ?? output.values.count
                } + [hit.rule.number], hit: hit
            )
        }
        return ranked.sorted { $0.ranks.lexicographicallyPrecedes($1.ranks) }.map(\.hit)
    }

    private func numbers(_ hits: [Hit]) -> String {
        hits.map { String($0.rule.number) }.joined(separator: ", ")
    }
}
