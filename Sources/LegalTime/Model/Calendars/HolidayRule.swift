public import Kernel

/// A holiday as the law states it: the same day of each year, or one that moves with Easter or the week.
public struct HolidayRule: Equatable, Sendable {
    public let name: String
    public let scope: Holiday.Scope
    public let category: Holiday.Category
    public let when: Pattern
    public var validFrom: Day?
    public var validTo: Day?
    /// False where the law's own text was not read.
    public var isVerified = true
    /// The day on which the rule became known; nil for what has always been so.
    public var known: Day?
    /// From this day on it is known that the rule does not hold: a later law took it away.
    public var withdrawn: Day?

    public enum Pattern: Equatable, Sendable {
        case fixed(month: Int, day: Int)
        /// Days after Easter Sunday, or before it where negative.
        case easter(Int)
        /// The nth weekday of a month, from its end where negative.
        case weekday(Int, nth: Int, month: Int)
    }

    public init(
        name: String, scope: Holiday.Scope, category: Holiday.Category, when: Pattern
    ) {
        self.name = name
        self.scope = scope
        self.category = category
        self.when = when
    }

    /// The holiday of a year; nil where the rule is not in force or the year has no such day.
    public func holiday(_ year: Int) -> Holiday? {
        guard let day = day(in: year), isValid(on: day) else { return nil }
        var holiday = Holiday(day: day, scope: scope, name: name, category: category)
        (holiday.known, holiday.isVerified) = (known, isVerified)
        holiday.withdrawn = withdrawn
        return holiday
    }

    private func day(in year: Int) -> Day? {
        switch when {
        case .fixed(let month, let day): Day(year: year, month: month, day: day)
        case .easter(let offset): Day.easter(year)?.adding(days: offset)
        case .weekday(let weekday, let nth, let month):
            Day.weekday(weekday, nth: nth, month: month, year: year)
        }
    }

    private func isValid(on day: Day) -> Bool {
        validFrom.map { $0 <= day } ?? true && validTo.map { day <= $0 } ?? true
    }
}
