public import Kernel

/// A time in any of the forms of SDMX (3.0, section 6, 4.2): a period of the calendar, of a reporting year, an instant,
/// or a span. Time zones are left out: a day is the day that the publisher writes.
public enum SDMXTime: Hashable, Sendable {
    /// `2019`, `2019-01`, `2019-01-31`.
    case calendar(TimePeriod)
    /// `2019-A1`, `2019-S1`, `2019-T3`, `2019-Q4`, `2019-M12`, `2019-W53`, `2019-D366`: counted from the first day of
    /// the reporting year.
    case reporting(TimePeriod, ReportingYearStart)
    /// `2019-01-31T20:00:00`: the day, and the rest as written.
    case instant(Day, String)
    /// `2019-01-01/P1M`: from a day, so long.
    case span(Day, ISODuration)

    /// Reads a time; the reporting year begins where REPORTING_YEAR_START_DAY says, `--07-01`.
    public init?(_ text: String, reportingYearStart: ReportingYearStart = .january) {
        if let slash = text.firstIndex(of: "/") {
            self.init(from: text[..<slash], for: text[text.index(after: slash)...])
            return
        }
        if let clock = text.firstIndex(of: "T"), let day = Day(iso: String(text[..<clock])) {
            guard isClock(text[text.index(after: clock)...]) else { return nil }
            self = .instant(day, String(text[clock...]))
            return
        }
        guard let period = SDMXTime.period(withoutZone(text)) else { return nil }
<<<<<<< HEAD
        self = period.isReporting ? .reporting(period.value, reportingYearStart) : .calendar(period.value)
=======
        self =
            period.isReporting
            ? .reporting(period.value, reportingYearStart) : .calendar(period.value)
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    }

    private init?(from start: Substring, for length: Substring) {
        let date = start.prefix { $0 != "T" }
        guard let day = Day(iso: String(date)), let duration = ISODuration(String(length)) else {
            return nil
        }
<<<<<<< HEAD
        guard date.count == start.count || isClock(start.dropFirst(date.count + 1)) else { return nil }
=======
        guard date.count == start.count || isClock(start.dropFirst(date.count + 1)) else {
            return nil
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        self = .span(day, duration)
    }

    public var firstDay: Day {
        switch self {
        case .calendar(let period): period.firstDay
        case .reporting(let period, let start): start.firstDay(of: period)
        case .instant(let day, _), .span(let day, _): day
        }
    }

    public var lastDay: Day {
        switch self {
        case .calendar(let period): period.lastDay
        case .reporting(let period, let start): start.lastDay(of: period)
        case .instant(let day, _): day
        case .span(let day, let duration): duration.lastDay(from: day)
        }
    }

    private static func period(_ text: Substring) -> (value: TimePeriod, isReporting: Bool)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, let value = TimePeriod(String(text)) else { return nil }
        let isReporting = bytes.count > 5 && (65...90).contains(bytes[5])
        // `2019Q1` is no form of the standard.
        guard bytes.count == 4 || bytes[4] == UInt8(ascii: "-") else { return nil }
        return (value, isReporting)
    }
}

/// The day on which a reporting year begins, as REPORTING_YEAR_START_DAY writes it: `--04-01`.
public struct ReportingYearStart: Hashable, Sendable {
    public let month: Int
    public let day: Int

    public static let january = ReportingYearStart(month: 1, day: 1)

    private init(month: Int, day: Int) {
        self.month = month
        self.day = day
    }

    public init?(_ text: String) {
<<<<<<< HEAD
        guard text.hasPrefix("--"), let day = Day(iso: "2023-" + text.dropFirst(2)) else { return nil }
=======
        guard text.hasPrefix("--"), let day = Day(iso: "2023-" + text.dropFirst(2)) else {
            return nil
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        self.init(month: day.month, day: day.day)
    }

    /// A reporting year bears the number of the year in which it begins (section 6, 4.2.6).
    func firstDay(of period: TimePeriod) -> Day {
        let base = Day(year: period.year, month: month, day: day) ?? period.firstDay
        switch period.frequency {
        case .day: return base.adding(days: period.ordinal - 1)
        case .week: return firstMonday(base).adding(days: (period.ordinal - 1) * 7)
        default:
            return base.adding(months: (period.ordinal - 1) * (12 / period.frequency.most))
        }
    }

    func lastDay(of period: TimePeriod) -> Day {
        let base = Day(year: period.year, month: month, day: day) ?? period.firstDay
        switch period.frequency {
        case .day: return firstDay(of: period)
        case .week: return firstDay(of: period).adding(days: 6)
        default:
            return base.adding(months: period.ordinal * (12 / period.frequency.most))
                .adding(days: -1)
        }
    }

    /// A year that begins on Friday, Saturday or Sunday has its first week from the Monday after, else from the one before.
    private func firstMonday(_ base: Day) -> Day {
<<<<<<< HEAD
        base.weekday >= 5 ? base.adding(days: 8 - base.weekday) : base.adding(days: 1 - base.weekday)
=======
        base.weekday >= 5
            ? base.adding(days: 8 - base.weekday) : base.adding(days: 1 - base.weekday)
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    }
}

/// `Z`, `+01:00` behind a period.
private func withoutZone(_ text: String) -> Substring {
    if text.hasSuffix("Z") { return text.dropLast() }
    let tail = Array(text.utf8.suffix(6))
    let isZone =
        tail.count == 6 && (tail[0] == UInt8(ascii: "+") || tail[0] == UInt8(ascii: "-"))
        && tail[3] == UInt8(ascii: ":")
        && [tail[1], tail[2], tail[4], tail[5]].allSatisfy { (48...57).contains($0) }
    return isZone ? text.dropLast(6) : text[...]
}

/// `20:00:00`, `20:00`, `20:00:00.5Z`, `24:00:00`.
private func isClock(_ text: Substring) -> Bool {
    var clock = withoutZone(String(text))
    if let point = clock.firstIndex(of: ".") {
        let fraction = clock[clock.index(after: point)...]
        guard !fraction.isEmpty, fraction.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return false
        }
        clock = clock[..<point]
    }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 }) else {
        return false
    }
    let numbers = parts.compactMap { UInt8($0) }
    guard numbers.count == parts.count else { return false }
    return zip(numbers, [24, 59, 59]).allSatisfy { $0 <= $1 }
}
