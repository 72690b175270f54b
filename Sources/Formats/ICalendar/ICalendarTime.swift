/// A DATE or a DATE-TIME (3.3.4, 3.3.5): a whole day, a time of a clock somewhere, or one of UTC.
public struct ICalendarTime: Equatable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int
    /// Since midnight; nil of a whole day.
    public let seconds: Int?
    public let isUTC: Bool

    /// `20261124`, `20261124T093000` or `20261124T093000Z`; nil of anything else. Whether the month has the day is
    /// for a calendar to say.
    public init?(_ value: String) {
        let bytes = Array(value.utf8)
        isUTC = bytes.count == 16 && bytes[15] == UInt8(ascii: "Z")
        guard bytes.count == 8 || bytes.count == 15 || isUTC,
            let date = decimal(bytes[0..<8])
        else { return nil }
        (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        if bytes.count == 8 {
            seconds = nil
            return
        }
        guard bytes[8] == UInt8(ascii: "T"), let clock = decimal(bytes[9..<15]) else { return nil }
        let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
        // A leap second has the number 60.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        seconds = hour * 3600 + minute * 60 + min(second, 59)
    }

    /// The form of RFC 5545 of a time in ISO 8601: `2026-11-24T09:30:00Z` is `20261124T093000Z`.
    public static func basic(_ iso: String) -> String { iso.filter { $0 != "-" && $0 != ":" } }
}

/// How long something lasts (3.3.6), in seconds: `P1W`, `P1DT2H30M`, `-PT15M`; nil of anything else.
public func iCalendarDuration(_ value: String) -> Int? {
    var rest = Substring(value)
    let isBack = rest.hasPrefix("-")
    if isBack || rest.hasPrefix("+") { rest = rest.dropFirst() }
    guard rest.hasPrefix("P") else { return nil }
    rest = rest.dropFirst()
    var (total, isTime, parts) = (0, false, 0)
    while let first = rest.first {
        if first == "T", !isTime {
            (isTime, rest) = (true, rest.dropFirst())
            continue
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(digits.count), let number = Int(digits),
            let unit = rest.dropFirst(digits.count).first,
            let seconds = (isTime ? timeUnits : dayUnits)[unit]
        else { return nil }
        total += number * seconds
        parts += 1
        rest = rest.dropFirst(digits.count + 1)
    }
    if parts == 0 { return nil }
    return isBack ? -total : total
}

private let dayUnits: [Character: Int] = ["W": 604_800, "D": 86_400]
private let timeUnits: [Character: Int] = ["H": 3_600, "M": 60, "S": 1]

private func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
}
