import Kernel

/// Walks one clock through its events, in the order of their days: one algorithm for the bare end of a million
/// clocks and for the explanation of one. Each rule of law is one small function.
struct ClockWalk<Observer: ClockObserver> {
    let rule: PreparedRule
    let calendar: WorkingCalendar
    /// In the walk that looks for the limit nothing interrupts and nothing extends.
    let isLimit: Bool
    /// What is added before the start for a person far away.
    let dilation: PreparedStart
    var observer: Observer
    var outcome = ClockOutcome()

    /// The day of the event that begins it.
    var startEvent: Int32 = 0
    /// The day after which days are counted: of the start, or of the last interruption.
    var anchor: Int32 = 0
    /// The last day that is dealt with.
    var reached: Int32 = 0
    var counted: Int32 = 0
    /// Days the period has in all: of the running unit; for months, calendar days.
    var total: Int32 = 0
    /// What extensions have added, in the rule's own running unit.
    var extra: Int32 = 0
    /// Eight bits for each extension: how often it was granted.
    var used: UInt32 = 0
    var facts: UInt32 = 0
    /// The reasons for which the clock stands still.
    var stopped: UInt8 = 0
    /// Eight bits for each reason: how often it stopped the clock and did not let it run on yet.
    var open: UInt64 = 0
    /// The day on which each reason ends by itself; `noDay` where it does not.
    var lapses = InlineArray<8, Int32>(repeating: .noDay)
    private var stopEvent = 0
    private var stopPart = 0
    var isPaused = false
    private(set) var hasBegun = false

    init(
        rule: PreparedRule, calendar: WorkingCalendar, dilation: PreparedStart,
        isLimit: Bool = false,
        observer: Observer
    ) {
        self.rule = rule
        self.calendar = calendar
        self.dilation = dilation
        self.isLimit = isLimit
        self.observer = observer
    }

    /// The events by day; those of one day in the order in which they happened.
    mutating func run(_ events: Span<CodedEvent>) {
        guard findStart(events) else { return }
        if rule.isBackwards { return runBack(events) }
        for index in events.indices {
            let event = events[index]
            let roles = rule.roles(event.code)
            if rule.hasLongest { lapse(through: event.day) }
            if !hasBegun, event.day > anchor { begin() }
            if roles.meets { meet(on: event.day) }
            if roles.interrupts, !isLimit { interrupt(on: event.day, index) }
            if roles.stops | roles.resumes != 0 { turn(roles, on: event.day, index) }
            if roles.facts != 0, !isLimit { learn(roles.facts, on: event.day, index) }
        }
        if rule.hasLongest { lapse(through: .beyond) }
        if !hasBegun { begin() }
        finish()
    }

    /// What stopped the clock before it started stops it from its start on.
    mutating func begin() {
        hasBegun = true
        isPaused = stopped != 0
    }

    /// What is asked for ahead of an event to come is met by the first act, whenever it is done.
    private mutating func runBack(_ events: Span<CodedEvent>) {
        for index in events.indices where rule.roles(events[index].code).meets {
            if outcome.met == .noDay { outcome.met = events[index].day }
        }
        countBack()
    }

    /// An answer may come before the day on which the law presumes that the question was received.
    private mutating func meet(on day: Int32) {
        if outcome.met == .noDay, day >= startEvent { outcome.met = day }
    }

    /// The clock stands still while any reason is left: each stop of a reason waits for a resumption of its own.
    private mutating func turn(_ roles: EventRoles, on day: Int32, _ index: Int) {
        let before = stopped
        for part in 0..<rule.reasons {
            let bit: UInt8 = 1 << UInt8(part)
            turn(
                part, stops: roles.stops & bit != 0, resumes: roles.resumes & bit != 0, on: day)
        }
        if before == 0, stopped != 0 {
            (stopEvent, stopPart) = (index, roles.stops.trailingZeroBitCount)
        }
        guard hasBegun else { return }
        if before == 0, stopped != 0 { stop(on: day) }
        if before != 0, stopped == 0 { resume(on: day) }
    }

