import Kernel

@testable import LegalTime

extension NaiveClock {
    /// The courts' holidays of Portugal, as the policy states them.
    static func isRecess(_ day: Day) -> Bool {
        let date = 100 * day.month + day.day
        if date >= 1222 || date <= 103 || (716...831).contains(date) { return true }
        guard let easter = Day.easter(day.year) else { return false }
        return (-7...1).contains(day.days(since: easter))
    }

    /// The last day to act ahead of an event, found day by day.
    func countedBack(from event: Day) -> Day {
        let length = Int(rule.running(rule.length))
        var day = event
        switch rule.runningUnit {
        case .months: day = event.adding(months: -length)
        case .working:
            var left = length
            while left > 0 {
                day = day.adding(days: -1)
                if calendar.isWorking(day) { left -= 1 }
            }
        case .calendar, .years, .hours: for _ in 0..<length { day = day.adding(days: -1) }
        }
        while rule.roll == .previous, !calendar.isOpen(day) { day = day.adding(days: -1) }
        return day
    }
}
