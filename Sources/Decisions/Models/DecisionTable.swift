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
        /// Columns whose cell was found to be wrong when it was read.
        let mistaken: Set<Int>
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
    let index: TableIndex?
    /// The columns that list the values that they allow.
    private let limited: [Int]
    /// Row by row.
    let cells: [CellTest]
    /// What a rule says, where its outputs are constants.
    private let fixed: [FEELValue?]

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
        limited = inputs.indices.filter { inputs[$0].allowed != nil }
        cells = rules.flatMap { $0.cells.map { CellTest($0) } }
        let names = outputNames
        fixed = rules.map { rule in
            let constants = rule.outputs.compactMap { ($0 as? ConstantCode)?.constant }
            return constants.count == outputs.count ? TableCode.joined(constants, names) : nil
        }
    }

    /// A rule that fired, with what it says.
    struct Hit {
        let rule: Rule
        let outputs: [FEELValue]
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        if run.missing != nil { return try valueWhileAsking(run) }
        if let evidence = run.evidence { return try value(run, noting: evidence) }
        for column in inputs.indices {
            run[inputs[column].slot] = try inputs[column].code.value(run)
        }
        if try refused(run) != nil { return .null }
        let places = try firing(run)
        if places.rest.isEmpty, let first = places.first, let value = saidAlone(first) {
            return value
        }
        return try value(of: hits(among: places.all, run), run)
    }

    /// The first column whose value the model does not allow.
    func refused(_ run: Run) throws(DecisionLimit) -> Int? {
        for column in limited where try inputs[column].allowed?.truth(run) != true {
            return column
        }
        return nil
    }

    func value(of hits: [Hit], _ run: Run) throws(DecisionLimit) -> FEELValue {
        var problem: String?
        return try hits.isEmpty ? fallback(run) : result(of: hits, &problem)
    }

    /// Rules that fire: nearly always one, which needs no list.
    private struct Firing {
        var first: Int?
        var rest: [Int] = []

        var all: [Int] { first.map { [$0] + rest } ?? [] }
    }

    private func firing(_ run: Run) throws(DecisionLimit) -> Firing {
        let places = candidates(run)
        try run.step(places?.count ?? rules.count)
        var found = Firing()
        for step in 0..<(places?.count ?? rules.count) {
            let place = places?[step] ?? step
            guard try fires(place, run) else { continue }
            if found.first == nil { found.first = place } else { found.rest.append(place) }
            if hitPolicy == .first { break }
        }
        return found
    }

    /// What a rule of constants says where it fires alone, or wins.
    private func saidAlone(_ place: Int) -> FEELValue? {
        switch hitPolicy {
        case .unique, .first, .any, .priority: fixed[place]
        case .ruleOrder, .outputOrder, .collect: nil
        }
    }

    /// The rules that may fire; nil where all may.
    func candidates(_ run: Run) -> [Int]? {
        index.flatMap { $0.candidates(for: run[inputs[$0.column].slot]) }
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

    private func fires(_ place: Int, _ run: Run) throws(DecisionLimit) -> Bool {
        for column in inputs.indices {
            let cell = place * inputs.count + column
            guard try cells[cell].holds(in: inputs[column].slot, run) else { return false }
        }
        return true
    }

    func begunTrace(_ run: Run) -> TableTrace {
        TableTrace(
            decision: decision, file: file, line: line,
            inputs: inputs.map { NamedValue($0.label, run[$0.slot]) })
    }

    func fired(_ hit: Hit) -> FiredRule {
        FiredRule(
            number: hit.rule.number,
            outputs: zip(outputs, hit.outputs).map { NamedValue($0.name, $1) },
            annotations: zip(annotations, hit.rule.annotations).map { NamedText($0, $1) })
    }

    /// What a table says when no rule fires: its default outputs, else null.
    func fallback(_ run: Run) throws(DecisionLimit) -> FEELValue {
        guard outputs.contains(where: { $0.fallback != nil }) else {
            if hitPolicy != .collect { return .null }
            return aggregation == nil ? .list([]) : aggregation == .count ? 0 : .null
        }
        var values: [FEELValue] = []
        for output in outputs { values.append(try output.fallback?.value(run) ?? .null) }
        return joined(values)
    }

    func joined(_ values: [FEELValue]) -> FEELValue { TableCode.joined(values, outputNames) }

    /// One output is the value itself; several are a context by their names.
    private static func joined(_ values: [FEELValue], _ names: ContextNames) -> FEELValue {
        if names.list.count == 1 { return values.first ?? .null }
        return FEELValue.bounded(FEELContext(names: names, values: values))
    }
}
