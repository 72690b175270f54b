import Kernel

@testable import LegalTime

/// The same law once more, day by day and without a thought for speed: what the engine is checked against.
struct NaiveClock {
    let rule: ClockRule
    let calendar: WorkingCalendar
    let person: PersonPlace
    let events: [ClockEvent]

    init(
        _ rule: ClockRule, _ calendar: WorkingCalendar, _ person: PersonPlace,
        _ events: [ClockEvent]
    ) {
        self.rule = rule
        self.calendar = calendar
        self.person = person
        self.events = events.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    /// The end, or nil while the clock stands still or has not started.
    func end() -> Day? {
        guard let start = start() else { return nil }
        var course = Course(self, start, months: rule.length, isLimit: false)
        let free = course.end()
        guard let limit = rule.limit else { return free }
        var bounded = Course(self, start, months: limit.length, isLimit: true)
        let bound = bounded.end()
        return [free, bound].compactMap(\.self).min()
    }

    /// The start and the day after which days are counted.
    func start() -> (day: Day, anchor: Day)? {
        let received = events.compactMap { event -> Day? in
            guard let start = rule.starts.first(where: { $0.event == event.name }) else {
                return nil
            }
            guard let presumed = start.presumed else { return event.day }
            return walked(presumed.length, from: event.day, inWorkingDays: presumed.inWorkingDays)
        }
        guard var day = rule.beginsWithLast ? received.max() : received.min() else { return nil }
        for need in rule.needs {
            guard let met = events.first(where: { $0.name == need })?.day else { return nil }
            day = max(day, met)
        }
        guard
            let added = rule.dilation?.entries.first(where: {
                $0.person == person
                    && ($0.serviceOnIslands == nil
                        || $0.serviceOnIslands == calendar.place.isOnIslands)
            })
        else { return (day, day) }
        return (day, walked(added.length, from: day, inWorkingDays: added.inWorkingDays))
    }

    private func walked(_ count: Int, from: Day, inWorkingDays: Bool) -> Day {
        var (day, left) = (from, count)
        while left > 0 {
            day = day.adding(days: 1)
            if !inWorkingDays || calendar.isWorking(day) { left -= 1 }
        }
        while !calendar.isWorking(day), count > 0 { day = day.adding(days: 1) }
        return day
    }
}

/// One walk through the days after the start.
private struct Course {
    let clock: NaiveClock
    let start: Day
    let base: Int
    let isLimit: Bool
    var anchor: Day
    var length: Int
    /// The day on which each count was reached.
    var counts: [Day] = []
    var reasons: Set<Int> = []
    var isPaused = false
    var facts: Set<String> = []
    var granted: [String: Int] = [:]

    init(_ clock: NaiveClock, _ start: (day: Day, anchor: Day), months base: Int, isLimit: Bool) {
        self.clock = clock
        self.start = start.day
        self.base = base
        self.isLimit = isLimit
        anchor = start.anchor
        length = base
    }

    private var rule: ClockRule { clock.rule }

    private var total: Int {
        switch rule.runningUnit {
        case .months:
            anchor.adding(months: Int(rule.running(length))).days(since: anchor)
        default: Int(rule.running(length))
        }
    }

    private var nominal: Day? { counts.count >= total ? counts[total - 1] : nil }

    private func moved(_ day: Day) -> Day {
        var day = day
        while rule.roll == .next, !clock.calendar.isOpen(day) { day = day.adding(days: 1) }
        return day
    }

    mutating func end() -> Day? {
        for event in clock.events where event.day <= anchor { happens(event, isRunning: false) }
        isPaused = !reasons.isEmpty
        var day = anchor
        let last = clock.events.last?.day ?? anchor
        let later = clock.events.filter { $0.day > anchor }
        while true {
            day = day.adding(days: 1)
            if !isPaused, rule.runningUnit != .working || clock.calendar.isWorking(day) {
                counts.append(day)
            }
            for event in later where event.day == day { happens(event, isRunning: true) }
            if day >= last {
                if isPaused { return nil }
                if let nominal { return moved(nominal) }
            }
        }
    }

    private func isOver(_ day: Day) -> Bool { nominal.map { day > moved($0) } ?? false }

    private mutating func happens(_ event: ClockEvent, isRunning: Bool) {
        if isRunning, !isLimit, rule.interruptedBy.contains(event.name), !isOver(event.day) {
            (anchor, length, counts, granted) = (event.day, base, [], [:])
        }
        for (index, suspension) in rule.suspensions.enumerated() {
            let before = reasons.isEmpty
            if suspension.by.contains(event.name) { reasons.insert(index) }
            if suspension.until.contains(event.name) { reasons.remove(index) }
            guard isRunning else { continue }
            if before, !reasons.isEmpty { isPaused = nominal == nil }
            if !before, reasons.isEmpty { isPaused = false }
        }
        if !isLimit { extend(event, isRunning: isRunning) }
    }

    private mutating func extend(_ event: ClockEvent, isRunning: Bool) {
        facts.insert(event.name)
        for part in rule.extensions where ([part.by] + part.needs).contains(event.name) {
            guard facts.contains(part.by), part.needs.allSatisfy(facts.contains) else { continue }
            facts.remove(part.by)
            let count = granted[part.by, default: 0]
            let isBarred = part.unless.contains(where: facts.contains)
            guard event.day >= start, !isBarred, count < part.times,
                isPaused || !isOver(event.day)
            else { continue }
            granted[part.by] = count + 1
            length += part.length
            if isRunning, !isPaused, !reasons.isEmpty { isPaused = nominal == nil }
        }
    }
}
