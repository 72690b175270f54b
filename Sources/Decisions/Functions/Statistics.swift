/// Functions of many values: a list, or the arguments themselves.
extension Builtins {
    static let statistics: [Builtin] = [
        many("min", .any) { extreme($0, -1) },
        many("max", .any) { extreme($0, 1) },
        many("sum", .any) { sum($0) },
        many("mean", .number) { items in
            guard let numbers = Builtins.numbers(items), let total = Builtins.total(numbers) else {
                return .null
            }
            return FEELValue(total.divided(by: Number(numbers.count)))
        },
        many("product", .number) { items in
            guard let numbers = Builtins.numbers(items), !numbers.isEmpty else { return .null }
            var product: Number? = .one
            for number in numbers { product = product?.times(number) }
            return FEELValue(product)
        },
        many("median", .number) { items in
            guard let sorted = numbers(items)?.sorted(), !sorted.isEmpty else { return .null }
            let middle = sorted.count / 2
            if sorted.count % 2 == 1 { return .number(sorted[middle]) }
            return FEELValue(sorted[middle - 1].plus(sorted[middle])?.divided(by: 2))
        },
        many("stddev", .number) { FEELValue(deviation($0)) },
        many("mode", .list(.number)) { modes($0) },
    ]

    private static func many(
        _ name: String, _ type: FEELType, _ body: @escaping @Sendable ([FEELValue]) -> FEELValue
    ) -> Builtin {
        Builtin(
            name, type,
            [
                form("list", required: 1, isOpen: true) { call throws(DecisionLimit) in
                    guard let items = call.items else { return .null }
                    try call.run.step(items.count)
                    return body(items)
                }
            ])
    }

    /// All numbers, or nil where one is something else.
    private static func numbers(_ items: [FEELValue]) -> [Number]? {
        var numbers: [Number] = []
        numbers.reserveCapacity(items.count)
        for item in items {
            guard case .number(let number) = item else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private static func total(_ numbers: [Number]) -> Number? {
        if numbers.isEmpty { return nil }
        var total: Number? = .zero
        for number in numbers { total = total?.plus(number) }
        return total
    }

    /// Of numbers or of durations of one kind.
    static func sum(_ items: [FEELValue]) -> FEELValue {
        guard var total = items.first else { return .null }
        switch total {
        case .number, .daysDuration, .monthsDuration: break
        default: return .null
        }
        for item in items.dropFirst() {
            switch item {
            case .number, .daysDuration, .monthsDuration: total = total.plus(item)
            default: return .null
            }
        }
        return total
    }

    static func extreme(_ items: [FEELValue], _ sign: Int) -> FEELValue {
        guard var best = items.first, best.order(best) != nil else { return .null }
        for item in items.dropFirst() {
            guard let order = item.order(best) else { return .null }
            if order == sign { best = item }
        }
        return best
    }

    /// Of a sample, so divided by one less.
    private static func deviation(_ items: [FEELValue]) -> Number? {
        guard let numbers = Builtins.numbers(items), numbers.count > 1,
            let total = Builtins.total(numbers),
            let mean = total.divided(by: Number(numbers.count))
        else { return nil }
        var squares: Number? = .zero
        for number in numbers {
            guard let distance = number.minus(mean), let square = distance.times(distance) else {
                return nil
            }
            squares = squares?.plus(square)
        }
        return squares?.divided(by: Number(numbers.count - 1))?.squareRoot
    }

    /// The most frequent numbers, the smallest first.
    private static func modes(_ items: [FEELValue]) -> FEELValue {
        guard let numbers = Builtins.numbers(items) else { return .null }
        var counts: [Number: Int] = [:]
        for number in numbers { counts[number, default: 0] += 1 }
        let most = counts.values.max()
        let modes = counts.filter { $0.value == most }.keys.sorted()
        return .list(modes.map { .number($0) })
    }
}
