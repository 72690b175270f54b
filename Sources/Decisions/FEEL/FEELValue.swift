public import Formats
public import FoundationEssentials
public import Kernel

/// A value of the Friendly Enough Expression Language (DMN, chapter 10).
public enum FEELValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// Decimal, so that money and percentages are exact (38 digits; FEEL asks for 34).
    case number(Decimal)
    case string(String)
    case date(Day)
    case list([FEELValue])
    case context([String: FEELValue])

    public var isTrue: Bool { self == .boolean(true) }

    /// The items of a list; any other value is a list of itself (FEEL's singleton rule).
    var items: [FEELValue] {
        if case .list(let items) = self { items } else { [self] }
    }
}

extension FEELValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Decimal(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FEELValue {
    /// Texts stay texts: a date is made in the model, by `date(...)`.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let flag): self = .boolean(flag)
        case .int(let number): self = .number(Decimal(number))
        case .number(let number): self = Decimal(feel: "\(number)").map { .number($0) } ?? .null
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { FEELValue($0) })
        case .object(let members): self = .context(members.mapValues { FEELValue($0) })
        }
    }

    public var json: JSON {
        switch self {
        case .null: .null
        case .boolean(let flag): .bool(flag)
        case .number(let number):
            Int("\(number)").map { .int($0) } ?? Double("\(number)").map { .number($0) } ?? .null
        case .string(let text): .string(text)
        case .date(let day): .string(day.description)
        case .list(let items): .array(items.map(\.json))
        case .context(let members): .object(members.mapValues(\.json))
        }
    }

    /// As the function `string` writes it.
    public var text: String {
        switch self {
        case .string(let text): text
        case .null: "null"
        case .number(let number): "\(number)"
        case .date(let day): day.description
        default: json.canonical
        }
    }

    /// -1, 0 or 1 for two numbers, texts or days; nil for what has no order.
    func order(_ other: FEELValue) -> Int? {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.date(let left), .date(let right)): left < right ? -1 : left > right ? 1 : 0
        case (.string(let left), .string(let right)):
            left == right
                ? 0 : left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
        default: nil
        }
    }

    /// Equality in three values: different kinds cannot be compared, except with null.
    func isEqual(_ other: FEELValue) -> Bool? {
        switch (self, other) {
        case (.null, _), (_, .null): self == other
        case (.number, .number), (.string, .string), (.boolean, .boolean), (.date, .date),
            (.list, .list),
            (.context, .context):
            self == other
        default: nil
        }
    }
}

extension Decimal {
    /// A number as FEEL writes it: digits, a point, digits; also an exponent.
    init?(feel text: String) {
        guard !text.isEmpty,
            text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
            let value = Decimal(string: text), !value.isNaN
        else { return nil }
        self = value
    }
}
