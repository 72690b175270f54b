/// A decision table, compiled: cells that only compare with constants are compared without running code.
final class TableCode: Code {
    struct Input: Sendable {
        let label: String
        let code: any Code
        /// Where the value stands while cells look at it.
        let slot: Int
        let allowed: TestsCode?
        /// The allowed values of its type.
        let declared: TestsCode?
    }

    struct Output: Sendable {
        let name: String
        /// In the order of their priority.
        let values: [FEELValue]
        let fallback: (any Code)?
    }

    struct Rule: Sendable {
        let number: Int
        let line: Int
        let cells: [TestsCode?]
        let outputs: [any Code]
        let annotations: [String]
    }

    enum HitPolicy: String, Sendable {
        case unique = "UNIQUE"
        case any = "ANY"
        case priority = "PRIORITY"
        case first = "FIRST"
        case ruleOrder = "RULE ORDER"
        case outputOrder = "OUTPUT ORDER"
        case collect = "COLLECT"
    }

    enum Aggregation: String, Sendable {
        case sum = "SUM"
        case count = "COUNT"
        case least = "MIN"
        case greatest = "MAX"
    }

    let decision: String
    let file: String
    let line: Int
    let hitPolicy: HitPolicy
    let aggregation: Aggregation?
    let inputs: [Input]
    let outputs: [Output]
    let outputNames: ContextNames
    let annotations: [String]
    let rules: [Rule]
    private let index: TableIndex?

    init(
        decision: String, file: String, line: Int, hitPolicy: HitPolicy, aggregation: Aggregation?,
        inputs: [Input], outputs: [Output], annotations: [String], rules: [Rule]
    ) {
        self.decision = decision
        self.file = file
        self.line = line
        self.hitPolicy = hitPolicy
        self.aggregation = aggregation
        self.inputs = inputs
        self.outputs = outputs
        outputNames = ContextNames(outputs.map(\.name))
        self.annotations = annotations
        self.rules = rules
        index = TableIndex.best(of: rules, columns: inputs.count)
    }

    /// A rule that fired, with what it says.
    struct Hit {
        let rule: Rule
        let outputs: [FEELValue]
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        if run.missing != nil { return try valueWhileAsking(run) }
        for input in inputs { run[input.slot] = try input.code.value(run) }
        var trace = run.isTracing ? begunTrace(run) : nil
        for input in inputs {
            guard let allowed = input.allowed, try allowed.truth(run) != true else { continue }
            trace?.problem =
                "'\(input.label)' is \(run[input.slot].text), which the model does not allow"
            if let trace { run.traces.append(trace) }
            return .null
        }
        let hits = try self.hits(run)
        trace?.rules = hits.map(fired)
        var problem: String?
        let value = try hits.isEmpty ? fallback(run) : result(of: hits, &problem)
        trace?.problem = problem
        if let trace { run.traces.append(trace) }
        return value
    }

    func value(of hits: [Hit], _ run: Run) throws(DecisionLimit) -> FEELValue {
        var problem: String?
        return try hits.isEmpty ? fallback(run) : result(of: hits, &problem)
    }

    private func hits(_ run: Run) throws(DecisionLimit) -> [Hit] {
        let places = index?.candidates(for: run[inputs[index?.column ?? 0].slot])
        try run.step(places?.count ?? rules.count)
        var hits: [Hit] = []
        for step in 0..<(places?.count ?? rules.count) {
            let rule = rules[places?[step] ?? step]
            guard try fires(rule, run) else { continue }
            hits.append(try hit(rule, run))
            if hitPolicy == .first { break }
        }
        return hits
    }

    /// Rules that are known to fire.
    func hits(among places: [Int], _ run: Run) throws(DecisionLimit) -> [Hit] {
        var hits: [Hit] = []
        for place in places { hits.append(try hit(rules[place], run)) }
        return hits
    }

    private func hit(_ rule: Rule, _ run: Run) throws(DecisionLimit) -> Hit {
        var values: [FEELValue] = []
        values.reserveCapacity(outputs.count)
        for output in rule.outputs { values.append(try output.value(run)) }
        return Hit(rule: rule, outputs: values)
    }

    private func fires(_ rule: Rule, _ run: Run) throws(DecisionLimit) -> Bool {
        for cell in rule.cells {
            if let cell, try cell.truth(run) != true { return false }
        }
        return true
    }

    private func begunTrace(_ run: Run) -> TableTrace {
        TableTrace(
            decision: decision, file: file, line: line,
            inputs: inputs.map { NamedValue($0.label, run[$0.slot]) })
    }

    private func fired(_ hit: Hit) -> FiredRule {
        FiredRule(
            number: hit.rule.number,
            outputs: zip(outputs, hit.outputs).map { NamedValue($0.name, $1) },
            annotations: zip(annotations, hit.rule.annotations).map { NamedText($0, $1) })
    }

    /// What a table says when no rule fires: its default outputs, else null.
    private func fallback(_ run: Run) throws(DecisionLimit) -> FEELValue {
        guard outputs.contains(where: { $0.fallback != nil }) else {
            if hitPolicy != .collect { return .null }
            return aggregation == nil ? .list([]) : aggregation == .count ? 0 : .null
        }
        var values: [FEELValue] = []
        for output in outputs { values.append(try output.fallback?.value(run) ?? .null) }
        return joined(values)
    }

    /// One output is the value itself; several are a context by their names.
    func joined(_ values: [FEELValue]) -> FEELValue {
        if outputs.count == 1 { return values.first ?? .null }
        return FEELValue.bounded(FEELContext(names: outputNames, values: values))
    }
}
