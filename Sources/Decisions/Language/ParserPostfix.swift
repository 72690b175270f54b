/// What follows a value: a member, a filter, arguments.
extension Parser {
    mutating func postfix() throws(FEELProblem) -> Expression {
        var value = try primary()
        var count = 0
        while true {
            count += 1
            guard count <= FEELLimits.chainMax, value.depth <= FEELLimits.chainMax else {
                throw problem("over \(FEELLimits.chainMax) parts in a row")
            }
            guard membersSeen <= FEELLimits.membersMax else {
                throw problem("over \(FEELLimits.membersMax) members are looked through")
            }
            if token.isSymbol("."), tokens[at + 1].kind == .name {
                at += 1
                value = member(of: value)
            } else if token.isSymbol("[") {
                guard let next = try filterOrEnd(of: value) else { return value }
                value = next
            } else if token.isSymbol("(") {
                value = try call(value)
            } else {
                return value
            }
        }
    }

    private mutating func member(of value: Expression) -> Expression {
        let start = at
        let own = memberTable(value.type)?.match(tokens, at: start)
        let entry = own ?? scope.member(tokens, at: start)
        at += entry?.parts.count ?? 1
        let name = entry?.name ?? tokens[start].text
        let type = value.type.member(name) ?? .any
        return Expression(form: .path(value, name), place: value.place, type: type)
    }

    /// The names that are known to be members of a type.
    private mutating func memberTable(_ type: FEELType) -> NameTable? {
        switch type.base {
        case .context(let members):
            membersSeen += members.count
            return scope.memberTables.table(members.map(\.name))
        case .list(let item): return memberTable(item)
        default: return nil
        }
    }

    /// A filter; nil where the bracket closes a range, as in `[1..5[`.
    private mutating func filterOrEnd(of value: Expression) throws(FEELProblem) -> Expression? {
        guard mayCloseRange else { return try filter(value) }
        return attempt { trial throws(FEELProblem) -> Expression? in try trial.filter(value) }
    }

    private mutating func filter(_ value: Expression) throws(FEELProblem) -> Expression {
        try expect("[")
        let layer = scope.itemLayer(value.type)
        membersSeen += layer.types.count
        let condition = try within(layer) { parser throws(FEELProblem) in
            try parser.closed { inner throws(FEELProblem) in try inner.expression() }
        }
        try expect("]")
        let type: FEELType =
            switch condition.type.base {
            case .number: value.type.item ?? .any
            case .boolean: value.type.item.map { FEELType.list($0) } ?? .any
            default: .any
            }
        return Expression(form: .filter(value, condition), place: value.place, type: type)
    }

    /// Inside brackets a `[` is a filter again.
    mutating func closed<Value>(
        _ body: (inout Parser) throws(FEELProblem) -> Value
    ) throws(FEELProblem) -> Value {
        let outer = mayCloseRange
        mayCloseRange = false
        defer { mayCloseRange = outer }
        return try body(&self)
    }

    private mutating func call(_ callee: Expression) throws(FEELProblem) -> Expression {
        try expect("(")
        let result = try closed { parser throws(FEELProblem) in try parser.arguments(of: callee) }
        try expect(")")
        return result
    }

    private mutating func arguments(of callee: Expression) throws(FEELProblem) -> Expression {
        var type = FEELType.any
        if case .function(_, let result) = callee.type.base { type = result }
        if token.isSymbol(")") {
            return Expression(form: .call(callee, []), place: callee.place, type: type)
        }
        if nameEnd(before: ":") != nil {
            var members: [Expression.Member] = []
            repeat {
                guard let end = nameEnd(before: ":") else {
                    throw problem("the name of an argument is missing")
                }
                let name = written(from: at, to: end)
                at = end + 1
                members.append(Expression.Member(name: name, value: try expression()))
            } while skip(",")
            return Expression(form: .namedCall(callee, members), place: callee.place, type: type)
        }
        var values = [try expression()]
        while skip(",") { values.append(try expression()) }
        return Expression(form: .call(callee, values), place: callee.place, type: type)
    }

    /// The index of the symbol that ends a name which begins here; nil where no name stands here.
    func nameEnd(before symbol: String) -> Int? {
        guard token.kind == .name else { return nil }
        var index = at
        while index < tokens.count {
            let token = tokens[index]
            if token.isSymbol(symbol) { return index }
            let isPart =
                token.kind == .name || token.kind == .number
                || (token.kind == .symbol && Parser.nameSigns.contains(token.text))
            guard isPart else { return nil }
            index += 1
        }
        return nil
    }

    /// What may stand inside a name beside letters (rule 30, and what modellers write).
    private static let nameSigns: Set<String> = [
        ".", "/", "-", "'", "’", "+", "*", "&", "%", "$", "#", "!", "**", ";", "|",
    ]
}
