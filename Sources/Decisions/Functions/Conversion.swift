extension Builtins {
    static let conversion: [Builtin] = [
        Builtin(
            "string", .string,
            [
                form("from") { call throws(DecisionLimit) in
                    if call[0].isNull { return .null }
                    return try call.run.checked(call[0].text)
                }
            ]),
        Builtin(
            "number", .number,
            [
                form("from", "grouping separator", "decimal separator", required: 1) {
                    call throws(DecisionLimit) in
                    // Its signs are looked at one by one.
                    try call.run.step(call.string(0)?.utf8.count ?? 0)
                    return FEELValue(number(call))
                }
            ]),
        Builtin("not", .boolean, [form("negand") { negated($0[0]) }]),
        Builtin("is", .boolean, [form("value1", "value2") { .boolean(isSame($0[0], $0[1])) }]),
        Builtin("now", .dateTime, [form { FEELValue($0.run.world.now) }]),
        Builtin("today", .date, [form { FEELValue($0.run.world.now?.date) }]),
    ]

    private static func negated(_ value: FEELValue) -> FEELValue {
        if case .boolean(let flag) = value.single { .boolean(!flag) } else { .null }
    }

    /// Separators: a space, a comma, a point or nothing, and not the same twice.
    private static func number(_ call: Arguments) -> Number? {
        guard let text = call.string(0) else { return nil }
        if call.count == 1 { return Number(text) }
        let grouping = call.has(1) ? call.string(1) : ""
        let point = call.has(2) ? call.string(2) : "."
        guard let grouping, let point, ["", " ", ",", "."].contains(grouping),
            [",", "."].contains(point), grouping != point
        else { return nil }
        var digits = text
        if !grouping.isEmpty { digits.removeAll { String($0) == grouping } }
        if point == "," {
            guard !digits.contains(".") else { return nil }
            digits = String(digits.map { $0 == "," ? "." : $0 })
        }
        return Number(digits)
    }

    /// The same kind and the same value, of times also the same offset.
    private static func isSame(_ left: FEELValue, _ right: FEELValue) -> Bool {
        guard (left.isEqual(to: right) ?? false) else { return false }
        switch (left, right) {
        case (.time, .time), (.dateTime, .dateTime): return left.text == right.text
        case (.date, .dateTime), (.dateTime, .date): return false
        default: return true
        }
    }
}
