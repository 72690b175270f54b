/// The kinds of values that are not made of others; the raw value is their word in messages.
enum FEELKind: String {
    case boolean = "truth value"
    case number
    case string = "text"
    case date
    case time
    case dateTime = "date and time"
    case daysDuration = "duration of days"
    case monthsDuration = "duration of months"

    /// Whether values of the two can be told equal or different; a date is compared as its midnight.
    func isComparable(with other: FEELKind) -> Bool {
        self == other || (isDay && other.isDay)
    }

    var isDay: Bool { self == .date || self == .dateTime }
    var isDuration: Bool { self == .daysDuration || self == .monthsDuration }
    /// Whether one value can be less than another.
    var isOrdered: Bool { self != .boolean }
}

extension FEELType {
    /// The kind of all its values beside null; nil where it is open, or where they are made of others.
    var kind: FEELKind? {
        switch base {
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .daysDuration: .daysDuration
        case .monthsDuration: .monthsDuration
        default: nil
        }
    }
}
