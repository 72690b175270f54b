import Formats

/// A table of rules: conditions on inputs, and the outputs of the rules that fire.
struct DecisionTable: Sendable {
    let hitPolicy: HitPolicy
    let aggregation: Aggregation?
    let inputs: [Input]
    let outputs: [Output]
    let annotations: [String]
    let rules: [Rule]

    enum HitPolicy: String, Sendable {
        case unique = "UNIQUE"
        case any = "ANY"
        case priority = "PRIORITY"
        case first = "FIRST"
        case ruleOrder = "RULE ORDER"
        case outputOrder = "OUTPUT ORDER"
        case collect = "COLLECT"
    }

    /// C+, C#, C< and C>.
    enum Aggregation: String, Sendable {
        case sum = "SUM"
        case count = "COUNT"
        case least = "MIN"
        case greatest = "MAX"
    }

    struct Input: Sendable {
        let label: String
        let expression: FEELExpression
        /// What the model says the value may be; empty where it says nothing.
        let allowed: [FEELTest]
    }

    struct Output: Sendable {
        let name: String
        /// The values by falling priority.
        let values: [FEELValue]
        let fallback: FEELExpression?
    }

    struct Rule: Sendable {
        /// Counted from 1, as a modeller shows it.
        let number: Int
        let line: Int
        let conditions: [[FEELTest]]
        let outputs: [FEELExpression]
        let annotations: [String]
    }
}

extension DecisionTable {
    /// The value of the table and why.
    func evaluate(
        _ decision: String, _ evaluator: FEELEvaluator
    ) -> (value: FEELValue, trace: TableTrace) {
        let values = inputs.map { evaluator.value($0.expression) }
        var trace = TableTrace(
            decision: decision, inputs: zip(inputs, values).map { NamedValue($0.label, $1) })
        if let wrong = zip(inputs, values).first(where: {
            !$0.allowed.isEmpty && evaluator.holds($0.allowed, for: $1) != true
        }) {
            trace.problem = "'\(wrong.0.label)' is \(wrong.1.text), which the model does not allow"
            return (.null, trace)
        }
        var hits: [Hit] = []
        for rule in rules where fires(rule, values, evaluator) {
            hits.append(Hit(rule: rule, outputs: rule.outputs.map { evaluator.value($0) }))
            if hitPolicy == .first { break }
        }
        trace.rules = hits.map { fired($0) }
        guard !hits.isEmpty else { return (fallback(evaluator), trace) }
        return (result(of: hits, &trace), trace)
    }

    private struct Hit {
        let rule: Rule
        let outputs: [FEELValue]
    }

    private func fires(_ rule: Rule, _ values: [FEELValue], _ evaluator: FEELEvaluator) -> Bool {
        zip(rule.conditions, values).allSatisfy { evaluator.holds($0, for: $1) == true }
    }

    private func fired(_ hit: Hit) -> FiredRule {
        FiredRule(
            number: hit.rule.number,
            outputs: zip(outputs, hit.outputs).map { NamedValue($0.name, $1) },
            annotations: zip(annotations, hit.rule.annotations).map { NamedText($0, $1) })
    }

    private func result(of hits: [Hit], _ trace: inout TableTrace) -> FEELValue {
        switch hitPolicy {
        case .first: return joined(hits[0].outputs)
        case .unique:
            guard hits.count == 1 else {
                trace.problem = "more than one rule fires: \(numbers(hits))"
                return .null
            }
            return joined(hits[0].outputs)
        case .any:
            guard hits.allSatisfy({ $0.outputs == hits[0].outputs }) else {
                trace.problem = "rules that fire differ: \(numbers(hits))"
                return .null
            }
            return joined(hits[0].outputs)
        case .priority: return joined(ordered(hits)[0].outputs)
        case .outputOrder: return .list(ordered(hits).map { joined($0.outputs) })
        case .ruleOrder: return .list(hits.map { joined($0.outputs) })
        case .collect: return collected(hits.map { joined($0.outputs) })
        }
    }

    private func collected(_ values: [FEELValue]) -> FEELValue {
        switch aggregation {
        case nil: .list(values)
        case .sum: FEELBuiltins.call("sum", [.list(values)])
        case .count: FEELBuiltins.call("count", [.list(values)])
        case .least: FEELBuiltins.call("min", [.list(values)])
        case .greatest: FEELBuiltins.call("max", [.list(values)])
        }
    }

    /// By the place of their outputs in the lists of output values, first output first; equals in rule order.
    private func ordered(_ hits: [Hit]) -> [Hit] {
        func ranks(_ hit: Hit) -> [Int] {
            zip(outputs, hit.outputs).map { output, value in
                output.values.firstIndex(of: value) ?? output.values.count
            }
                + [hit.rule.number]
        }
        return hits.sorted { ranks($0).lexicographicallyPrecedes(ranks($1)) }
    }

    /// What a table says when no rule fires: its default outputs, else null.
    private func fallback(_ evaluator: FEELEvaluator) -> FEELValue {
        guard outputs.contains(where: { $0.fallback != nil }) else {
            return hitPolicy == .collect && aggregation == .count ? 0 : .null
        }
        return joined(outputs.map { $0.fallback.map { evaluator.value($0) } ?? .null })
    }

    /// One output is the value itself; several are a context by their names.
    private func joined(_ values: [FEELValue]) -> FEELValue {
        if outputs.count == 1 { return values.first ?? .null }
        return .context(
            Dictionary(zip(outputs.map(\.name), values), uniquingKeysWith: { first, _ in first }))
    }

    private func numbers(_ hits: [Hit]) -> String {
        hits.map { String($0.rule.number) }.joined(separator: ", ")
    }
}
