import Kernel

/// Walks a clock from stretch to stretch between its pauses, and writes down why.
struct ClockWalk {
    let rule: ClockRule
    let calendar: WorkingCalendar
    let start: Day
    private(set) var end: Day?
    private(set) var counted = 0
    private(set) var steps: [ClockStep] = []
    /// The last day that is dealt with.
    private var reached: Day
    /// For months: the calendar days that the period has, before pauses.
    private let length: Int
    private var unit: ClockUnit { rule.runningUnit }

    init(rule: ClockRule, calendar: WorkingCalendar, start: Day) {
        self.rule = rule
        self.calendar = calendar
        self.start = start
        reached = start
        length =
            rule.unit == .months
            ? start.adding(months: rule.length).days(since: start) : rule.length
        steps.append(step(.start, start, start, event: rule.starts))
        if rule.runningUnit != rule.unit { steps.append(step(.longPeriod, start, start)) }
    }

    mutating func run(through pauses: [ClockPause]) throws {
        for pause in pauses {
            guard try !runEnds(by: pause.from) else { return }
            guard let to = pause.to else {
                steps.append(
                    step(
                        .pause, pause.from.adding(days: 1), pause.from.adding(days: 1),
                        event: pause.event))
                return
            }
            skip(pause, to)
        }
        _ = try runEnds(by: nil)
    }

    /// Counts up to a day (or to the end of the period); true where the period ended.
    private mutating func runEnds(by day: Day?) throws -> Bool {
        let last = try self.last(of: length - counted)
        let stop = day.map { min($0, last) } ?? last
        if stop > reached { count(through: stop) }
        guard counted >= length else { return false }
        try close(at: last)
        return true
    }

    private func last(of days: Int) throws -> Day {
        let found =
            unit == .working ? calendar.adding(days, to: reached) : reached.adding(days: days)
        guard let found, calendar.contains(found) else {
            throw ClockRule.outside(reached.adding(days: days))
        }
        return found
    }

    private mutating func count(through day: Day) {
        var run = step(.run, reached.adding(days: 1), day)
        if unit == .working {
            run.counted = calendar.count(after: reached, through: day)
            run.skipped = skipped(through: day, counted: run.counted)
        } else {
            run.counted = day.days(since: reached)
        }
        counted += run.counted
        reached = day
        steps.append(run)
    }

    private func skipped(through day: Day, counted: Int) -> [SkippedDays] {
        let holidays = calendar.weekdayHolidays(after: reached, through: day)
        let days = Set(holidays.map(\.day)).count
        let weekends = day.days(since: reached) - counted - days
        // Two holidays on one day take one day away: the second is named with none.
        var seen: Set<Day> = []
        let named = holidays.map { holiday in
            SkippedDays(
                reason: .holiday(name: holiday.name, day: holiday.day),
                count: seen.insert(holiday.day).inserted ? 1 : 0)
        }
        return (weekends > 0 ? [SkippedDays(reason: .weekend, count: weekends)] : []) + named
    }

    private mutating func skip(_ pause: ClockPause, _ to: Day) {
        var stopped = step(.pause, reached.adding(days: 1), to, event: pause.event)
        stopped.skipped = [
            SkippedDays(reason: .pause(event: pause.event), count: to.days(since: reached))
        ]
        steps.append(stopped)
        reached = to
    }

    /// An end on a day without service moves to the next working day (CPA, article 87).
    private mutating func close(at last: Day) throws {
        guard let open = calendar.onOrAfter(last) else { throw ClockRule.outside(last) }
        end = open
        guard open > last else { return }
        var roll = step(.rollForward, last, open)
        let holidays = calendar.weekdayHolidays(
            after: last.adding(days: -1), through: open.adding(days: -1))
        roll.skipped = holidays.map {
            SkippedDays(reason: .holiday(name: $0.name, day: $0.day), count: 1)
        }
        let weekends = open.days(since: last) - Set(holidays.map(\.day)).count
        if weekends > 0 { roll.skipped.append(SkippedDays(reason: .weekend, count: weekends)) }
        steps.append(roll)
    }

    private func step(
        _ kind: ClockStep.Kind, _ from: Day, _ to: Day, event: String? = nil
    ) -> ClockStep {
        let article = kind == .rollForward || kind == .longPeriod ? "CPA 87" : rule.article
        return ClockStep(kind: kind, from: from, to: to, event: event, article: article)
    }
}
