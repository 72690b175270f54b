/// The operators, from the loosest to the tightest (grammar rules 2 to 4, 49 to 51).
extension Parser {
    mutating func expression() throws(FEELProblem) -> Expression {
        try deeper { parser throws(FEELProblem) in try parser.disjunction() }
    }

    private mutating func disjunction() throws(FEELProblem) -> Expression {
        var left = try conjunction()
        var count = 0
        while token.isWord("or") {
            try chain(left, &count)
            let right = try conjunction()
            left = Expression(form: .or(left, right), place: left.place, type: .boolean)
        }
        return left
    }

    private mutating func conjunction() throws(FEELProblem) -> Expression {
        var left = try comparison()
        var count = 0
        while token.isWord("and") {
            try chain(left, &count)
            let right = try comparison()
            left = Expression(form: .and(left, right), place: left.place, type: .boolean)
        }
        return left
    }

    /// Takes the operator at hand; a row of them is as deep as it is long, and a row of rows deeper.
    private mutating func chain(
        _ left: Expression, _ count: inout Int
    ) throws(FEELProblem) {
        count += 1
        guard count <= FEELLimits.chainMax, left.depth <= FEELLimits.chainMax else {
            throw problem("over \(FEELLimits.chainMax) operators in a row")
        }
        at += 1
    }

    private mutating func comparison() throws(FEELProblem) -> Expression {
        var left = try sum()
        var count = 0
        while true {
            if let kind = comparisonKind {
                try chain(left, &count)
                let right = try sum()
                left = Expression(
                    form: .compared(kind, left, right), place: left.place, type: .boolean)
            } else if token.isWord("between") {
                try chain(left, &count)
                let low = try sum()
                try expect(word: "and")
                left = Expression(
                    form: .between(left, low, try sum()), place: left.place, type: .boolean)
            } else if token.isWord("in") {
                try chain(left, &count)
                left = Expression(
                    form: .isIn(left, try membership()), place: left.place, type: .boolean)
            } else {
                return left
            }
        }
    }

    private var comparisonKind: Expression.Comparison? {
        guard token.kind == .symbol else { return nil }
        return switch token.text {
        case "=": .equal
        case "!=": .notEqual
        case "<": .less
        case "<=": .lessOrEqual
        case ">": .greater
        case ">=": .greaterOrEqual
        default: nil
        }
    }

    /// Behind `in`: tests in brackets, or one test.
    private mutating func membership() throws(FEELProblem) -> [UnaryTest] {
        if token.isSymbol("(") {
            let list = attempt { trial throws(FEELProblem) -> [UnaryTest]? in
                trial.at += 1
                let tests = try trial.tests()
                return trial.skip(")") && !trial.continuesValue ? tests : nil
            }
            if let list { return list }
        }
        let place = token.place
        if let form = sidedForm() {
            let value = try sum()
            return [
                .expression(
                    Expression(form: .sided(form, value), place: place, type: .range(value.type)))
            ]
        }
        return [.expression(try sum())]
    }

    /// What stands behind a bracket when it was only the first part of a value.
    private var continuesValue: Bool {
        token.kind == .symbol && ["+", "-", "*", "/", "**", ".", "[", "("].contains(token.text)
    }

    mutating func sum() throws(FEELProblem) -> Expression {
        var left = try product()
        var count = 0
        while token.isSymbol("+") || token.isSymbol("-") {
            let kind: Expression.Arithmetic = token.isSymbol("+") ? .plus : .minus
            try chain(left, &count)
            left = arithmetic(kind, left, try product())
        }
        return left
    }

    private mutating func product() throws(FEELProblem) -> Expression {
        var left = try power()
        var count = 0
        while token.isSymbol("*") || token.isSymbol("/") {
            let kind: Expression.Arithmetic = token.isSymbol("*") ? .times : .divided
            try chain(left, &count)
            left = arithmetic(kind, left, try power())
        }
        return left
    }

    private mutating func power() throws(FEELProblem) -> Expression {
        var left = try negation()
        var count = 0
        while token.isSymbol("**") {
            try chain(left, &count)
            left = arithmetic(.power, left, try negation())
        }
        return left
    }

    private func arithmetic(
        _ kind: Expression.Arithmetic, _ left: Expression, _ right: Expression
    ) -> Expression {
        let type: FEELType
        switch (left.type.base, right.type.base, kind) {
        case (.number, .number, _): type = .number
        case (.string, .string, .plus): type = .string
        default: type = .any
        }
        return Expression(form: .arithmetic(kind, left, right), place: left.place, type: type)
    }

    /// A sign binds tighter than a power: `-2 ** 2` is 4.
    private mutating func negation() throws(FEELProblem) -> Expression {
        guard token.isSymbol("-") else { return try instance() }
        let place = token.place
        at += 1
        let value = try deeper { parser throws(FEELProblem) in try parser.negation() }
        if case .constant(.number(let number)) = value.form {
            return Expression(form: .constant(.number(number.negated)), place: place, type: .number)
        }
        return Expression(form: .negated(value), place: place, type: value.type)
    }

    private mutating func instance() throws(FEELProblem) -> Expression {
        var value = try postfix()
        var count = 0
        while token.isWord("instance"), tokens[at + 1].isWord("of") {
            try chain(value, &count)
            at += 1
            let type = try typeReference()
            value = Expression(form: .isInstance(value, type), place: value.place, type: .boolean)
        }
        return value
    }
}
