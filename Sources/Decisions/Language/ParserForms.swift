/// The forms that begin with a word.
extension Parser {
    mutating func conditional() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        let condition = try expression()
        try expect(word: "then")
        let first = try expression()
        try expect(word: "else")
        let second = try expression()
        return Expression(
            form: .conditional(condition, first, second), place: place,
            type: Parser.common([first, second]))
    }

    mutating func loop() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        return try within(NameScope.Layer([:])) { parser throws(FEELProblem) -> Expression in
            let iterators = try parser.iterators()
            try parser.expect(word: "return")
            parser.scope.add("partial", .list(.any))
            let body = try parser.expression()
            return Expression(form: .loop(iterators, body), place: place, type: .list(body.type))
        }
    }

    mutating func quantified() throws(FEELProblem) -> Expression {
        let place = token.place
        let isEvery = token.isWord("every")
        at += 1
        return try within(NameScope.Layer([:])) { parser throws(FEELProblem) -> Expression in
            let iterators = try parser.iterators()
            try parser.expect(word: "satisfies")
            let condition = try parser.expression()
            return Expression(
                form: .quantified(isEvery: isEvery, iterators, condition), place: place,
                type: .boolean)
        }
    }

    private mutating func iterators() throws(FEELProblem) -> [Expression.Iterator] {
        var iterators: [Expression.Iterator] = []
        repeat {
            // Each is a loop within the one before.
            guard iterators.count < FEELLimits.nestingMax else {
                throw problem("over \(FEELLimits.nestingMax) variables in one loop")
            }
            let name = try variable(before: "in")
            let source = try expression()
            let last = skip("..") ? try expression() : nil
            let isRange = last != nil || source.type.isRange
            scope.add(name, isRange ? .any : source.type.item ?? .any)
            iterators.append(Expression.Iterator(name: name, source: source, last: last))
        } while skip(",")
        return iterators
    }

    /// A new name up to a word.
    private mutating func variable(before word: String) throws(FEELProblem) -> String {
        let start = at
        while token.kind != .end, !token.isWord(word) { at += 1 }
        guard at > start, token.isWord(word), tokens[start].kind == .name else {
            throw problem("a name and '\(word)' are missing")
        }
        let name = written(from: start, to: at)
        at += 1
        return name
    }

    mutating func function() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        try expect("(")
        var parameters: [FEELFunction.Parameter] = []
        if !skip(")") {
            repeat { parameters.append(try parameter()) } while skip(",")
            try expect(")")
        }
        let types = parameters.map(\.type)
        if token.isWord("external") {
            at += 1
            _ = try expression()
            return Expression(
                form: .function(parameters, nil), place: place, type: .function(types, .any))
        }
        let layer = NameScope.Layer(
            Dictionary(parameters.map { ($0.name, $0.type) }, uniquingKeysWith: { $1 }))
        let body = try within(layer) { parser throws(FEELProblem) in try parser.expression() }
        return Expression(
            form: .function(parameters, body), place: place, type: .function(types, body.type))
    }

    private mutating func parameter() throws(FEELProblem) -> FEELFunction.Parameter {
        if let end = nameEnd(before: ":") {
            let name = written(from: at, to: end)
            at = end + 1
            return FEELFunction.Parameter(name: name, type: try typeReference())
        }
        guard let end = nameEnd(before: ",") ?? nameEnd(before: ")") else {
            throw problem("the name of a parameter is missing")
        }
        let name = written(from: at, to: end)
        at = end
        return FEELFunction.Parameter(name: name, type: .any)
    }

    /// A type: `number`, `list<string>`, `context<a: number>`, `function<date>->boolean`, one of the model.
    mutating func typeReference() throws(FEELProblem) -> FEELType {
        try deeper { parser throws(FEELProblem) -> FEELType in
            let start = parser.at
            guard let entry = parser.scope.types.match(parser.tokens, at: start) else {
                throw parser.problem("a type is missing")
            }
            parser.at += entry.parts.count
            guard parser.token.isSymbol("<") else {
                return parser.scope.types[entry.name] ?? .any
            }
            switch entry.name {
            case "list": return .list(try parser.angled())
            case "range": return .range(try parser.angled())
            case "context": return try parser.contextType()
            case "function": return try parser.functionType()
            default: return parser.scope.types[entry.name] ?? .any
            }
        }
    }

    private mutating func angled() throws(FEELProblem) -> FEELType {
        try expect("<")
        let item = try typeReference()
        try expect(">")
        return item
    }

    private mutating func contextType() throws(FEELProblem) -> FEELType {
        try expect("<")
        var members: [FEELType.ContextMember] = []
        if skip(">") { return .context([]) }
        repeat {
            let name = try key()
            members.append(FEELType.ContextMember(name: name, type: try typeReference()))
        } while skip(",")
        try expect(">")
        return .context(members)
    }

    private mutating func functionType() throws(FEELProblem) -> FEELType {
        try expect("<")
        var parameters: [FEELType] = []
        if !skip(">") {
            repeat { parameters.append(try typeReference()) } while skip(",")
            try expect(">")
        }
        try expect("->")
        return .function(parameters, try typeReference())
    }
}
