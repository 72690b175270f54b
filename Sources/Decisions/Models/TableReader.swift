import Formats

/// Reads decision tables.
extension BoxedCompiler {
    /// A column of conditions.
    private struct Column {
        let input: TableCode.Input
        /// What the names in its cells are taken for.
        let type: FEELType
        /// What its values are for certain: the type of the expression, else what is declared.
        let certain: FEELType
    }

    /// A column of results, with what is declared of it.
    private struct ResultColumn {
        let output: TableCode.Output
        let type: FEELType
        /// All that may stand in it, where that is written out.
        let allowed: [FEELValue]?
    }

    mutating func table(_ element: XMLElement) throws -> Compiled {
        try within { inner in try inner.readTable(element) }
    }

    private mutating func readTable(_ element: XMLElement) throws -> Compiled {
        let policy = element.attribute("hitPolicy") ?? "UNIQUE"
        guard let hitPolicy = TableCode.HitPolicy(rawValue: policy) else {
            throw element.error("'\(policy)' is no hit policy")
        }
        let aggregation = try self.aggregation(element)
        var inputs: [Column] = []
        for input in element.parts("input") { inputs.append(try self.input(input)) }
        let columns = element.parts("output")
        guard !columns.isEmpty else {
            throw element.error("the table '\(decision)' has no output")
        }
        // Only the table that is the decision itself gives values of the decision's type.
        let whole = nesting == 1 && columns.count == 1 ? declared : .any
        let one = hitPolicy.expectsOne ? whole : aggregation == nil ? whole.item ?? .any : .any
        let outputs = try columns.map { try output($0, one, isOnly: columns.count == 1) }
        let rules = try element.parts("rule").enumerated().map { index, rule in
            try self.rule(rule, number: index + 1, inputs, outputs)
        }
        let code = TableCode(
            decision: decision, file: element.file, line: element.line, hitPolicy: hitPolicy,
            aggregation: aggregation, inputs: inputs.map(\.input), outputs: outputs.map(\.output),
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

    private mutating func input(_ element: XMLElement) throws -> Column {
        let expression = try element.requiredPart("inputExpression")
        let compiled = try literal(expression)
        let declared = try types.type(
            expression.attribute("typeRef"), in: source, at: expression)
        checkType(of: compiled, is: declared, at: expression)
        let type: FEELType = if case .any = declared { compiled.type } else { declared }
        let certain: FEELType = if case .any = compiled.type.base { type } else { compiled.type }
        let slot = compiler.frame.newSlot()
        let allowed = try element.part("inputValues").flatMap {
            try tests($0, slot, type, certain, nil)
        }
        let input = TableCode.Input(
            label: element.attribute("label") ?? expression.feel, code: compiled.code, slot: slot,
            allowed: allowed, declared: certain.tests)
        return Column(input: input, type: type, certain: certain)
    }

    /// The tests of a cell; nil where it says nothing.
    private mutating func tests(
        _ element: XMLElement, _ slot: Int, _ type: FEELType, _ certain: FEELType,
        _ allowed: TestsCode?
    ) throws -> TestsCode? {
        if element.feel.isEmpty { return nil }
        scope.push(NameScope.Layer(["?": type]))
        defer { scope.pop() }
        let tests = try parse(element) { parser throws(FEELProblem) in try parser.wholeTests() }
        if tests.count == 1, case .any = tests[0] { return nil }
        checkTypes(of: tests, looking: certain, allowed: allowed?.constants, in: element)
        return compiler.tests(tests, of: slot)
    }

    private mutating func output(
        _ element: XMLElement, _ result: FEELType, isOnly: Bool
    ) throws -> ResultColumn {
        let name = element.attribute("name") ?? (isOnly ? decision : "")
        if let own = element.attribute("name") { scope.add(member: own) }
        let declared = try types.type(element.attribute("typeRef"), in: source, at: element)
        let type: FEELType = if case .any = declared { result } else { declared }
        var (values, isClosed): ([FEELValue], Bool) = ([], false)
        if let list = element.part("outputValues"), !list.feel.isEmpty {
            let tests = try parse(list) { parser throws(FEELProblem) in try parser.wholeTests() }
            checkTypes(of: tests, looking: type, allowed: nil, in: list)
            for case .expression(let expression) in tests {
                if case .constant(let value) = expression.form { values.append(value) }
            }
            isClosed = values.count == tests.count
        }
        let allowed = isClosed ? values : nil
        let fallback = try element.part("defaultOutputEntry").map { entry -> any Code in
            let compiled = try literal(entry)
            checkType(of: compiled, is: type, allowed: allowed, at: entry)
            return compiled.code
        }
        return ResultColumn(
            output: TableCode.Output(name: name, values: values, fallback: fallback), type: type,
            allowed: allowed)
    }

    private mutating func rule(
        _ element: XMLElement, number: Int, _ inputs: [Column], _ outputs: [ResultColumn]
    ) throws -> TableCode.Rule {
        let conditions = element.parts("inputEntry")
        let results = element.parts("outputEntry")
        guard conditions.count == inputs.count, results.count == outputs.count else {
            throw element.error(
                "rule \(number) of '\(decision)' has \(conditions.count) inputs and \(results.count) outputs "
                    + "where the table has \(inputs.count) and \(outputs.count)")
        }
        ruleNumber = number
        defer { ruleNumber = nil }
        var (cells, mistaken): ([TestsCode?], Set<Int>) = ([], [])
        for (condition, column) in zip(conditions, inputs) {
            let known = problems.mistakes.count
            let cell = try tests(
                condition, column.input.slot, column.type, column.certain, column.input.allowed)
            if problems.mistakes.count > known { mistaken.insert(cells.count) }
            cells.append(cell)
        }
        return TableCode.Rule(
            number: number, line: element.line, cells: cells,
            outputs: try zip(results, outputs).map { try result($0, $1) },
            annotations: element.parts("annotationEntry").map(\.feel), mistaken: mistaken)
    }

    /// An empty output says null.
    private mutating func result(
        _ element: XMLElement, _ column: ResultColumn
    ) throws -> any Code {
        if element.feel == "-" { return ConstantCode(.null) }
        let compiled = try literal(element)
        checkType(of: compiled, is: column.type, allowed: column.allowed, at: element)
        return compiled.code
    }
}

extension TableCode.HitPolicy {
    /// Whether it promises one answer.
    var expectsOne: Bool { [.unique, .any, .first, .priority].contains(self) }
}
