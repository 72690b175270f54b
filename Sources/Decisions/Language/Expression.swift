/// An expression as it was written: its form, where it begins, and what is known of its type.
struct Expression: Sendable {
    let form: Form
    /// Unicode scalars before it.
    let place: Int
    let type: FEELType
    /// Expressions within expressions, itself counted: who walks through it needs as many frames.
    let depth: Int

    init(form: Form, place: Int, type: FEELType) {
        (self.form, self.place, self.type) = (form, place, type)
        depth = 1 + form.depth
    }

    indirect enum Form: Sendable {
        case constant(FEELValue)
        case name(String)
        case path(Expression, String)
        case filter(Expression, Expression)
        case call(Expression, [Expression])
        case namedCall(Expression, [Member])
        case negated(Expression)
        case arithmetic(Arithmetic, Expression, Expression)
        case compared(Comparison, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case between(Expression, Expression, Expression)
        case isIn(Expression, [UnaryTest])
        case isInstance(Expression, FEELType)
        case conditional(Expression, Expression, Expression)
        case loop([Iterator], Expression)
        case quantified(isEvery: Bool, [Iterator], Expression)
        /// Without a body it is an external function, which does not exist here.
        case function([FEELFunction.Parameter], Expression?)
        case list([Expression])
        case context([Member])
        case range(Expression, Expression, includesStart: Bool, includesEnd: Bool)
        case sided(FEELRange.Form, Expression)
    }

    enum Arithmetic: Sendable { case plus, minus, times, divided, power }

    enum Comparison: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

    struct Member: Sendable {
        let name: String
        let value: Expression
    }

    struct Iterator: Sendable {
        let name: String
        let source: Expression
        /// The last value, where the source is written `1..10`.
        let last: Expression?
    }
}

/// One test of a cell or behind `in`.
indirect enum UnaryTest: Sendable {
    case any
    case expression(Expression)
    case not([UnaryTest])
}

extension Expression.Form {
    /// That of the deepest expression inside.
    fileprivate var depth: Int {
        switch self {
        case .constant, .name: 0
        case .path(let part, _), .negated(let part), .isInstance(let part, _), .sided(_, let part):
            part.depth
        case .filter(let first, let second), .arithmetic(_, let first, let second),
            .compared(_, let first, let second), .and(let first, let second),
            .or(let first, let second), .range(let first, let second, _, _):
            max(first.depth, second.depth)
        case .between(let first, let second, let third),
            .conditional(let first, let second, let third):
            max(first.depth, second.depth, third.depth)
        case .call(let callee, let arguments):
            arguments.reduce(callee.depth) { max($0, $1.depth) }
        case .namedCall(let callee, let members):
            members.reduce(callee.depth) { max($0, $1.value.depth) }
        case .isIn(let value, let tests): tests.reduce(value.depth) { max($0, $1.depth) }
        case .loop(let iterators, let body), .quantified(_, let iterators, let body):
            iterators.reduce(body.depth) { max($0, $1.source.depth, $1.last?.depth ?? 0) }
        case .function(_, let body): body?.depth ?? 0
        case .list(let items): items.reduce(0) { max($0, $1.depth) }
        case .context(let members): members.reduce(0) { max($0, $1.value.depth) }
        }
    }
}

extension UnaryTest {
    fileprivate var depth: Int {
        switch self {
        case .any: 0
        case .expression(let expression): expression.depth
        case .not(let tests): tests.reduce(0) { max($0, $1.depth) }
        }
    }
}
