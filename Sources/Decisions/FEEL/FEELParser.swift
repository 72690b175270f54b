/// Reads expressions and unary tests by recursive descent, with the precedence of the DMN grammar.
struct FEELParser {
    /// Deeper than any table; a hostile text ends here and not at the end of the stack.
    static let depthMax = 64
    /// The longest chain of `a + b + c …`, which nests to the left.
    static let chainMax = 500
    static let textBytesMax = 64 << 10

    let tokens: [FEELToken]
    let names: Set<String>
    var position = 0
    private var depth = 0
    private var chain = 0
    /// Inside a filter the items' own names are valid, which are not known here.
    var filterDepth = 0
    /// Names that nothing gives a value to.
    var unknown: [String] = []

    init(_ text: String, names: Set<String>) throws {
        guard text.utf8.count <= Self.textBytesMax else {
            throw FEELProblem("the text is too long")
        }
        let builtins = names.union(FEELBuiltins.names)
        var lexer = FEELLexer(text, names: builtins)
        tokens = try lexer.tokens()
        self.names = names
    }

    mutating func wholeExpression() throws -> FEELExpression {
        let result = try expression()
        try expectEnd()
        return result
    }

    /// The content of a cell: `-`, `not(...)`, or tests with commas between.
    mutating func wholeTests() throws -> [FEELTest] {
        if peek == .symbol("-"), tokens.count == 2 { return [.any] }
        let result = try negatedTests() ?? tests()
        try expectEnd()
        return result
    }

    private mutating func negatedTests() throws -> [FEELTest]? {
        guard peek == .name("not"), tokens[position + 1] == .symbol("(") else { return nil }
        let start = position
        position += 2
        let inner = try tests()
        guard take(")"), peek == .end else {
            // `not(a) and b` is an expression that begins with a call.
            position = start
            return nil
        }
        return [.none(inner)]
    }

    private mutating func tests() throws -> [FEELTest] {
        var result = [try test()]
        while take(",") { result.append(try test()) }
        return result
    }

    private mutating func test() throws -> FEELTest {
        for sign in ["<=", ">=", "<", ">", "=", "!="] where take(sign) {
            guard let comparison = FEELExpression.Comparison(rawValue: sign) else { break }
            return .compare(comparison, try sum())
        }
        if let range = try range() { return .range(range) }
        return .value(try expression())
    }

    /// A range begins like a list or a parenthesis: it is tried, and given up where no `..` comes.
    private mutating func range() throws -> FEELRange? {
        let (start, startDepth, startUnknown) = (position, depth, unknown)
        guard case .symbol(let open) = peek, ["[", "(", "]"].contains(open) else { return nil }
        position += 1
        if let low = try? sum(), take("..") {
            let high = try sum()
            guard case .symbol(let close) = peek, ["]", ")", "["].contains(close) else {
                throw FEELProblem("a range ends with ], ) or [")
            }
            position += 1
            return FEELRange(
                low: low, high: high, includesLow: open == "[", includesHigh: close == "]")
        }
        (position, depth, unknown) = (start, startDepth, startUnknown)
        return nil
    }

    mutating func expression() throws -> FEELExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else {
            throw FEELProblem("nested deeper than \(Self.depthMax) levels")
        }
        if takeWord("if") { return try conditional() }
        return try disjunction()
    }

    private mutating func conditional() throws -> FEELExpression {
        let test = try expression()
        guard takeWord("then") else { throw FEELProblem("'then' is missing after 'if'") }
        let yes = try expression()
        guard takeWord("else") else { throw FEELProblem("'else' is missing after 'then'") }
        return .choice(test, yes, try expression())
    }

    private mutating func disjunction() throws -> FEELExpression {
        var left = try conjunction()
        while takeWord("or") { left = .either(left, try linked { try $0.conjunction() }) }
        return left
    }

    private mutating func conjunction() throws -> FEELExpression {
        var left = try comparison()
        while takeWord("and") { left = .both(left, try linked { try $0.comparison() }) }
        return left
    }

    private mutating func comparison() throws -> FEELExpression {
        let left = try sum()
        for sign in ["<=", ">=", "!=", "=", "<", ">"] where take(sign) {
            guard let comparison = FEELExpression.Comparison(rawValue: sign) else { break }
            return .comparison(comparison, left, try sum())
        }
        if takeWord("between") { return try between(left) }
        guard takeWord("in") else { return left }
        if peek == .symbol("("), let range = try range() { return .among(left, [.range(range)]) }
        guard take("(") else { return .among(left, [try test()]) }
        let list = try tests()
        guard take(")") else { throw FEELProblem("')' is missing after 'in ('") }
        return .among(left, list)
    }

    private mutating func between(_ value: FEELExpression) throws -> FEELExpression {
        let low = try sum()
        guard takeWord("and") else { throw FEELProblem("'and' is missing after 'between'") }
        let range = FEELRange(low: low, high: try sum(), includesLow: true, includesHigh: true)
        return .among(value, [.range(range)])
    }

    mutating func sum() throws -> FEELExpression {
        try chained(["+", "-"]) { try $0.product() }
    }

    private mutating func product() throws -> FEELExpression {
        try chained(["*", "/"]) { try $0.power() }
    }

    private mutating func power() throws -> FEELExpression {
        try chained(["**"]) { try $0.unary() }
    }

    private mutating func chained(
        _ signs: [String], _ operand: (inout FEELParser) throws -> FEELExpression
    ) throws -> FEELExpression {
        var left = try operand(&self)
        while let sign = signs.first(where: { peek == .symbol($0) }),
            let operation = FEELExpression.Arithmetic(rawValue: sign)
        {
            position += 1
            left = .arithmetic(operation, left, try linked(operand))
        }
        return left
    }

    mutating func linked(
        _ operand: (inout FEELParser) throws -> FEELExpression
    ) throws -> FEELExpression {
        chain += 1
        guard chain <= Self.chainMax else {
            throw FEELProblem("more than \(Self.chainMax) operators; split the text")
        }
        return try operand(&self)
    }

    private mutating func unary() throws -> FEELExpression {
        guard take("-") else { return try postfix() }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else {
            throw FEELProblem("nested deeper than \(Self.depthMax) levels")
        }
        return .negative(try unary())
    }

    var peek: FEELToken { tokens[position] }

    mutating func take(_ symbol: String) -> Bool {
        guard peek == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard peek == .name(word) else { return false }
        position += 1
        return true
    }

    private func expectEnd() throws {
        guard peek == .end else { throw FEELProblem("the text goes on where it should end") }
    }
}
