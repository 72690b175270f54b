/// Finds what can never be right in an expression, by what is known of its types before any data are there.
///
/// Only what is certain is said: a value whose type is open may be anything, and null goes with all.
struct TypeCheck {
    struct Finding {
        let message: String
        /// Unicode scalars before it.
        let place: Int
    }

    private(set) var found: [Finding] = []
    /// Names that stand for something else than FEEL's own functions.
    private(set) var hidden: Set<String>

    init(hiding names: Set<String>) { hidden = names }

    mutating func add(_ message: String, at place: Int) {
        found.append(Finding(message: message, place: place))
    }

    mutating func check(_ expression: Expression) {
        operation(expression)
        let (names, outer) = (expression.boundNames, hidden)
        if !names.isEmpty { hidden.formUnion(names) }
        for part in expression.parts { check(part) }
        hidden = outer
    }

    /// The tests of a cell, and whether what they look at can be like that.
    mutating func check(_ tests: [UnaryTest], of subject: FEELType, allowed: [FEELValue]?) {
        for part in tests.flatMap(\.parts) { check(part) }
        fit(tests, subject, allowed)
    }

    private mutating func operation(_ expression: Expression) {
        let place = expression.place
        switch expression.form {
        case .arithmetic(let kind, let left, let right): arithmetic(kind, left, right, place)
        case .compared(let kind, let left, let right):
            compare(left, right, isOrder: kind != .equal && kind != .notEqual)
        case .between(let value, let low, let high):
            compare(value, low, isOrder: true)
            compare(value, high, isOrder: true)
        case .isIn(let value, let tests): fit(tests, value.type, nil)
        case .negated(let value): negate(value, place)
        case .call(let callee, let arguments): call(callee, arguments, place)
        case .namedCall(let callee, let members): namedCall(callee, members, place)
        default: break
        }
    }

    private mutating func arithmetic(
        _ operation: Expression.Arithmetic, _ left: Expression, _ right: Expression, _ place: Int
    ) {
        guard let first = left.type.kind, let second = right.type.kind,
            !operation.joins(first, second)
        else { return }
        add("\(first.words) \(operation.word) \(second.words) is always null", at: place)
    }

    private mutating func negate(_ value: Expression, _ place: Int) {
        guard let kind = value.type.kind, kind != .number, !kind.isDuration else { return }
        add("a sign before \(kind.words) makes it null", at: place)
    }

    private mutating func compare(_ left: Expression, _ right: Expression, isOrder: Bool) {
        guard let first = left.type.kind, let second = right.type.kind else { return }
        if !first.isComparable(with: second) {
            add(
                "\(first.words) is compared with \(second.words), which is always null",
                at: left.place)
        } else if isOrder, !first.isOrdered {
            add("\(first.words) is neither less nor greater than another", at: left.place)
        }
    }
}

/// Whether tests can hold for what they look at.
extension TypeCheck {
    private mutating func fit(
        _ tests: [UnaryTest], _ subject: FEELType, _ allowed: [FEELValue]?
    ) {
        guard let kind = subject.kind else { return }
        for test in tests {
            switch test {
            case .any: break
            case .not(let inner): fit(inner, subject, allowed)
            case .expression(let expression): fit(expression, kind, allowed)
            }
        }
    }

    /// A truth value is a condition of its own, and what speaks of `?` decides by itself.
    private mutating func fit(_ expression: Expression, _ kind: FEELKind, _ allowed: [FEELValue]?) {
        if case .list(let items) = expression.form {
            for item in items { fit(item, kind, allowed) }
            return
        }
        guard let other = expression.type.matched, other != .boolean, !expression.mentions("?")
        else { return }
        if !kind.isComparable(with: other) {
            add(
                "\(expression.words ?? other.words) never fits: what is looked at is \(kind.words)",
                at: expression.place)
        } else if let words = expression.words, let value = expression.constant,
            let allowed, value.isExcluded(by: allowed)
        {
            add("\(words) is not among the allowed values", at: expression.place)
        }
    }
}

extension FEELKind {
    var words: String { "a " + rawValue }

    /// Whether a duration can be added to it.
    fileprivate func moves(by other: FEELKind) -> Bool {
        (isDay && other.isDuration) || (self == .time && other == .daysDuration)
    }
}

extension Expression.Arithmetic {
    fileprivate var word: String {
        switch self {
        case .plus: "plus"
        case .minus: "minus"
        case .times: "times"
        case .divided: "divided by"
        case .power: "to the power of"
        }
    }

    /// Whether two kinds go together (tables 50 to 52).
    fileprivate func joins(_ left: FEELKind, _ right: FEELKind) -> Bool {
        switch self {
        case .plus:
            if left == right { return left == .number || left == .string || left.isDuration }
            return left.moves(by: right) || right.moves(by: left)
        case .minus:
            if left.isDay && right.isDay { return true }
            if left == right { return left != .boolean && left != .string }
            return left.moves(by: right)
        case .times:
            return (left == .number && (right == .number || right.isDuration))
                || (left.isDuration && right == .number)
        case .divided:
            return (right == .number && (left == .number || left.isDuration))
                || (left.isDuration && left == right)
        case .power: return left == .number && right == .number
        }
    }
}

extension FEELType {
    /// The kind of what a test of this type holds for: a range stands for its values, a list for its items.
    fileprivate var matched: FEELKind? {
        switch base {
        case .range(let type): type.kind
        case .list(let item): if case .list = item.base { nil } else { item.matched }
        default: kind
        }
    }

    /// The tests of its allowed values.
    var tests: TestsCode? {
        guard case .constrained(let type, let constraint) = self else { return nil }
        return constraint.code.body as? TestsCode ?? type.tests
    }

    /// The values that alone are allowed, where they are written out.
    var allowed: [FEELValue]? { tests?.constants }
}

extension FEELValue {
    func isExcluded(by allowed: [FEELValue]) -> Bool {
        !isNull && !allowed.contains { isMatched(by: $0) == true }
    }
}

extension Expression {
    fileprivate var constant: FEELValue? {
        if case .constant(let value) = form { value } else { nil }
    }

    /// A constant as it is written.
    fileprivate var words: String? { constant?.words }

    /// Names that mean something of their own inside.
    fileprivate var boundNames: [String] {
        switch form {
        case .loop(let iterators, _), .quantified(_, let iterators, _): iterators.map(\.name)
        case .function(let parameters, _): parameters.map(\.name)
        case .context(let members): members.map(\.name)
        case .filter(let source, _): Array(source.type.itemNames)
        default: []
        }
    }
}

extension FEELValue {
    /// In quotes, as it stands in a message.
    var words: String { if case .string(let text) = self { "\"\(text)\"" } else { text } }
}
