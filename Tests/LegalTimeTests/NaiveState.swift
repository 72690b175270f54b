import Kernel

@testable import LegalTime

/// How the naive clock stands on a day, and what its silence brings about.
struct NaiveState {
    let rule: ClockRule
    let start: Day
    let met: Day?
    let end: Day?
    private let course: NaiveCourse

    /// Nil where the clock has not started.
    init?(_ clock: NaiveClock) {
        guard let start = clock.start()?.day, let found = clock.course() else { return nil }
        (rule, self.start, met) = (clock.rule, start, clock.met())
        (end, course) = found
    }

    func state(at day: Day) -> ClockState {
        if let met, met <= day {
            if let end, met > end { return .metLate(met) }
            return .met(met)
        }
        if day < start { return .notStarted }
        if let end, day > end { return .overdue(calendarDays: day.days(since: end)) }
        let last = course.stood.keys.max()
        let isOpen = end == nil && last.map { day > $0 } ?? false
        if let since = isOpen ? course.since : course.stood[day] { return .stopped(since: since) }
        return .running
    }

    /// Written out case by case, as a reader of the law would.
    func effect(at day: Day) -> ClockEffect {
        switch (state(at: day), rule.effect) {
        case (.overdue, let effect): return effect
        case (.metLate, .rightToSue): return .none
        case (.metLate, let effect): return effect
        case (.notStarted, _), (.running, _), (.stopped, _), (.met, _): return .none
        }
    }
}
