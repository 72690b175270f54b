/// Values that stand alone.
extension Parser {
    mutating func primary() throws(FEELProblem) -> Expression {
        let token = self.token
        switch token.kind {
        case .number:
            at += 1
            guard let number = Number(token.text) else {
                throw FEELProblem(message: "'\(token.text)' is too large", place: token.place)
            }
            return constant(.number(number), .number, token)
        case .string:
            at += 1
            return constant(.string(token.text), .string, token)
        case .name: return try word()
        case .symbol: return try bracket()
        case .end: throw problem("a value is missing")
        }
    }

    private func constant(_ value: FEELValue, _ type: FEELType, _ token: Token) -> Expression {
        Expression(form: .constant(value), place: token.place, type: type)
    }

    private mutating func word() throws(FEELProblem) -> Expression {
        let token = self.token
        let known = scope.match(tokens, at: at)
        if known?.entry.parts.count ?? 0 < 2, let keyword = try self.keyword() { return keyword }
        if let known {
            at += known.entry.parts.count
            return Expression(form: .name(known.entry.name), place: token.place, type: known.type)
        }
        guard !Parser.reserved.contains(token.text) else { throw problem("a value is missing") }
        at += 1
        noteUnknown(token.text, at: token.place)
        return Expression(form: .name(token.text), place: token.place, type: .any)
    }

    private static let reserved: Set<String> = [
        "then", "else", "return", "satisfies", "in", "and", "or", "between", "instance",
    ]

    private mutating func keyword() throws(FEELProblem) -> Expression? {
        let token = self.token
        switch token.text {
        case "true", "false":
            at += 1
            return constant(.boolean(token.text == "true"), .boolean, token)
        case "null":
            at += 1
            return constant(.null, .nothing, token)
        case "if": return try conditional()
        case "for": return try loop()
        case "some", "every": return try quantified()
        case "function":
            guard tokens[at + 1].isSymbol("(") else { return nil }
            return try function()
        default: return nil
        }
    }

    private mutating func bracket() throws(FEELProblem) -> Expression {
        switch token.text {
        case "(": return try parenthesis()
        case "[": return try list()
        case "]": return try range(includesStart: false)
        case "{": return try context()
        case "@": return try temporal()
        default: throw problem("a value is missing")
        }
    }

    private mutating func parenthesis() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        if let form = sidedForm() {
            let value = try closed { parser throws(FEELProblem) in try parser.bound() }
            try expect(")")
            return Expression(form: .sided(form, value), place: place, type: .range(value.type))
        }
        let value = try closed { parser throws(FEELProblem) in try parser.expression() }
        if token.isSymbol("..") { return try rangeEnd(value, includesStart: false, place) }
        try expect(")")
        return value
    }

    private mutating func list() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        if skip("]") { return Expression(form: .list([]), place: place, type: .list(.any)) }
        let first = try closed { parser throws(FEELProblem) in try parser.element() }
        if token.isSymbol("..") { return try rangeEnd(first, includesStart: true, place) }
        var items = [first]
        while skip(",") {
            items.append(try closed { parser throws(FEELProblem) in try parser.element() })
        }
        try expect("]")
        return Expression(form: .list(items), place: place, type: .list(Parser.common(items)))
    }

    /// An item of a list may be a side of a value, as in a cell.
    private mutating func element() throws(FEELProblem) -> Expression {
        let place = token.place
        guard let form = sidedForm() else { return try expression() }
        let value = try bound()
        return Expression(form: .sided(form, value), place: place, type: .range(value.type))
    }

    private mutating func range(includesStart: Bool) throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        let start = try closed { parser throws(FEELProblem) in try parser.bound() }
        return try rangeEnd(start, includesStart: includesStart, place)
    }

    /// An end of a range, or what stands behind a sign.
    private mutating func bound() throws(FEELProblem) -> Expression {
        try deeper { parser throws(FEELProblem) in try parser.sum() }
    }

    private mutating func rangeEnd(
        _ start: Expression, includesStart: Bool, _ place: Int
    ) throws(FEELProblem) -> Expression {
        try expect("..")
        let outer = mayCloseRange
        mayCloseRange = true
        defer { mayCloseRange = outer }
        let end = try bound()
        let includesEnd = skip("]")
        guard includesEnd || skip(")") || skip("[") else { throw problem("a range has no end") }
        return Expression(
            form: .range(start, end, includesStart: includesStart, includesEnd: includesEnd),
            place: place, type: .range(start.type))
    }

    /// The members that stand before are known to those behind.
    private mutating func context() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        let members = try within(NameScope.Layer([:])) {
            parser throws(FEELProblem) -> [Expression.Member] in
            try parser.closed { inner throws(FEELProblem) in try inner.members() }
        }
        try expect("}")
        let types = members.map { FEELType.ContextMember(name: $0.name, type: $0.value.type) }
        return Expression(form: .context(members), place: place, type: .context(types))
    }

    private mutating func members() throws(FEELProblem) -> [Expression.Member] {
        var members: [Expression.Member] = []
        var names: Set<String> = []
        if token.isSymbol("}") { return members }
        repeat {
            let name = try key()
            if !names.insert(name).inserted {
                throw problem("the name '\(name)' stands twice in one context")
            }
            let value = try expression()
            members.append(Expression.Member(name: name, value: value))
            scope.add(name, value.type)
            scope.add(member: name)
        } while skip(",")
        return members
    }

    mutating func key() throws(FEELProblem) -> String {
        if token.kind == .string, tokens[at + 1].isSymbol(":") {
            at += 2
            return tokens[at - 2].text
        }
        guard let end = nameEnd(before: ":") else { throw problem("a name and ':' are missing") }
        let name = written(from: at, to: end)
        at = end + 1
        return name
    }

    /// `@"2026-11-25"`: what it is shows in its form.
    private mutating func temporal() throws(FEELProblem) -> Expression {
        let place = token.place
        at += 1
        guard token.kind == .string else { throw problem("a text is missing after '@'") }
        let text = token.text
        at += 1
        let value = FEELValue(temporal: text, zones: zones)
        return Expression(form: .constant(value), place: place, type: FEELType(of: value))
    }

    /// The one type that all items have.
    static func common(_ items: [Expression]) -> FEELType {
        guard let first = items.first?.type else { return .any }
        return items.allSatisfy { $0.type.conforms(to: first) } ? first : .any
    }
}
