/// An expression of FEEL as a tree; made by `FEELParser`, valued by `FEELEvaluator`.
indirect enum FEELExpression: Equatable, Sendable {
    case literal(FEELValue)
    case name(String)
    /// `?`: the value that a unary test is about.
    case input
    case path(FEELExpression, String)
    /// An item by its place, or the items for which a condition holds.
    case filter(FEELExpression, FEELExpression)
    case negative(FEELExpression)
    case arithmetic(Arithmetic, FEELExpression, FEELExpression)
    case comparison(Comparison, FEELExpression, FEELExpression)
    case both(FEELExpression, FEELExpression)
    case either(FEELExpression, FEELExpression)
    case choice(FEELExpression, FEELExpression, FEELExpression)
    case among(FEELExpression, [FEELTest])
    case list([FEELExpression])
    case context([FEELEntry])
    case call(String, [FEELExpression])

    enum Arithmetic: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case power = "**"
    }

    enum Comparison: String, Sendable {
        case equal = "="
        case different = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }
}

struct FEELEntry: Equatable, Sendable {
    let key: String
    let value: FEELExpression
}

/// What stands in a cell of a decision table: a condition on one value.
indirect enum FEELTest: Equatable, Sendable {
    /// `-`
    case any
    case none([FEELTest])
    case compare(FEELExpression.Comparison, FEELExpression)
    case range(FEELRange)
    case value(FEELExpression)
}

/// `[a..b]`, `(a..b]`, `]a..b[`.
struct FEELRange: Equatable, Sendable {
    let low: FEELExpression
    let high: FEELExpression
    let includesLow: Bool
    let includesHigh: Bool
}
