public import Kernel

/// When a clock ends and why: derived from events, never stored as a promise.
public struct ClockDerivation: Equatable, Sendable {
    public let rule: ClockRule
    /// The day of the event, or the day on which it counts as received and every condition is there.
    public let start: Day
    /// The last day of the period, or nil while it stands still without a known end.
    public let end: Day?
    /// The last day on which an act keeps the effect away: the end, or where the law gives the office more time to send
    /// its notice, so many working days after it.
    public let lastBeforeEffect: Day?
    /// Days of the running unit since the last beginning; for months, calendar days.
    public let dayCounted: Int
    public let steps: [ClockStep]
    /// Days on which the clock stood: after the first day, up to the second (or still).
    public let pauses: [ClockPause]
    /// The day of the first event that meets the clock.
    public let met: Day?
    /// What is not known of the calendar: the end may lie elsewhere.
    public let gaps: [CalendarGap]

    public var isCalendarKnown: Bool { gaps.isEmpty }

    /// The same, where a court named the last day: it stands as named, and nothing of the rule on counting shapes it.
    public func named(_ day: Day) -> ClockDerivation {
        var own = rule
        (own.article, own.isVerified) = ("", true)
        let end = ClockStep(kind: .named, from: day, to: day, event: nil, article: "")
        return ClockDerivation(
            rule: own, start: start, end: day, lastBeforeEffect: day, dayCounted: 0,
            steps: steps.prefix(1) + [end], pauses: [], met: met, gaps: [])
    }

    /// Whether every part of the law that shaped the result was read in its text.
    public var isVerified: Bool { rule.isVerified && steps.allSatisfy(\.isVerified) }

    /// The refusals of extensions, in their order.
    public var refusals: [ExtensionRefusal] { steps.compactMap(\.refusal) }

    /// The day from which what the law attaches to the silence is there; nil where an act kept it away or it has none.
    public var effectFrom: Day? {
        guard rule.effect != .none, !isKeptAway else { return nil }
        return lastBeforeEffect?.adding(days: 1)
    }

    /// Whether an act came before the effect.
    var isKeptAway: Bool {
        guard let met else { return false }
        return lastBeforeEffect.map { met <= $0 } ?? true
    }

    /// Whether an act came before the period was over.
    public var isMetInTime: Bool {
        guard let met else { return false }
        return end.map { met <= $0 } ?? true
    }

    /// Whether no act has ended it. What silence granted, refused or ended stays, whatever came too late.
    public var isOpen: Bool { met == nil || !isKeptAway && !rule.effect.givesWay }

    public func state(at day: Day) -> ClockState {
        if let met, met <= day { return isMetInTime ? .met(met) : .metLate(met) }
        // A period that is counted backwards runs until its last day, whenever somebody asks.
        if day < start, !rule.isBackwards { return .notStarted }
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

    /// What the law attaches to the silence, once the period has ended without an act. It is there from the day after
    /// the last one on which an act keeps it away; a later act takes away only what was given for want of one.
    public func effect(at day: Day) -> ClockEffect {
        guard let last = lastBeforeEffect, day > last, !isKeptAway else { return .none }
        let isMet = met.map { $0 <= day } ?? false
        return isMet && rule.effect.givesWay ? .none : rule.effect
    }

    /// The days ahead of the end on which somebody is told.
    public func warnings(in calendar: WorkingCalendar) -> [ClockWarning] {
        guard let end else { return [] }
        return rule.warnings.compactMap { warning in
            let day =
                warning.inWorkingDays
                ? calendar.subtracting(warning.length, from: end)
                : end.adding(days: -warning.length)
            return day.map { ClockWarning(name: warning.name, day: $0) }
        }
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

public struct ClockWarning: Hashable, Sendable {
    public let name: String
    public let day: Day
}

/// What is not known of the days between a start and an end.
public enum CalendarGap: Hashable, Sendable {
    /// Years whose holidays were not checked.
    case years
    /// The holiday of the municipality itself.
    case municipality(String)
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
    /// False where the part of the law behind it, or a holiday that it passes over, was not read in its text.
    public var isVerified: Bool { isRuleVerified && skipped.allSatisfy(\.isVerified) }
    let isRuleVerified: Bool
    public var counted = 0
    public var skipped: [SkippedDays] = []
    /// Why an extension does not count.
    public var refusal: ExtensionRefusal?

    public enum Kind: String, Sendable, CaseIterable {
        /// The event; its day is not counted.
        case start
        /// The days after which a notice counts as received.
        case presumedReceipt
        /// The clock waited for something without which it does not start.
        case condition
        /// The person is far away: the period begins later.
        case dilation
        /// Over six months: weekends and holidays count.
        case longPeriod
        /// 24 or 48 hours are one or two days.
        case hours
        case run
        case pause
        /// The law lets it stand still no longer.
        case pauseEnded
        /// The period begins anew.
        case interruption
        /// What would have interrupted came after the end.
        case interruptionLate
        case `extension`
        case extensionRefused
        /// The period has gone on for as long as the law lets it.
        case limit
        /// The last day is no day on which the service is open.
        case rollForward
        /// Counted backwards from an event to come.
        case runBack
        case rollBack
        /// The last day is one that a court named: no period counts beside it.
        case named
    }

    init(
        kind: Kind, from: Day, to: Day, event: String?, article: String, isVerified: Bool = true
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.event = event
        self.article = article
        isRuleVerified = isVerified
    }
}
