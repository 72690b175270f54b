/// A span of days, hours, minutes and seconds, counted in nanoseconds.
public struct DaysDuration: Hashable, Comparable, Sendable {
    /// Rounded down, so that the nanoseconds are never below zero.
    let second: Int
    let nanosecond: Int

    init(second: Int, nanosecond: Int = 0) {
        self.second = second
        self.nanosecond = nanosecond
    }

    /// Of a number of seconds; nil where it is beyond all calendars.
    init?(seconds: Number) {
        let whole = seconds.floor
        guard let second = whole.int, abs(second) < 1 << 56, let rest = seconds.minus(whole),
            let nanosecond = rest.times(1_000_000_000)?.truncatedInt
        else { return nil }
        self.init(second: second, nanosecond: nanosecond)
    }

    var seconds: Number {
        let part = Number(unchecked: false, UInt128(nanosecond), 0).shifted(-9)
        return part.flatMap { Number(second).plus($0) } ?? Number(second)
    }

    var negated: DaysDuration {
        nanosecond == 0
            ? DaysDuration(second: -second)
            : DaysDuration(second: -second - 1, nanosecond: 1_000_000_000 - nanosecond)
    }

    var isNegative: Bool { second < 0 }

    func plus(_ other: DaysDuration) -> DaysDuration? {
        let nanos = nanosecond + other.nanosecond
        let sum = second + other.second + nanos / 1_000_000_000
        return abs(sum) < 1 << 56
            ? DaysDuration(second: sum, nanosecond: nanos % 1_000_000_000) : nil
    }

    public static func < (left: DaysDuration, right: DaysDuration) -> Bool {
        (left.second, left.nanosecond) < (right.second, right.nanosecond)
    }

    /// Without the sign: days, hours, minutes, seconds.
    var parts: (days: Int, hours: Int, minutes: Int, seconds: Int, nanosecond: Int) {
        let size = isNegative ? negated : self
        return (
            size.second / 86_400, size.second / 3_600 % 24, size.second / 60 % 60, size.second % 60,
            size.nanosecond
        )
    }
}

extension DaysDuration: CustomStringConvertible {
    public var description: String {
        let (days, hours, minutes, seconds, nanos) = parts
        var text = (isNegative ? "-" : "") + "P"
        if days > 0 { text += "\(days)D" }
        if hours + minutes + seconds + nanos == 0 { return days > 0 ? text : "PT0S" }
        text += "T"
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 { text += "\(minutes)M" }
        if seconds + nanos > 0 { text += "\(seconds)" + fraction(nanos) + "S" }
        return text
    }
}

/// A span of years and months.
public struct MonthsDuration: Hashable, Comparable, Sendable {
    let months: Int

    /// Months beyond all calendars, so that sums cannot overflow.
    static let monthsMax = 24_000_000_000

    init?(_ months: Int) {
        guard abs(months) <= MonthsDuration.monthsMax else { return nil }
        self.months = months
    }

    public static func < (left: MonthsDuration, right: MonthsDuration) -> Bool {
        left.months < right.months
    }
}

extension MonthsDuration: CustomStringConvertible {
    public var description: String {
        let (years, rest) = (abs(months) / 12, abs(months) % 12)
        if years + rest == 0 { return "P0M" }
        return (months < 0 ? "-" : "") + "P" + (years > 0 ? "\(years)Y" : "")
            + (rest > 0 ? "\(rest)M" : "")
    }
}
