public import Kernel

/// Days that were passed over, and why.
public struct SkippedDays: Equatable, Sendable {
    public let reason: Reason
    public let count: Int
    /// False where the holiday rests on a rule whose text was not read.
    public var isVerified = true

    public enum Reason: Hashable, Sendable {
        case weekend
        case holiday(name: String, day: Day)
        /// A tolerance or a closure of the office: no period ends on such a day.
        case closed(name: String, day: Day)
        case pause(event: String)
        /// For a condition of the start.
        case waiting(event: String)
    }
}

/// The days after one and up to another.
struct DaySpan {
    let after: Int32
    let through: Int32

    var count: Int { Int(through) - Int(after) }
    var isOpen: Bool { through == .beyond }
    var isEmpty: Bool { after == through }

    func from(_ kind: ClockStep.Kind) -> Day {
        switch kind {
        // An end moves from the day on which it fell; what is counted backwards begins on its last day to act.
        case .rollForward, .runBack, .rollBack: Day(number: after)
        case .start: Day(number: through)
        default: Day(number: isEmpty ? after : after + 1)
        }
    }

    func to(_ kind: ClockStep.Kind) -> Day {
        switch kind {
        case .runBack: Day(number: through - 1)
        default: Day(number: isOpen ? after + 1 : through)
        }
    }
}

extension Explainer {
    /// The days of a span that did not count, each with its reason.
    func skipped(
        _ kind: ClockStep.Kind, _ span: DaySpan, _ event: Int, _ counted: Int, _ part: Int
    ) -> [SkippedDays] {
        if span.isOpen || span.count == 0 { return [] }
        switch kind {
        case .pause:
            return [SkippedDays(reason: .pause(event: events[event].name), count: span.count)]
        case .condition:
            return [SkippedDays(reason: .waiting(event: events[event].name), count: span.count)]
        case .run, .presumedReceipt, .dilation:
            // Where calendar days run there is nothing to pass over.
            return counted == span.count ? [] : offDays(span, counted: counted)
        case .runBack:
            let days = DaySpan(after: span.after - 1, through: span.through - 1)
            return counted == span.count ? [] : offDays(days, counted: counted)
        case .rollForward:
            return closedDays(DaySpan(after: span.after - 1, through: span.through - 1))
        case .rollBack: return closedDays(span)
        default: return []
        }
    }

    private func offDays(_ span: DaySpan, counted: Int) -> [SkippedDays] {
        let found = calendar.weekdayHolidays(
            after: Day(number: span.after), through: Day(number: span.through))
        return reasons(found.filter(\.stopsCounting), among: span.count - counted)
    }

    private func closedDays(_ span: DaySpan) -> [SkippedDays] {
        let found = calendar.weekdayHolidays(
            after: Day(number: span.after), through: Day(number: span.through))
        let recess =
            rule.isBeforeCourts ? calendar.recess(after: span.after, through: span.through) : []
        let rest = recess.reduce(span.count) { $0 - $1.count }
        let named = reasons(found, among: rest) + recess
        // As before: what moves an end is told by its holidays first.
        return named.filter { $0.reason != .weekend } + named.filter { $0.reason == .weekend }
    }

    private func reasons(_ holidays: [Holiday], among days: Int) -> [SkippedDays] {
        // Two holidays on one day take one day away: the second is named with none.
        var seen: Set<Day> = []
        let named = holidays.map { holiday in
            var days = SkippedDays(
                reason: holiday.stopsCounting
                    ? .holiday(name: holiday.name, day: holiday.day)
                    : .closed(name: holiday.name, day: holiday.day),
                count: seen.insert(holiday.day).inserted ? 1 : 0)
            days.isVerified = holiday.isVerified
            return days
        }
        let weekends = days - seen.count
        return (weekends > 0 ? [SkippedDays(reason: .weekend, count: weekends)] : []) + named
    }
}
