import Kernel

/// The weeks in which desks open: on which days, between which hours, for how long.
struct OpeningRule: Sendable, Equatable {
    /// Which of the weeks.
    enum Rhythm: Sendable, Equatable {
        /// Each nth week, counted from the week of the first day.
        case everyWeeks(Int)
        /// The nth of its weekday in a month; the fifth is the last one.
        case weekOfMonth(Int)
    }

    /// 1 is Monday, 7 is Sunday.
    let weekdays: Set<Int>
    let rhythm: Rhythm
    let first: Day
    let last: Day
    /// Since midnight of the place.
    let minutes: Range<Int>
    let stepMinutes: Int
    /// Desks whose times people book, and all that are staffed.
    let bookableDesks: Int
    let staffedDesks: Int
    /// From and to how many days before it a time may be booked.
    let daysAhead: ClosedRange<Int>

    /// Those that stay for whoever comes without a time.
    var walkInDesks: Int { max(0, staffedDesks - bookableDesks) }

    /// Whether it opens on a day that is no day off.
    func opens(on day: Day) -> Bool {
        guard first <= day, day <= last, weekdays.contains(day.weekday) else { return false }
        switch rhythm {
        case .everyWeeks(let weeks):
            return weeks > 0 && monday(of: day).days(since: monday(of: first)) / 7 % weeks == 0
        case .weekOfMonth(let week):
            let isLast = day.day + 7 > Day.daysIn(month: day.month, of: day.year)
            return week >= 5 ? isLast : (day.day - 1) / 7 + 1 == week
        }
    }

    /// The times of a day at each desk; one that would end after closing is none.
    var starts: [Int] {
        guard stepMinutes > 0 else { return [] }
        return Array(
            stride(
                from: minutes.lowerBound, through: minutes.upperBound - stepMinutes, by: stepMinutes
            ))
    }

    /// The days of a span on which it opens.
    func days(_ span: ClosedRange<Day>, off: (Day) -> Bool = { _ in false }) -> [Day] {
        let (from, to) = (max(first, span.lowerBound), min(last, span.upperBound))
        if to < from { return [] }
        return (0...to.days(since: from)).map { from.adding(days: $0) }.filter {
            opens(on: $0) && !off($0)
        }
    }

    /// The days whose times may be booked today.
    func bookable(on today: Day) -> ClosedRange<Day> {
        today.adding(days: daysAhead.lowerBound)...today.adding(days: daysAhead.upperBound)
    }

    /// How many times it offers in a span.
    func slots(_ span: ClosedRange<Day>, off: (Day) -> Bool = { _ in false }) -> Int {
        days(span, off: off).count * starts.count * bookableDesks
    }

    private func monday(of day: Day) -> Day { day.adding(days: 1 - day.weekday) }
}
