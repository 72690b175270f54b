/// Operators and conditions.
final class ArithmeticCode: Code {
    let kind: Expression.Arithmetic
    let left: any Code
    let right: any Code

    init(_ kind: Expression.Arithmetic, _ left: any Code, _ right: any Code) {
        (self.kind, self.left, self.right) = (kind, left, right)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.step()
        let (first, second) = (try left.value(run), try right.value(run))
        switch kind {
        case .plus:
            if case .string(let text) = first, case .string(let more) = second {
                return try run.checked(text + more)
            }
            return first.plus(second)
        case .minus: return first.minus(second)
        case .times: return first.times(second)
        case .divided: return first.divided(by: second)
        case .power:
            try run.step(DecisionLimit.seriesSteps)
            return first.power(second)
        }
    }
}

final class NegationCode: Code {
    let source: any Code
    init(_ source: any Code) { self.source = source }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.step()
        return switch try source.value(run) {
        case .number(let number): .number(number.negated)
        case .daysDuration(let duration): .daysDuration(duration.negated)
        case .monthsDuration(let duration): FEELValue(MonthsDuration(-duration.months))
        default: .null
        }
    }
}

final class ComparisonCode: Code {
    let kind: Expression.Comparison
    let left: any Code
    let right: any Code

    init(_ kind: Expression.Comparison, _ left: any Code, _ right: any Code) {
        (self.kind, self.left, self.right) = (kind, left, right)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        let (first, second) = (try left.value(run), try right.value(run))
        try run.weigh(first)
        switch kind {
        case .equal: return first.isEqual(to: second)
        case .notEqual: return first.isEqual(to: second).map { !$0 }
        case .less: return first.order(second).map { $0 < 0 }
        case .lessOrEqual: return first.order(second).map { $0 <= 0 }
        case .greater: return first.order(second).map { $0 > 0 }
        case .greaterOrEqual: return first.order(second).map { $0 >= 0 }
        }
    }
}

final class AndCode: Code {
    let left: any Code
    let right: any Code
    init(_ left: any Code, _ right: any Code) { (self.left, self.right) = (left, right) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        try run.step()
        let first = try left.truth(run)
        return first == false ? false : both(first, try right.truth(run))
    }
}

final class OrCode: Code {
    let left: any Code
    let right: any Code
    init(_ left: any Code, _ right: any Code) { (self.left, self.right) = (left, right) }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        try run.step()
        let first = try left.truth(run)
        return first == true ? true : either(first, try right.truth(run))
    }
}

/// FEEL's `or` of two known or unknown truths.
func either(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == true || right == true { return true }
    return left == nil || right == nil ? nil : false
}

/// `e1 between e2 and e3` is `e1 >= e2 and e1 <= e3` (table 55): false as soon as one of them is.
final class BetweenCode: Code {
    let source: any Code
    let low: any Code
    let high: any Code

    init(_ source: any Code, _ low: any Code, _ high: any Code) {
        (self.source, self.low, self.high) = (source, low, high)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue { FEELValue(try truth(run)) }

    func truth(_ run: Run) throws(DecisionLimit) -> Bool? {
        try run.step()
        let value = try source.value(run)
        let isAbove = value.order(try low.value(run)).map { $0 >= 0 }
        return both(isAbove, value.order(try high.value(run)).map { $0 <= 0 })
    }
}

/// Everything but true is the way of `else`.
final class ConditionalCode: Code {
    let condition: any Code
    let first: any Code
    let second: any Code

    init(_ condition: any Code, _ first: any Code, _ second: any Code) {
        (self.condition, self.first, self.second) = (condition, first, second)
    }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.step()
        return try condition.truth(run) == true ? first.value(run) : second.value(run)
    }
}
