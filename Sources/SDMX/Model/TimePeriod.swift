public import Kernel

/// A period as SDMX writes it: `2019`, `2019-S1`, `2019-T2`, `2019-Q1`, `2019-01`, `2019-W05`, `2019-01-31`.
public struct TimePeriod: Hashable, Sendable {
    public let year: Int
    public let frequency: Frequency
    /// The number of the period in its year: 1 for a whole year; for a day, its number in the year.
    public let ordinal: Int

    /// The codes of the list CL_FREQ.
    public enum Frequency: String, Sendable, CaseIterable {
        case annual = "A"
        case halfYear = "S"
        case trimester = "T"
        case quarter = "Q"
        case month = "M"
        case week = "W"
        case day = "D"

        /// How many there can be in one year.
        var most: Int {
            switch self {
            case .annual: 1
            case .halfYear: 2
            case .trimester: 3
            case .quarter: 4
            case .month: 12
            case .week: 53
            case .day: 366
            }
        }
    }

    public init?(year: Int, frequency: Frequency = .annual, ordinal: Int = 1) {
        guard (1...9999).contains(year), (1...frequency.most).contains(ordinal) else { return nil }
        self.year = year
        self.frequency = frequency
        self.ordinal = ordinal
        // The 366th day and the 53rd week are there in some years only.
        if frequency == .day || frequency == .week, firstDay.year > year, ordinal > 1 { return nil }
    }

    /// Reads the period, also in the forms `2019-A1`, `2019-M01`, `2019-D031` and `2019Q1`.
    public init?(_ text: String) {
        if let day = Day(iso: text) {
            self.init(year: day.year, frequency: .day, ordinal: TimePeriod.ordinal(of: day))
            return
        }
        let digits = text.prefix(4)
        guard digits.utf8.count == 4, let year = TimePeriod.number(digits) else { return nil }
        var rest = text.dropFirst(4)
        if rest.isEmpty {
            self.init(year: year)
            return
        }
        let hasDash = rest.first == "-"
        if hasDash { rest = rest.dropFirst() }
        if hasDash, rest.utf8.count == 2, let month = TimePeriod.number(rest) {
            self.init(year: year, frequency: .month, ordinal: month)
            return
        }
        guard let code = rest.first, let frequency = Frequency(rawValue: String(code)),
            let ordinal = TimePeriod.number(rest.dropFirst())
        else { return nil }
        self.init(year: year, frequency: frequency, ordinal: ordinal)
    }

    public var firstDay: Day {
        switch frequency {
        case .annual: day(month: 1)
        case .halfYear: day(month: ordinal * 6 - 5)
        case .trimester: day(month: ordinal * 4 - 3)
        case .quarter: day(month: ordinal * 3 - 2)
        case .month: day(month: ordinal)
        case .day: day(month: 1).adding(days: ordinal - 1)
        case .week: firstMonday.adding(days: (ordinal - 1) * 7)
        }
    }

    public var lastDay: Day {
        switch frequency {
        case .day: firstDay
        case .week: firstDay.adding(days: 6)
        default: firstDay.adding(months: 12 / frequency.most).adding(days: -1)
        }
    }

    private func day(month: Int) -> Day {
        // Every year from 1 to 9999 has a first day in each month.
        Day(year: year, month: month, day: 1) ?? Day(number: 0)
    }

    /// Week 1 is the one with 4 January (ISO 8601).
    private var firstMonday: Day {
        let fourth = day(month: 1).adding(days: 3)
        return fourth.adding(days: 1 - fourth.weekday)
    }

    private static func ordinal(of day: Day) -> Int {
        (Day(year: day.year, month: 1, day: 1).map { day.days(since: $0) } ?? 0) + 1
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}

extension TimePeriod: Comparable, CustomStringConvertible {
    public static func < (left: TimePeriod, right: TimePeriod) -> Bool {
        (left.firstDay, left.lastDay) < (right.firstDay, right.lastDay)
    }

    public var description: String {
        let year = padded(year, 4)
        switch frequency {
        case .annual: return year
        case .month: return year + "-" + padded(ordinal, 2)
        case .week: return year + "-W" + padded(ordinal, 2)
        case .day: return firstDay.description
        default: return "\(year)-\(frequency.rawValue)\(ordinal)"
        }
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
