/// Relations of points and ranges (Allen's, table 78), and `range` itself.
extension Builtins {
    static let ranges: [Builtin] = [
        Builtin("range", .any, [form("from") { call throws(DecisionLimit) in try range(call) }]),
        Builtin("before", .boolean, pairs { before($0, $1) }),
        Builtin("after", .boolean, pairs { before($1, $0) }),
        relation("meets") { meets($0, $1) },
        relation("met by") { meets($1, $0) },
        relation("overlaps") { overlaps($0, $1) },
        relation("overlaps before") { overlapsBefore($0, $1) },
        relation("overlaps after") { overlapsBefore($1, $0) },
        Builtin("finishes", .boolean, pointAndRange { finishes($0, $1) }),
        Builtin("finished by", .boolean, rangeAndValue { finishes($1, $0) }),
        Builtin("includes", .boolean, rangeAndValue { includes($0, $1) }),
        Builtin("during", .boolean, pointAndRange { includes($1, $0) }),
        Builtin("starts", .boolean, pointAndRange { starts($0, $1) }),
        Builtin("started by", .boolean, rangeAndValue { starts($1, $0) }),
        Builtin(
            "coincides", .boolean,
            [
                form("point1", "point2") { FEELValue(coincides(span($0[0]), span($0[1]))) },
                form("range1", "range2") { FEELValue(coincides(span($0[0]), span($0[1]))) },
            ]),
    ]

    /// A range with both ends, or a point as one from itself to itself.
    private struct Span {
        let start: FEELValue
        let end: FEELValue
        let includesStart: Bool
        let includesEnd: Bool
        let isPoint: Bool
    }

    private typealias Relation = @Sendable (Span, Span) -> Bool?

    private static func span(_ value: FEELValue) -> Span? {
        if case .range(let range) = value.single {
            return Span(
                start: range.start, end: range.end, includesStart: range.includesStart,
                includesEnd: range.includesEnd, isPoint: false)
        }
        let point = value.single
        guard point.order(point) != nil else { return nil }
        return Span(
            start: point, end: point, includesStart: true, includesEnd: true, isPoint: true)
    }

    private static func pairs(_ body: @escaping Relation) -> [Builtin.Form] {
        let call: Builtin.Body = { call in related(call, body) }
        return [
            form("point1", "point2", body: call), form("point", "range", body: call),
            form("range", "point", body: call), form("range1", "range2", body: call),
        ]
    }

    private static func related(_ call: Arguments, _ body: Relation) -> FEELValue {
        guard let left = span(call[0]), let right = span(call[1]) else { return .null }
        return FEELValue(body(left, right))
    }

    private static func relation(_ name: String, _ body: @escaping Relation) -> Builtin {
        Builtin(
            name, .boolean,
            [
                form("range1", "range2") { call in
                    guard let left = span(call[0]), let right = span(call[1]), !left.isPoint,
                        !right.isPoint
                    else { return .null }
                    return FEELValue(body(left, right))
                }
            ])
    }

    private static func pointAndRange(_ body: @escaping Relation) -> [Builtin.Form] {
        let call: Builtin.Body = { call in
            guard let left = span(call[0]), let right = span(call[1]), !right.isPoint else {
                return .null
            }
            return FEELValue(body(left, right))
        }
        return [form("point", "range", body: call), form("range1", "range2", body: call)]
    }

    private static func rangeAndValue(_ body: @escaping Relation) -> [Builtin.Form] {
        let call: Builtin.Body = { call in
            guard let left = span(call[0]), let right = span(call[1]), !left.isPoint else {
                return .null
            }
            return FEELValue(body(left, right))
        }
        return [form("range", "point", body: call), form("range1", "range2", body: call)]
    }

    private static func before(_ left: Span, _ right: Span) -> Bool? {
        left.end.order(right.start).map {
            $0 < 0 || ($0 == 0 && !(left.includesEnd && right.includesStart))
        }
    }

