/// Reads FEEL by descent; which names exist is said by the scope.
struct Parser {
    let tokens: [Token]
    private let source: [Unicode.Scalar]
    let zones: ZoneSource
    var at = 0
    var scope: NameScope
    /// Names that nobody knows: they are null.
    private(set) var unknown: [(name: String, place: Int)] = []
    var nesting = 0
    /// How often a way was tried in vain; bounded, for tries within tries double the work.
    private var retries = 0
    /// Members that were looked through for paths.
    var membersSeen = 0
    /// Inside the end of a range a `[` may close it.
    var mayCloseRange = false

    init(
        _ text: String, scope: NameScope, zones: @escaping ZoneSource = { _ in nil }
    )
        throws(FEELProblem)
    {
        tokens = try Lexer.tokens(of: text)
        source = Array(text.unicodeScalars)
        self.scope = scope
        self.zones = zones
    }

    /// The whole text as one expression.
    mutating func wholeExpression() throws(FEELProblem) -> Expression {
        let expression = try self.expression()
        try expectEnd()
        return expression
    }

    /// The whole text as tests of a cell: `-`, `< 5, [7..9]`, `not("a", "b")`.
    mutating func wholeTests() throws(FEELProblem) -> [UnaryTest] {
        if token.isSymbol("-"), tokens[at + 1].kind == .end { return [.any] }
        if token.isWord("not"), tokens[at + 1].isSymbol("("), let tests = negatedTests() {
            return [.not(tests)]
        }
        let tests = try self.tests()
        try expectEnd()
        return tests
    }

    /// `not(…)` around the whole cell; nil where it is only the beginning of an expression.
    private mutating func negatedTests() -> [UnaryTest]? {
        attempt { trial throws(FEELProblem) -> [UnaryTest]? in
            trial.at += 2
            let tests = try trial.tests()
            return trial.skip(")") && trial.token.kind == .end ? tests : nil
        }
    }

    mutating func tests() throws(FEELProblem) -> [UnaryTest] {
        var tests = [try test()]
        while skip(",") { tests.append(try test()) }
        return tests
    }

    private mutating func test() throws(FEELProblem) -> UnaryTest {
        if token.isSymbol("-"), tokens[at + 1].isSymbol(",") || tokens[at + 1].kind == .end {
            at += 1
            return .any
        }
        let place = token.place
        if let form = sidedForm() {
            let value = try deeper { parser throws(FEELProblem) in try parser.sum() }
            return .expression(
                Expression(form: .sided(form, value), place: place, type: .range(value.type)))
        }
        return .expression(try expression())
    }

    /// `<`, `>=` and the like before a value.
    mutating func sidedForm() -> FEELRange.Form? {
        guard token.kind == .symbol else { return nil }
        let forms: [String: FEELRange.Form] = [
            "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual, "=": .equal,
            "!=": .notEqual,
        ]
        guard let form = forms[token.text] else { return nil }
        at += 1
        return form
    }
}

/// Moving through the tokens.
extension Parser {
    var token: Token { tokens[at] }

    mutating func skip(_ symbol: String) -> Bool {
        guard token.isSymbol(symbol) else { return false }
        at += 1
        return true
    }

    mutating func skip(word: String) -> Bool {
        guard token.isWord(word) else { return false }
        at += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(FEELProblem) {
        guard skip(symbol) else { throw problem("'\(symbol)' is missing") }
    }

    mutating func expect(word: String) throws(FEELProblem) {
        guard skip(word: word) else { throw problem("'\(word)' is missing") }
    }

    func problem(_ message: String) -> FEELProblem {
        let found = token.kind == .end ? "the end" : "'\(token.text)'"
        return FEELProblem(message: message + " before \(found)", place: token.place)
    }

    private func expectEnd() throws(FEELProblem) {
        guard token.kind == .end else { throw problem("nothing more was expected") }
    }

    mutating func deeper<Value>(
        _ body: (inout Parser) throws(FEELProblem) -> Value
    ) throws(FEELProblem) -> Value {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= FEELLimits.nestingMax, retries <= FEELLimits.retriesMax else {
            throw FEELProblem(
                message: "nested deeper than \(FEELLimits.nestingMax) levels", place: token.place)
        }
        return try body(&self)
    }

    /// Tries one way to read what comes; where it fails, nothing has happened.
    mutating func attempt<Value>(
        _ body: (inout Parser) throws(FEELProblem) -> Value?
    ) -> Value? {
        var trial = self
        if let value = try? body(&trial) {
            self = trial
            return value
        }
        retries = trial.retries + 1 + abs(trial.at - at) / FEELLimits.tokensPerRetry
        return nil
    }

    /// The text from a token to the one before another, with single spaces: a name as it was written.
    func written(from start: Int, to end: Int) -> String {
        guard end > start else { return "" }
        let last = tokens[end - 1]
        let slice = source[tokens[start].place..<last.place + last.text.unicodeScalars.count]
        var view = String.UnicodeScalarView()
        view.append(contentsOf: slice)
        return String(view).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    mutating func noteUnknown(_ name: String, at place: Int) {
        guard !scope.layers.contains(where: \.isOpen) else { return }
        unknown.append((name, place))
    }

    /// Runs a part of the text with more names.
    mutating func within<Value>(
        _ layer: NameScope.Layer, _ body: (inout Parser) throws(FEELProblem) -> Value
    ) throws(FEELProblem) -> Value {
        scope.push(layer)
        defer { scope.pop() }
        return try body(&self)
    }
}
