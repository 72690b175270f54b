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

    /// The end, or nil while the clock stands still, and the course that finds it: its own, or that of its limit.
    func course() -> (end: Day?, course: NaiveCourse)? {
        guard let start = start() else { return nil }
        var free = NaiveCourse(self, start, months: rule.length, isLimit: false)
        let end = free.end()
        guard let limit = rule.limit else { return (end, free) }
        var bounded = NaiveCourse(self, start, months: limit.length, isLimit: true)
        guard let bound = bounded.end(), end.map({ bound < $0 }) ?? true else { return (end, free) }
        return (bound, bounded)
    }

    /// Each event from which it may start, with the day on which it counts as received.
    private var received: [(event: Day, day: Day)] {
        events.compactMap { event in
            guard let start = rule.starts.first(where: { $0.event == event.name }) else {
                return nil
            }
            guard let presumed = start.presumed else { return (event.day, event.day) }
            let day = walked(
                presumed.length, from: event.day, inWorkingDays: presumed.inWorkingDays)
            return (event.day, day)
        }
    }

    /// The event from which it starts: of several the one received first, or last.
    private var begin: (event: Day, day: Day)? {
        let days = received.map(\.day)
        return rule.beginsWithLast
            ? received.last { $0.day == days.max() } : received.first { $0.day == days.min() }
    }

    /// The first act from the day of that event on.
    func met() -> Day? {
        guard let begin else { return nil }
        return events.first {
            rule.metBy.contains($0.name) && (rule.isBackwards || $0.day >= begin.event)
        }?.day
    }

    /// The start and the day after which days are counted; where the day of the event counts, the day before it.
    func start() -> (day: Day, anchor: Day)? {
        guard var day = begin?.day else { return nil }
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
        else { return (day, rule.countsEventDay ? day.adding(days: -1) : day) }
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
struct NaiveCourse {
    let clock: NaiveClock
    let start: Day
    let base: Int
    let isLimit: Bool
    var anchor: Day
    var length: Int
    /// The day on which each count was reached.
    var counts: [Day] = []
    /// How often each reason stopped it and did not let it run on yet.
    var reasons: [Int: Int] = [:]
    /// The last day of each reason that ends by itself.
    var lasts: [Int: Day] = [:]
    /// On each day on which it stood, since when.
    var stood: [Day: Day] = [:]
    var since: Day?
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
        case .months: lastOfMonths.days(since: anchor)
        default: Int(rule.running(length))
        }
    }

    /// The same number of the month, its last day where it has none; for an age the eve of that number.
    private var lastOfMonths: Day {
        let event = rule.countsEventDay ? anchor.adding(days: 1) : anchor
        let same = event.adding(months: Int(rule.running(length)))
        return rule.countsEventDay && same.day == event.day ? same.adding(days: -1) : same
    }

    private var nominal: Day? { counts.count >= total ? counts[total - 1] : nil }

    private func moved(_ day: Day) -> Day {
        var day = day
        while rule.roll == .next,
            !clock.calendar.isOpen(day) || rule.isBeforeCourts && NaiveClock.isRecess(day)
        {
            day = day.adding(days: 1)
        }
        return day
    }

    mutating func end() -> Day? {
        for event in clock.events where event.day <= anchor {
            lapse(through: event.day)
            happens(event, isRunning: false)
        }
        lapse(through: anchor)
        isPaused = isHeld
        if isPaused { (since, stood[anchor]) = (anchor, anchor) }
        var day = anchor
        let last = clock.events.last?.day ?? anchor
        let later = clock.events.filter { $0.day > anchor }
        while true {
            day = day.adding(days: 1)
            if !isPaused, rule.runningUnit != .working || clock.calendar.isWorking(day) {
                counts.append(day)
            }
            lapse(through: day)
            for event in later where event.day == day { happens(event, isRunning: true) }
            if isPaused { stood[day] = since }
            if day >= last {
                if isPaused, !endsByItself { return nil }
                if !isPaused, let nominal { return moved(nominal) }
            }
        }
    }

    private func isOver(_ day: Day) -> Bool { nominal.map { day > moved($0) } ?? false }

    private var isHeld: Bool { reasons.values.contains { $0 > 0 } }

    /// Whether each reason for which it stands has a last day.
    private var endsByItself: Bool {
        reasons.filter { $0.value > 0 }.keys.allSatisfy { lasts[$0] != nil }
    }

    /// Lifts the reasons whose last day has come.
    private mutating func lapse(through day: Day) {
        for (index, last) in lasts where last <= day { (reasons[index], lasts[index]) = (0, nil) }
        if !isHeld { (isPaused, since) = (false, nil) }
    }

    private mutating func learnLast(_ index: Int, _ suspension: Suspension, from day: Day) {
        if reasons[index, default: 0] == 0 { return lasts[index] = nil }
        guard lasts[index] == nil, let longest = suspension.longest else { return }
        lasts[index] =
            longest.inMonths
            ? day.adding(months: longest.length) : day.adding(days: longest.length)
    }

    private mutating func happens(_ event: ClockEvent, isRunning: Bool) {
        let (wasPaused, before) = (isPaused, anchor)
        change(event, isRunning: isRunning)
        if !isPaused { since = nil } else if !wasPaused || anchor != before { since = event.day }
    }

    private mutating func change(_ event: ClockEvent, isRunning: Bool) {
        if isRunning, !isLimit, rule.interruptedBy.contains(event.name), !isOver(event.day) {
            (anchor, length, counts, granted) = (event.day, base, [], [:])
            isPaused = isHeld
        }
        for (index, suspension) in rule.suspensions.enumerated() {
            let before = isHeld
            if suspension.by.contains(event.name) { reasons[index, default: 0] += 1 }
            if suspension.until.contains(event.name), reasons[index, default: 0] > 0 {
                reasons[index, default: 0] -= 1
            }
            learnLast(index, suspension, from: event.day)
            guard isRunning else { continue }
            if !before, isHeld { isPaused = nominal == nil }
            if before, !isHeld { isPaused = false }
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
            if isRunning, !isPaused, isHeld { isPaused = nominal == nil }
        }
    }
}
