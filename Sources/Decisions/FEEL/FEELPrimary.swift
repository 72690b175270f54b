// The inner part of the grammar: what binds tightest.
extension FEELParser {
    mutating func postfix() throws -> FEELExpression {
        var result = try primary()
        while true {
            if take(".") {
                guard case .name(let key) = peek else {
                    throw FEELProblem("a name is expected after '.'")
                }
                position += 1
                result = try linked { _ in .path(result, key) }
            } else if peek == .symbol("["), !isRangeEnd {
                result = try linked { try $0.filter(of: result) }
            } else {
                return result
            }
        }
    }

    /// In `]1..5[` the last bracket closes a range.
    private var isRangeEnd: Bool {
        switch tokens[position + 1] {
        case .end, .symbol(","), .symbol(")"), .name("and"), .name("or"): true
        default: false
        }
    }

    private mutating func filter(of list: FEELExpression) throws -> FEELExpression {
        position += 1
        filterDepth += 1
        defer { filterDepth -= 1 }
        let condition = try expression()
        guard take("]") else { throw FEELProblem("']' is missing") }
        return .filter(list, condition)
    }

    private mutating func primary() throws -> FEELExpression {
        let token = peek
        position = min(position + 1, tokens.count - 1)
        switch token {
        case .number(let value): return .literal(.number(value))
        case .string(let text): return .literal(.string(text))
        case .symbol("?"): return .input
        case .symbol("("):
            let inner = try expression()
            guard take(")") else { throw FEELProblem("')' is missing") }
            return inner
        case .symbol("["): return .list(try arguments(until: "]"))
        case .symbol("{"): return try context()
        case .name(let name): return try named(name)
        case .symbol(let sign): throw FEELProblem("'\(sign)' stands where a value is expected")
        case .end: throw FEELProblem("the text ends where a value is expected")
        }
    }

    private mutating func named(_ name: String) throws -> FEELExpression {
        switch name {
        case "true": return .literal(.boolean(true))
        case "false": return .literal(.boolean(false))
        case "null": return .literal(.null)
        case "then", "else", "and", "or", "in", "if", "between":
            throw FEELProblem("'\(name)' stands where a value is expected")
        default: break
        }
        if take("(") {
            guard FEELBuiltins.names.contains(name) else {
                throw FEELProblem("the function '\(name)' is not known")
            }
            return .call(name, try arguments(until: ")"))
        }
        if !names.contains(name), filterDepth == 0 { unknown.append(name) }
        return .name(name)
    }

    private mutating func arguments(until close: String) throws -> [FEELExpression] {
        if take(close) { return [] }
        var result = [try expression()]
        while take(",") { result.append(try expression()) }
        guard take(close) else { throw FEELProblem("'\(close)' is missing") }
        return result
    }

    private mutating func context() throws -> FEELExpression {
        var entries: [FEELEntry] = []
        if take("}") { return .context([]) }
        repeat {
            let key: String
            switch peek {
            case .name(let name), .string(let name): key = name
            default: throw FEELProblem("a key is expected in { }")
            }
            position += 1
            guard take(":") else { throw FEELProblem("':' is missing after the key '\(key)'") }
            entries.append(FEELEntry(key: key, value: try expression()))
        } while take(",")
        guard take("}") else { throw FEELProblem("'}' is missing") }
        return .context(entries)
    }
}