    private mutating func turn(_ part: Int, stops: Bool, resumes: Bool, on day: Int32) {
        let shift = UInt64(8 * part)
        let before = open >> shift & 0xff
        let now = stops ? min(before + 1, 0xff) : resumes ? max(before, 1) - 1 : before
        open = open & ~(0xff << shift) | now << shift
        stopped = stopped & ~(1 << UInt8(part)) | (now > 0 ? 1 << UInt8(part) : 0)
        if rule.hasLongest, (before == 0) != (now == 0) {
            lapses[part] = now == 0 ? .noDay : lastDay(of: part, from: day)
        }
    }

    /// The day of the event that stops the clock still counts; a period that is over cannot be stopped.
    private mutating func stop(on day: Int32) {
        advance(to: day)
        isPaused = counted < total
    }

    /// The day of the event that lets it run on does not count.
    mutating func resume(on day: Int32) {
        guard isPaused else { return }
        stand(through: day)
        isPaused = false
    }

    private mutating func stand(through day: Int32) {
        guard day > reached else { return }
        observer.saw(
            .pause, after: reached, through: day, counted: 0, event: stopEvent,
            part: stopPart)
        reached = day
    }

    /// The period begins anew, the day of the event not counted; one that is over cannot.
    private mutating func interrupt(on day: Int32, _ index: Int) {
        guard hasBegun else { return }
        if isPaused { stand(through: day) } else { advance(to: day) }
        if isOver(on: day) {
            observer.saw(
                .interruptionLate, after: day, through: day, counted: 0, event: index, part: 0)
            return
        }
        // Between an end on a closed day and the day to which it moves nothing runs.
        if day > reached {
            observer.saw(
                .rollForward, after: reached, through: day, counted: 0, event: index, part: 1)
        }
        observer.saw(.interruption, after: day, through: day, counted: 0, event: index, part: 0)
        beginAnew(after: day)
        // What stands still, or would have but for the period being counted to its end, stands still now.
        isPaused = stopped != 0
    }

    mutating func beginAnew(after day: Int32) {
        (anchor, reached, counted, extra, used) = (day, day, 0, 0, 0)
        total = length(isLimit ? rule.limit : rule.length)
    }

    /// Counts up to a day, or to the end of the period where that comes first.
    mutating func advance(to day: Int32) {
        let through = min(day, lastDay)
        guard through > reached, through != .beyond else { return }
        let days =
            rule.unit == .working
            ? calendar.count(after: reached, through: through) : through - reached
        observer.saw(.run, after: reached, through: through, counted: days, event: 0, part: 0)
        counted += days
        reached = through
    }

    /// The last day of the period if nothing more happens, before it moves to an open day.
    private var lastDay: Int32 {
        let left = total - counted
        guard left > 0 else { return reached }
        if rule.unit == .working { return calendar.adding(left, to: reached) }
        let day = reached + left
        return day > WorkingCalendar.last.number ? .beyond : day
    }

    /// A period is over after its last day, moved to an open one.
    func isOver(on day: Int32) -> Bool { !isPaused && day > moved(lastDay) }

    private mutating func finish() {
        if !isLimit { missConditions() }
        outcome.counted = counted
        if isPaused {
            observer.saw(
                .pause, after: reached, through: .beyond, counted: 0, event: stopEvent,
                part: stopPart)
            return
        }
        let last = lastDay
        if last == .beyond {
            outcome.end = .beyond
            return
        }
        advance(to: last)
        outcome.counted = counted
        outcome.end = moved(last)
        if outcome.end != last {
            observer.saw(
                .rollForward, after: last, through: outcome.end, counted: 0, event: 0, part: 0)
        }
    }

    /// An end on a day without service moves to the next day with it (CPA, article 87); before a court, also one in
    /// the courts' holidays (Civil Code, article 279).
    private func moved(_ last: Int32) -> Int32 {
        guard rule.roll == .next && last != .beyond else { return last }
        return rule.isBeforeCourts
            ? calendar.courtOnOrAfter(last) : calendar.openOnOrAfter(last)
    }
}
