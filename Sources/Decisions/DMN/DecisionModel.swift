public import Formats

/// A compiled decision model: read once, asked many times.
public struct DecisionModel: Sendable {
    public let name: String
    public let file: String
    /// The data that somebody has to give.
    public let inputs: [String]
    /// In an order in which each comes after what it needs.
    public let decisions: [String]
    /// What is not wrong enough to refuse the model, but to be mended: unknown names, with their lines.
    public let problems: [FormatError]
    private let logic: [String: Decision]

    struct Decision: Sendable {
        let name: String
        let needs: [String]
        let logic: Logic
    }

    enum Logic: Sendable {
        case table(DecisionTable)
        case expression(FEELExpression)
    }

    /// Reads DMN 1.2 to 1.5 XML; decision tables and literal expressions.
    public init(_ bytes: [UInt8], file: String) throws {
        var reader = DMNReader(root: try XMLElement.parse(bytes, file: file))
        let parts = try reader.read()
        name = reader.root.attribute("name") ?? file
        self.file = file
        inputs = parts.inputs
        decisions = parts.decisions.map(\.name)
        logic = Dictionary(
            parts.decisions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        problems = reader.problems
    }

    public init(_ text: String, file: String) throws {
        try self.init(Array(text.utf8), file: file)
    }

    /// The value of a decision for the data that is known; data that is missing is null. Nil for an unknown decision.
    public func evaluate(_ decision: String, _ data: [String: FEELValue]) -> DecisionResult? {
        guard logic[decision] != nil else { return nil }
        var run = DecisionRun(logic: logic, known: data)
        let value = run.value(of: decision)
        return DecisionResult(value: value, explanation: run.traces)
    }

    /// The data that a decision rests on, directly or through others.
    public func inputs(of decision: String) -> [String] {
        var (open, seen) = ([decision], Set<String>())
        while let next = open.popLast() {
            if seen.insert(next).inserted { open += logic[next]?.needs ?? [] }
        }
        return inputs.filter(seen.contains)
    }
}

/// One question to a model: each decision is valued at most once.
private struct DecisionRun {
    let logic: [String: DecisionModel.Decision]
    var known: [String: FEELValue]
    var traces: [TableTrace] = []

    /// The reader has refused circles, so this ends.
    mutating func value(of name: String) -> FEELValue {
        if let value = known[name] { return value }
        guard let decision = logic[name] else { return .null }
        var names: [String: FEELValue] = [:]
        for need in decision.needs { names[need] = value(of: need) }
        let value = evaluate(decision, FEELEvaluator(names: names))
        known[name] = value
        return value
    }

    private mutating func evaluate(
        _ decision: DecisionModel.Decision, _ evaluator: FEELEvaluator
    ) -> FEELValue {
        switch decision.logic {
        case .expression(let expression): return evaluator.value(expression)
        case .table(let table):
            let (value, trace) = table.evaluate(decision.name, evaluator)
            traces.append(trace)
            return value
        }
    }
}
