import Formats

/// Reads one `<decisionTable>`.
struct TableReader {
    let element: XMLElement
    let decision: String
    var cells: CellReader

    init(element: XMLElement, decision: String, names: Set<String>) {
        self.element = element
        self.decision = decision
        cells = CellReader(names: names)
    }

    mutating func read() throws -> DecisionTable {
        let policy = element.attribute("hitPolicy") ?? DecisionTable.HitPolicy.unique.rawValue
        guard let hitPolicy = DecisionTable.HitPolicy(rawValue: policy) else {
            throw element.error("'\(policy)' is no hit policy")
        }
        let inputs = try element.children(named: "input").map { try input($0) }
        let outputs = try element.children(named: "output").map { try output($0) }
        guard !outputs.isEmpty else { throw element.error("the table '\(decision)' has no output") }
        let rules = try element.children(named: "rule").enumerated().map { index, rule in
            try self.rule(rule, number: index + 1, inputs: inputs.count, outputs: outputs.count)
        }
        return DecisionTable(
            hitPolicy: hitPolicy, aggregation: try aggregation(), inputs: inputs, outputs: outputs,
            annotations: element.children(named: "annotation").map { $0.attribute("name") ?? "" },
            rules: rules)
    }

    private func aggregation() throws -> DecisionTable.Aggregation? {
        guard let text = element.attribute("aggregation") else { return nil }
        guard let found = DecisionTable.Aggregation(rawValue: text) else {
            throw element.error("'\(text)' is no aggregation; use SUM, COUNT, MIN or MAX")
        }
        return found
    }

    private mutating func input(_ input: XMLElement) throws -> DecisionTable.Input {
        let expression = try input.required(child: "inputExpression")
        let allowed = try input.child("inputValues").map { try cells.tests($0) } ?? []
        return DecisionTable.Input(
            label: input.attribute("label") ?? CellReader.text(expression),
            expression: try cells.expression(expression), allowed: allowed == [.any] ? [] : allowed)
    }

    private mutating func output(_ output: XMLElement) throws -> DecisionTable.Output {
        let tests = try output.child("outputValues").map { try cells.tests($0) } ?? []
        let values = tests.compactMap {
            if case .value(.literal(let value)) = $0 { value } else { nil }
        }
        return DecisionTable.Output(
            name: output.attribute("name") ?? decision, values: values,
            fallback: try output.child("defaultOutputEntry").map { try cells.expression($0) })
    }

    private mutating func rule(
        _ rule: XMLElement, number: Int, inputs: Int, outputs: Int
    ) throws -> DecisionTable.Rule {
        let conditions = try rule.children(named: "inputEntry").map { try cells.tests($0) }
        let results = try rule.children(named: "outputEntry").map { try result($0) }
        guard conditions.count == inputs, results.count == outputs else {
            throw rule.error(
                "rule \(number) of '\(decision)' has \(conditions.count) inputs and \(results.count) outputs "
                    + "where the table has \(inputs) and \(outputs)")
        }
        return DecisionTable.Rule(
            number: number, line: rule.line, conditions: conditions, outputs: results,
            annotations: rule.children(named: "annotationEntry").map { CellReader.text($0) })
    }

    /// An empty output says null.
    private mutating func result(_ entry: XMLElement) throws -> FEELExpression {
        let text = CellReader.text(entry)
        return text.isEmpty || text == "-" ? .literal(.null) : try cells.expression(entry)
    }
}
