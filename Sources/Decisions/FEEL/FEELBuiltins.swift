import FoundationEssentials
import Kernel

/// The functions of FEEL that are here today; wrong arguments give null.
enum FEELBuiltins {
    typealias Function = @Sendable ([FEELValue]) -> FEELValue

    static let names = Set(functions.keys)

    static func call(_ name: String, _ arguments: [FEELValue]) -> FEELValue {
        functions[name]?(arguments) ?? .null
    }

    private static let functions: [String: Function] = texts.merging(numbers) { $1 }.merging(lists)
    { $1 }

    private static let texts: [String: Function] = [
        "date": {
            $0.count == 3
                ? date($0) : text($0).flatMap(Day.init(iso:)).map { .date($0) } ?? same($0)
        },
        "string": { $0.count == 1 ? $0[0] == .null ? .null : .string($0[0].text) : .null },
        "contains": { two($0) { .boolean($1.isEmpty || $0.firstRange(of: $1) != nil) } },
        "starts with": { two($0) { .boolean($0.hasPrefix($1)) } },
        "ends with": { two($0) { .boolean($0.hasSuffix($1)) } },
        "upper case": { text($0).map { .string($0.uppercased()) } ?? .null },
        "lower case": { text($0).map { .string($0.lowercased()) } ?? .null },
        "string length": { text($0).map { .number(Decimal($0.unicodeScalars.count)) } ?? .null },
        "not": { $0.count == 1 ? negation($0[0]) : .null },
        "is defined": { $0.count == 1 ? .boolean($0[0] != .null) : .null },
    ]

    private static let numbers: [String: Function] = [
        "number": { $0.count == 1 ? parsed($0[0]) : .null },
        "abs": { number($0).map { .number(abs($0)) } ?? .null },
        "floor": { number($0).flatMap { whole($0, up: false) } ?? .null },
        "ceiling": { number($0).flatMap { whole($0, up: true) } ?? .null },
        "modulo": { $0.count == 2 ? modulo($0[0], $0[1]) : .null },
    ]

    private static let lists: [String: Function] = [
        "count": { $0.count == 1 ? .number(Decimal($0[0].items.count)) : .null },
        "sum": { all($0).map { .number($0.reduce(0, +)) } ?? .null },
        "mean": { all($0).map { .number($0.reduce(0, +) / Decimal($0.count)) } ?? .null },
        "min": { best($0) { $0 < 0 } },
        "max": { best($0) { $0 > 0 } },
        "list contains": { $0.count == 2 ? .boolean($0[0].items.contains($0[1])) : .null },
        "all": {
            spread($0).contains(false) ? false : spread($0).allSatisfy(\.isTrue) ? true : .null
        },
        "any": {
            spread($0).contains(true) ? true : spread($0).allSatisfy { $0 == false } ? false : .null
        },
        "append": { $0.isEmpty ? .null : .list($0[0].items + $0.dropFirst()) },
        "concatenate": { .list($0.flatMap(\.items)) },
        "distinct values": {
            $0.count == 1
                ? .list($0[0].items.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
                : .null
        },
    ]

    /// A whole power; FEEL's others need roots, which decimals do not have.
    static func power(_ base: Decimal, _ exponent: Decimal) -> FEELValue {
        guard let times = Int("\(exponent)"), abs(times) <= 1_000 else { return .null }
        var result = Decimal(1)
        for _ in 0..<abs(times) { result *= base }
        if times < 0, result == 0 { return .null }
        let value = times < 0 ? 1 / result : result
        return value.isNaN ? .null : .number(value)
    }

    private static func text(_ arguments: [FEELValue]) -> String? {
        guard arguments.count == 1, case .string(let text) = arguments[0] else { return nil }
        return text
    }

    private static func number(_ arguments: [FEELValue]) -> Decimal? {
        guard arguments.count == 1, case .number(let number) = arguments[0] else { return nil }
        return number
    }

    private static func two(
        _ arguments: [FEELValue], _ body: (String, String) -> FEELValue
    ) -> FEELValue {
        guard arguments.count == 2,
            case (.string(let first), .string(let second)) = (arguments[0], arguments[1])
        else { return .null }
        return body(first, second)
    }

    /// One list, or the arguments themselves.
    private static func spread(_ arguments: [FEELValue]) -> [FEELValue] {
        arguments.count == 1 ? arguments[0].items : arguments
    }

    private static func all(_ arguments: [FEELValue]) -> [Decimal]? {
        let values = spread(arguments)
        let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
        return numbers.count == values.count && !numbers.isEmpty ? numbers : nil
    }

    private static func best(_ arguments: [FEELValue], _ isBetter: (Int) -> Bool) -> FEELValue {
        let values = spread(arguments)
        guard var result = values.first, result.order(result) != nil else { return .null }
        for value in values.dropFirst() {
            guard let order = value.order(result) else { return .null }
            if isBetter(order) { result = value }
        }
        return result
    }

    private static func same(_ arguments: [FEELValue]) -> FEELValue {
        if arguments.count == 1, case .date = arguments[0] { arguments[0] } else { .null }
    }

    private static func date(_ arguments: [FEELValue]) -> FEELValue {
        let parts = arguments.compactMap {
            if case .number(let number) = $0 { Int("\(number)") } else { nil }
        }
        guard parts.count == 3 else { return .null }
        return Day(year: parts[0], month: parts[1], day: parts[2]).map { .date($0) } ?? .null
    }

    private static func negation(_ value: FEELValue) -> FEELValue {
        if case .boolean(let flag) = value { .boolean(!flag) } else { .null }
    }

    private static func parsed(_ value: FEELValue) -> FEELValue {
        switch value {
        case .number: value
        case .string(let text): Decimal(feel: text).map { .number($0) } ?? .null
        default: .null
        }
    }

    /// The description of a decimal has no exponent: what stands before the point is its whole part.
    private static func whole(_ value: Decimal, up: Bool) -> FEELValue? {
        guard let cut = Decimal(feel: String("\(value)".prefix { $0 != "." })) else { return nil }
        if cut == value { return .number(cut) }
        if up { return .number(value > 0 ? cut + 1 : cut) }
        return .number(value < 0 ? cut - 1 : cut)
    }

    private static func modulo(_ left: FEELValue, _ right: FEELValue) -> FEELValue {
        guard case (.number(let a), .number(let b)) = (left, right), b != 0,
            case .number(let quotient)? = whole(a / b, up: false)
        else { return .null }
        return .number(a - b * quotient)
    }
}
