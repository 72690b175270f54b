public import Kernel

/// When a clock ends and why: derived from events, never stored as a promise.
public struct ClockDerivation: Equatable, Sendable {
    public let rule: ClockRule
    public let start: Day
    /// The last day of the period, or nil while it stands still without a known end.
    public let end: Day?
    /// Days of the rule's unit that ran; for months, calendar days.
    public let dayCounted: Int
    public let steps: [ClockStep]
    /// Days on which the clock stood: after the first day, up to the second (or still).
    public let pauses: [ClockPause]
    /// The day of the first event that meets the clock.
    public let met: Day?
    /// False where the end lies beyond the years whose holidays are known.
    public let isCalendarKnown: Bool

    public func state(at day: Day) -> ClockState {
        if day < start { return .notStarted }
        if let met, met <= day {
            return end.map { met <= $0 } ?? true ? .met(met) : .metLate(met)
        }
        if let end, day > end { return .overdue(calendarDays: day.days(since: end)) }
        if let pause = pauses.first(where: { $0.covers(day) }) {
            return .stopped(since: pause.from)
        }
        return .running
    }

    /// Days of the running unit that are left after a day; negative when late, nil while no end is known.
    public func daysLeft(at day: Day, in calendar: WorkingCalendar) -> Int? {
        guard let end else { return nil }
        guard rule.runningUnit == .working else { return end.days(since: day) }
        return end >= day
            ? calendar.count(after: day, through: end) : -calendar.count(after: end, through: day)
    }

    /// What the law attaches to the silence, once the period has ended without an act.
    public func effect(at day: Day) -> ClockEffect {
        if case .overdue = state(at: day) { rule.effect } else { .none }
    }
}

public enum ClockState: Equatable, Sendable {
    case notStarted
    case running
    case stopped(since: Day)
    case met(Day)
    case metLate(Day)
    case overdue(calendarDays: Int)
}

/// A stop of the clock. The day of the event that stops it still counts, that of the event that resumes it does not.
public struct ClockPause: Hashable, Sendable {
    public let from: Day
    public let to: Day?
    public let event: String

    public init(from: Day, to: Day?, event: String) {
        self.from = from
        self.to = to
        self.event = event
    }

    func covers(_ day: Day) -> Bool { day >= from && to.map { day < $0 } ?? true }
}

/// One line of the explanation.
public struct ClockStep: Equatable, Sendable {
    public let kind: Kind
    /// The first and the last day of the step, both included.
    public let from: Day
    public let to: Day
    public let event: String?
    public let article: String
    public var counted = 0
    public var skipped: [SkippedDays] = []

    public enum Kind: String, Sendable {
        /// The event; its day is not counted.
        case start
        /// Over six months: weekends and holidays count.
        case longPeriod
        case run
        case pause
        /// The last day is no working day.
        case rollForward
    }
}

/// Days that were passed over, and why.
public struct SkippedDays: Equatable, Sendable {
    public let reason: Reason
    public let count: Int

    public enum Reason: Hashable, Sendable {
        case weekend
        case holiday(name: String, day: Day)
        case pause(event: String)
    }
}
