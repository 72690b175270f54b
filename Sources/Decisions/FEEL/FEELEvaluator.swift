import FoundationEssentials
import Kernel

/// Gives an expression its value; what makes no sense is null, as FEEL says, and never a crash.
struct FEELEvaluator {
    var names: [String: FEELValue]
    /// The value that `?` stands for.
    var input = FEELValue.null

    func value(_ expression: FEELExpression) -> FEELValue {
        switch expression {
        case .literal(let value): return value
        case .name(let name): return names[name] ?? .null
        case .input: return input
        case .path(let owner, let key): return member(key, of: value(owner))
        case .filter(let list, let condition): return filter(value(list), condition)
        case .negative(let inner): return arithmetic(.subtract, 0, value(inner))
        case .arithmetic(let sign, let left, let right):
            return arithmetic(sign, value(left), value(right))
        case .comparison(let sign, let left, let right):
            return truth(compare(sign, value(left), value(right)))
        case .both(let left, let right): return both(left, right)
        case .either(let left, let right): return either(left, right)
        case .choice(let test, let yes, let no): return value(test).isTrue ? value(yes) : value(no)
        case .among(let subject, let tests): return truth(holds(tests, for: value(subject)))
        case .list(let items): return .list(items.map(value))
        case .context(let entries): return context(entries)
        case .call(let name, let arguments): return FEELBuiltins.call(name, arguments.map(value))
        }
    }

    /// Whether one of the tests holds for a value; nil where none does and one cannot be told.
    func holds(_ tests: [FEELTest], for subject: FEELValue) -> Bool? {
        var inner = self
        inner.input = subject
        var isUncertain = false
        for test in tests {
            switch inner.holds(test) {
            case true?: return true
            case false?: continue
            case nil: isUncertain = true
            }
        }
        return isUncertain ? nil : false
    }

    private func holds(_ test: FEELTest) -> Bool? {
        switch test {
        case .any: return true
        case .none(let tests): return holds(tests, for: input).map { !$0 }
        case .compare(let sign, let bound): return compare(sign, input, value(bound))
        case .range(let range): return contains(range)
        case .value(let expression): return matches(expression)
        }
    }

    /// A boolean about `?` is the answer itself; any other value is compared, or looked up where it is a list.
    private func matches(_ expression: FEELExpression) -> Bool? {
        let found = value(expression)
        if case .boolean(let flag) = found, case .boolean = input, expression.asksInput == false {
            return input == .boolean(flag)
        }
        if case .boolean(let flag) = found, expression.asksInput { return flag }
        if case .list(let items) = found {
            if case .list = input, found == input { return true }
            return items.contains(input)
        }
        return found.isEqual(input)
    }

    private func contains(_ range: FEELRange) -> Bool? {
        guard let low = input.order(value(range.low)), let high = input.order(value(range.high))
        else { return nil }
        return (low > 0 || (low == 0 && range.includesLow))
            && (high < 0 || (high == 0 && range.includesHigh))
    }

    private func compare(
        _ sign: FEELExpression.Comparison, _ left: FEELValue, _ right: FEELValue
    ) -> Bool? {
        switch sign {
        case .equal: return left.isEqual(right)
        case .different: return left.isEqual(right).map { !$0 }
        case .less: return left.order(right).map { $0 < 0 }
        case .atMost: return left.order(right).map { $0 <= 0 }
        case .greater: return left.order(right).map { $0 > 0 }
        case .atLeast: return left.order(right).map { $0 >= 0 }
        }
    }

    private func both(_ left: FEELExpression, _ right: FEELExpression) -> FEELValue {
        let first = value(left)
        if first == .boolean(false) { return false }
        let second = value(right)
        if second == .boolean(false) { return false }
        return first.isTrue && second.isTrue ? true : .null
    }

    private func either(_ left: FEELExpression, _ right: FEELExpression) -> FEELValue {
        let first = value(left)
        if first.isTrue { return true }
        let second = value(right)
        if second.isTrue { return true }
        return first == .boolean(false) && second == .boolean(false) ? false : .null
    }

    private func arithmetic(
        _ sign: FEELExpression.Arithmetic, _ left: FEELValue, _ right: FEELValue
    ) -> FEELValue {
        if case (.string(let first), .string(let second), .add) = (left, right, sign) {
            return .string(first + second)
        }
        guard case (.number(let first), .number(let second)) = (left, right) else { return .null }
        let result: Decimal
        switch sign {
        case .add: result = first + second
        case .subtract: result = first - second
        case .multiply: result = first * second
        case .divide:
            guard second != 0 else { return .null }
            result = first / second
        case .power: return FEELBuiltins.power(first, second)
        }
        return result.isNaN ? .null : .number(result)
    }

    private func member(_ key: String, of owner: FEELValue) -> FEELValue {
        switch owner {
        case .context(let members): members[key] ?? .null
        case .list(let items): .list(items.map { member(key, of: $0) })
        case .date(let day):
            switch key {
            case "year": .number(Decimal(day.year))
            case "month": .number(Decimal(day.month))
            case "day": .number(Decimal(day.day))
            case "weekday": .number(Decimal(day.weekday))
            default: .null
            }
        default: .null
        }
    }

    private func filter(_ list: FEELValue, _ condition: FEELExpression) -> FEELValue {
        let items = list.items
        if case .number(let place) = value(condition), let index = Int("\(place)") {
            let position = index < 0 ? items.count + index : index - 1
            return items.indices.contains(position) && index != 0 ? items[position] : .null
        }
        return .list(items.filter { inside($0).value(condition).isTrue })
    }

    private func inside(_ item: FEELValue) -> FEELEvaluator {
        var inner = self
        inner.names["item"] = item
        if case .context(let members) = item { inner.names.merge(members) { _, own in own } }
        return inner
    }

    private func context(_ entries: [FEELEntry]) -> FEELValue {
        var inner = self
        var members: [String: FEELValue] = [:]
        for entry in entries {
            let value = inner.value(entry.value)
            members[entry.key] = value
            inner.names[entry.key] = value
        }
        return .context(members)
    }

    private func truth(_ flag: Bool?) -> FEELValue { flag.map { .boolean($0) } ?? .null }
}

extension FEELExpression {
    /// Whether `?` stands anywhere inside.
    var asksInput: Bool {
        switch self {
        case .input: true
        case .literal, .name: false
        case .path(let inner, _), .negative(let inner): inner.asksInput
        case .filter(let left, let right), .arithmetic(_, let left, let right),
            .comparison(_, let left, let right),
            .both(let left, let right), .either(let left, let right):
            left.asksInput || right.asksInput
        case .choice(let test, let yes, let no): test.asksInput || yes.asksInput || no.asksInput
        case .among(let inner, _): inner.asksInput
        case .list(let items), .call(_, let items): items.contains(where: \.asksInput)
        case .context(let entries): entries.contains(where: \.value.asksInput)
        }
    }
}
