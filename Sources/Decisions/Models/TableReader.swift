import Formats

/// Reads decision tables.
extension BoxedCompiler {
    mutating func table(_ element: XMLElement) throws -> Compiled {
        try within { inner in try inner.readTable(element) }
    }

    private mutating func readTable(_ element: XMLElement) throws -> Compiled {
        let policy = element.attribute("hitPolicy") ?? "UNIQUE"
        guard let hitPolicy = TableCode.HitPolicy(rawValue: policy) else {
            throw element.error("'\(policy)' is no hit policy")
        }
        var inputs: [(input: TableCode.Input, type: FEELType)] = []
        for input in element.parts("input") { inputs.append(try self.input(input)) }
        let columns = element.parts("output")
        guard !columns.isEmpty else {
            throw element.error("the table '\(decision)' has no output")
        }
        let outputs = try columns.map { try output($0, isOnly: columns.count == 1) }
        let rules = try element.parts("rule").enumerated().map { index, rule in
            try self.rule(rule, number: index + 1, inputs, outputs.count)
        }
        let code = TableCode(
            decision: decision, file: element.file, line: element.line, hitPolicy: hitPolicy,
            aggregation: try aggregation(element), inputs: inputs.map(\.input), outputs: outputs,
            annotations: element.parts("annotation").map { $0.attribute("name") ?? "" },
            rules: rules)
        if source == 0 { problems.tables.append(code) }
        return Compiled(code: code, type: .any)
    }

    private func aggregation(_ element: XMLElement) throws -> TableCode.Aggregation? {
        guard let text = element.attribute("aggregation") else { return nil }
        guard let found = TableCode.Aggregation(rawValue: text) else {
            throw element.error("'\(text)' is no aggregation; use SUM, COUNT, MIN or MAX")
        }
        return found
    }

    private mutating func input(
        _ element: XMLElement
    ) throws -> (input: TableCode.Input, type: FEELType) {
        let expression = try element.requiredPart("inputExpression")
        let compiled = try literal(expression)
        let declared = try types.type(
            expression.attribute("typeRef"), in: source, at: expression)
        let type: FEELType = if case .any = declared { compiled.type } else { declared }
        let slot = compiler.frame.newSlot()
        let allowed = try element.part("inputValues").flatMap { try tests($0, slot, type) }
        let input = TableCode.Input(
            label: element.attribute("label") ?? expression.feel, code: compiled.code, slot: slot,
            allowed: allowed)
        return (input, type)
    }

    /// The tests of a cell; nil where it says nothing.
    private mutating func tests(
        _ element: XMLElement, _ slot: Int, _ type: FEELType
    ) throws -> TestsCode? {
        if element.feel.isEmpty { return nil }
        scope.push(NameScope.Layer(["?": type]))
        defer { scope.pop() }
        let tests = try parse(element) { parser throws(FEELProblem) in try parser.wholeTests() }
        if tests.count == 1, case .any = tests[0] { return nil }
        return compiler.tests(tests, of: slot)
    }

    private mutating func output(_ element: XMLElement, isOnly: Bool) throws -> TableCode.Output {
        let name = element.attribute("name") ?? (isOnly ? decision : "")
        if let own = element.attribute("name") { scope.add(member: own) }
        var values: [FEELValue] = []
        if let list = element.part("outputValues"), !list.feel.isEmpty {
            let tests = try parse(list) { parser throws(FEELProblem) in try parser.wholeTests() }
            for case .expression(let expression) in tests {
                if case .constant(let value) = expression.form { values.append(value) }
            }
        }
        let fallback = try element.part("defaultOutputEntry").map { try literal($0).code }
        return TableCode.Output(name: name, values: values, fallback: fallback)
    }

    private mutating func rule(
        _ element: XMLElement, number: Int, _ inputs: [(input: TableCode.Input, type: FEELType)],
        _ outputCount: Int
    ) throws -> TableCode.Rule {
        let conditions = element.parts("inputEntry")
        let results = element.parts("outputEntry")
        guard conditions.count == inputs.count, results.count == outputCount else {
            throw element.error(
                "rule \(number) of '\(decision)' has \(conditions.count) inputs and \(results.count) outputs "
                    + "where the table has \(inputs.count) and \(outputCount)")
        }
        var cells: [TestsCode?] = []
        for (condition, column) in zip(conditions, inputs) {
            cells.append(try tests(condition, column.input.slot, column.type))
        }
        return TableCode.Rule(
            number: number, line: element.line, cells: cells,
            outputs: try results.map { try result($0) },
            annotations: element.parts("annotationEntry").map(\.feel))
    }

    /// An empty output says null.
    private mutating func result(_ element: XMLElement) throws -> any Code {
        if element.feel == "-" { return ConstantCode(.null) }
        return try literal(element).code
    }
}
