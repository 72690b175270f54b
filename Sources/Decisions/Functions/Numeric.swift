extension Builtins {
    static let numeric: [Builtin] = [
        Builtin("abs", .any, [form("n") { absolute($0[0].single) }]),
        Builtin(
            "modulo", .number,
            [
                form("dividend", "divisor") { call in
                    guard let dividend = call.number(0), let divisor = call.number(1) else {
                        return .null
                    }
                    return FEELValue(dividend.modulo(divisor))
                }
            ]),
        one("sqrt") { $0.squareRoot },
        one("log") { $0.logarithm },
        one("exp") { $0.exponential },
        parity("odd", 1),
        parity("even", 0),
    ]

    private static func one(
        _ name: String, _ body: @escaping @Sendable (Number) -> Number?
    ) -> Builtin {
        Builtin(
            name, .number,
            [
                form("number") { call throws(DecisionLimit) in
                    try call.run.step(DecisionLimit.seriesSteps)
                    return FEELValue(call.number(0).flatMap(body))
                }
            ])
    }

    private static func parity(_ name: String, _ rest: Number) -> Builtin {
        Builtin(
            name, .boolean,
            [
                form("number") { call in
                    guard let number = call.number(0), number.isWhole else { return .null }
                    return FEELValue(number.modulo(2).map { $0 == rest })
                }
            ])
    }

    private static func absolute(_ value: FEELValue) -> FEELValue {
        switch value {
        case .number(let number): .number(number.magnitude)
        case .daysDuration(let duration):
            .daysDuration(duration.isNegative ? duration.negated : duration)
        case .monthsDuration(let duration): FEELValue(MonthsDuration(abs(duration.months)))
        default: .null
        }
    }

    static let rounding: [Builtin] = [
        scaled("decimal", .halfEven, required: 2),
        scaled("floor", .floor, required: 1),
        scaled("ceiling", .ceiling, required: 1),
        scaled("round up", .up, required: 2),
        scaled("round down", .down, required: 2),
        scaled("round half up", .halfUp, required: 2),
        scaled("round half down", .halfDown, required: 2),
    ]

    private static func scaled(_ name: String, _ mode: Rounding, required: Int) -> Builtin {
        Builtin(
            name, .number,
            [
                form("n", "scale", required: required) { call in
                    let scale = call.count > 1 ? call.int(1) : 0
                    guard let number = call.number(0), let scale else { return .null }
                    return FEELValue(number.rounded(mode, scale: scale))
                }
            ])
    }

    private static let days = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    static let calendar: [Builtin] = [
        dated("day of year", .number) { .number(Number($0.dayOfYear)) },
        dated("day of week", .string) { .string(days[$0.weekday - 1]) },
        dated("month of year", .string) { .string(months[Int($0.month) - 1]) },
        dated("week of year", .number) { .number(Number($0.weekOfYear)) },
    ]

    private static func dated(
        _ name: String, _ type: FEELType, _ body: @escaping @Sendable (CivilDate) -> FEELValue
    ) -> Builtin {
        Builtin(name, type, [form("date") { $0.date(0).map(body) ?? .null }])
    }
}
