import Kernel

@testable import LegalTime

/// How the naive clock stands on a day, and what its silence brings about.
struct NaiveState {
    let rule: ClockRule
    let start: Day
    let met: Day?
    let end: Day?
    private let course: NaiveCourse?
    private let calendar: WorkingCalendar

    /// Nil where the clock has not started.
    init?(_ clock: NaiveClock) {
        guard let start = clock.start()?.day else { return nil }
        (rule, self.start, met) = (clock.rule, start, clock.met())
        calendar = clock.calendar
        if clock.rule.isBackwards {
            (end, course) = (clock.countedBack(from: start), nil)
        } else {
            guard let found = clock.course() else { return nil }
            (end, course) = (found.end, found.course)
        }
    }

    func state(at day: Day) -> ClockState {
        if let met, met <= day {
            if let end, met > end { return .metLate(met) }
            return .met(met)
        }
        if !rule.isBackwards, day < start { return .notStarted }
        if let end, day > end { return .overdue(calendarDays: day.days(since: end)) }
        guard let course else { return .running }
        let last = course.stood.keys.max()
        let isOpen = end == nil && last.map { day > $0 } ?? false
        if let since = isOpen ? course.since : course.stood[day] { return .stopped(since: since) }
        return .running
    }

    /// So many working days after the end.
    private var lastBeforeEffect: Day? {
        guard var day = end else { return nil }
        var left = rule.effectAfter
        while left > 0 {
            day = day.adding(days: 1)
            if calendar.isWorking(day) { left -= 1 }
        }
        return day
    }

    /// Written out case by case, as a reader of the law would.
    func effect(at day: Day) -> ClockEffect {
        guard let last = lastBeforeEffect, day > last else { return .none }
        if let met, met <= last { return .none }
        switch (state(at: day), rule.effect) {
        case (.overdue, let effect): return effect
        case (.metLate, .rightToSue): return .none
        case (.metLate, let effect): return effect
        case (.notStarted, _), (.running, _), (.stopped, _), (.met, _): return .none
        }
    }
}
