/// A value of the Friendly Enough Expression Language (DMN, chapter 10).
public enum FEELValue: Sendable {
    case null
    case boolean(Bool)
    case number(Number)
    case string(String)
    case date(CivilDate)
    case time(FEELTime)
    case dateTime(FEELDateTime)
    case daysDuration(DaysDuration)
    case monthsDuration(MonthsDuration)
    case list(FEELList)
    case context(FEELContext)
    case range(FEELRange)
    case function(FEELFunction)

    public var isTrue: Bool {
        if case .boolean(true) = self { true } else { false }
    }

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The items of a list; null has none, any other value is a list of itself.
    var items: [FEELValue] {
        switch self {
        case .list(let list): list.items
        case .null: []
        default: [self]
        }
    }

    /// What stands alone in a list of one; FEEL takes it where no list is expected.
    var single: FEELValue {
        if case .list(let items) = self, items.count == 1 { items[0] } else { self }
    }

    init(_ optional: Number?) { self = optional.map { .number($0) } ?? .null }
    init(_ optional: Bool?) { self = optional.map { .boolean($0) } ?? .null }
    init(_ optional: CivilDate?) { self = optional.map { .date($0) } ?? .null }
    init(_ optional: DateTime?) { self = optional.map { .dateTime(FEELDateTime($0)) } ?? .null }
    init(_ optional: ClockTime?) { self = optional.map { .time(FEELTime($0)) } ?? .null }
    init(_ optional: DaysDuration?) { self = optional.map { .daysDuration($0) } ?? .null }
    init(_ optional: MonthsDuration?) { self = optional.map { .monthsDuration($0) } ?? .null }
}

/// A time in a box, so that every value stays small.
public final class FEELTime: Sendable {
    let time: ClockTime
    init(_ time: ClockTime) { self.time = time }
}

/// A date and time in a box.
public final class FEELDateTime: Sendable {
    let dateTime: DateTime
    init(_ dateTime: DateTime) { self.dateTime = dateTime }
}

extension FEELValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Number(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: FEELValue...) { self = FEELValue.list(elements) }
    public init(dictionaryLiteral elements: (String, FEELValue)...) {
        self = .context(FEELContext(elements))
    }
}

/// The same value of the same kind: what tests and hit policies compare, always yes or no.
extension FEELValue: Equatable {
    public static func == (left: FEELValue, right: FEELValue) -> Bool {
        left.isEqual(to: right) ?? false
    }
}
