/// A text of FEEL outside a model, compiled for data of known names.
public struct CompiledText: Sendable {
    private let code: FunctionCode
    private let names: [String]
    /// What the text names and nobody gives, in its order; such a name is null, so whoever reads conditions refuses it.
    public let unknown: [String]

    /// One expression.
    public init(
        expression text: String, names: [String], zones: @escaping ZoneSource = { _ in nil }
    )
        throws(FEELProblem)
    {
        var parser = try Parser(text, scope: CompiledText.scope(names), zones: zones)
        let expression = try parser.wholeExpression()
        unknown = parser.unknown.map(\.name)
        let frame = CompiledText.frame(names)
        let body = Compiler(frame: frame).code(expression)
        code = FunctionCode(body: body, slotCount: frame.slotCount, levels: frame.levels)
        self.names = names
    }

    /// The tests of a cell; what they look at is the datum `?`, which comes first.
    public init(
        tests text: String, names: [String], zones: @escaping ZoneSource = { _ in nil }
    )
        throws(FEELProblem)
    {
        let names = ["?"] + names
        var parser = try Parser(text, scope: CompiledText.scope(names), zones: zones)
        let tests = try parser.wholeTests()
        unknown = parser.unknown.map(\.name)
        let frame = CompiledText.frame(names)
        let body = Compiler(frame: frame).tests(tests, of: 0)
        code = FunctionCode(body: body, slotCount: frame.slotCount, levels: frame.levels)
        self.names = names
    }

    private static func scope(_ names: [String]) -> NameScope {
        NameScope(Dictionary(names.map { ($0, FEELType.any) }, uniquingKeysWith: { $1 }))
    }

    private static func frame(_ names: [String]) -> Frame {
        let frame = Frame()
        for name in names { frame.declare(name) }
        return frame
    }

    /// The value for data; what is missing is null.
    public func value(
        _ data: [String: FEELValue], world: DecisionWorld = DecisionWorld()
    ) throws(DecisionLimit) -> FEELValue {
        try value(data, Run(world: world))
    }

    /// In a run with limits of its own.
    func value(_ data: [String: FEELValue], _ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.call(code, names.map { data[$0] ?? .null })
    }
}