    private static func meets(_ left: Span, _ right: Span) -> Bool? {
        left.end.order(right.start).map {
            $0 == 0 && left.includesEnd && right.includesStart
        }
    }

    private static func overlaps(_ left: Span, _ right: Span) -> Bool? {
        guard let first = before(left, right), let second = before(right, left) else { return nil }
        return !first && !second
    }

    /// The first begins earlier, ends inside the other and not after it.
    private static func overlapsBefore(_ left: Span, _ right: Span) -> Bool? {
        guard let start = left.start.order(right.start), let end = left.end.order(right.end),
            let touch = left.end.order(right.start)
        else { return nil }
        let beginsFirst = start < 0 || (start == 0 && left.includesStart && !right.includesStart)
        let reaches = touch > 0 || (touch == 0 && left.includesEnd && right.includesStart)
        let endsFirst = end < 0 || (end == 0 && (!left.includesEnd || right.includesEnd))
        return beginsFirst && reaches && endsFirst
    }

    private static func finishes(_ left: Span, _ right: Span) -> Bool? {
        guard let end = left.end.order(right.end), let start = left.start.order(right.start) else {
            return nil
        }
        if left.isPoint { return end == 0 && right.includesEnd }
        let startsInside = start > 0 || (start == 0 && (!left.includesStart || right.includesStart))
        return end == 0 && left.includesEnd == right.includesEnd && startsInside
    }

    private static func starts(_ left: Span, _ right: Span) -> Bool? {
        guard let end = left.end.order(right.end), let start = left.start.order(right.start) else {
            return nil
        }
        if left.isPoint { return start == 0 && right.includesStart }
        let endsInside = end < 0 || (end == 0 && (!left.includesEnd || right.includesEnd))
        return start == 0 && left.includesStart == right.includesStart && endsInside
    }

    private static func includes(_ outer: Span, _ inner: Span) -> Bool? {
        guard let start = outer.start.order(inner.start), let end = inner.end.order(outer.end)
        else { return nil }
        let startsInside =
            start < 0 || (start == 0 && (outer.includesStart || !inner.includesStart))
        let endsInside = end < 0 || (end == 0 && (outer.includesEnd || !inner.includesEnd))
        return startsInside && endsInside
    }

    private static func coincides(_ left: Span?, _ right: Span?) -> Bool? {
        guard let left, let right, left.isPoint == right.isPoint,
            let start = left.start.order(right.start), let end = left.end.order(right.end)
        else { return nil }
        return start == 0 && end == 0 && left.includesStart == right.includesStart
            && left.includesEnd == right.includesEnd
    }

    /// Of its text, as `[1..10)`; the ends are values as they stand, or dates, times and durations made of their texts.
    private static func range(_ call: Arguments) throws(DecisionLimit) -> FEELValue {
        guard let text = call.string(0),
            var parser = try? Parser(text, scope: NameScope(), zones: call.run.world.zones),
            let expression = try? parser.wholeExpression(), parser.unknown.isEmpty,
            case .range(let start, let end, let includesStart, let includesEnd) = expression.form,
            let low = try constant(start, call.run), let high = try constant(end, call.run),
            low.isNull || high.isNull || low.order(high).map({ $0 <= 0 }) == true,
            !(low.isNull && high.isNull)
        else { return .null }
        return .range(
            FEELRange(low, high, includesStart: includesStart, includesEnd: includesEnd))
    }

    /// A literal, or a date, time or duration made of one.
    private static func constant(
        _ expression: Expression, _ run: Run
    ) throws(DecisionLimit) -> FEELValue? {
        if case .constant(let value) = expression.form { return value }
        guard case .call(let callee, let arguments) = expression.form,
            case .name(let name) = callee.form,
            ["date", "time", "date and time", "duration"].contains(name),
            arguments.allSatisfy({ if case .constant = $0.form { true } else { false } })
        else { return nil }
        return try Compiler(frame: Frame()).code(expression).value(run)
    }
}
