/// An expression as it was written: its form, where it begins, and what is known of its type.
struct Expression: Sendable {
    let form: Form
    /// Unicode scalars before it.
    let place: Int
    let type: FEELType

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
