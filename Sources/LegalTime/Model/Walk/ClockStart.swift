import Kernel

// How a clock begins.
extension ClockWalk {
    /// False while the start, or a condition of it, has not happened.
    mutating func findStart(_ events: Span<CodedEvent>) -> Bool {
        var (index, day, event) = (-1, Int32.noDay, Int32.noDay)
        var (have, need, needed) = (UInt8(0), -1, Int32.min)
        for position in events.indices {
            let (at, roles) = (events[position].day, rule.roles(events[position].code))
            if roles.start > 0 {
                let received = received(at, rule.starts[Int(roles.start) - 1])
                if index < 0 || (rule.beginsWithLast ? received >= day : received < day) {
                    (index, day, event) = (position, received, at)
                }
            }
            if roles.needs & ~have != 0 {
                have |= roles.needs
                (need, needed) = (position, at)
            }
        }
        guard index >= 0, have == rule.needs else { return false }
        guard day != .beyond, event >= rule.eventDay else { return leave() }
        start(event, index, received: day, part: Int(rule.roles(events[index].code).start) - 1)
        if needed > day { wait(for: need, until: needed) }
        outcome.start = anchor + rule.eventDay
        guard dilate() else { return leave() }
        beginAnew(after: anchor)
        tellUnit()
        return true
    }

    /// The day of the event is not counted (CPA, article 87); for an age it is.
    private mutating func start(_ event: Int32, _ index: Int, received: Int32, part: Int) {
        (anchor, startEvent) = (event - rule.eventDay, event)
        observer.saw(
            .start, after: anchor, through: event, counted: 0, event: index, part: part)
        guard received > event else { return }
        observer.saw(
            .presumedReceipt, after: event, through: received,
            counted: days(rule.starts[part], event, received), event: index, part: part)
        anchor = received
    }

    /// A notice counts as received some days after it was sent, on a working day.
    private func received(_ day: Int32, _ start: PreparedStart) -> Int32 {
        start.delay == 0 ? day : after(start, day)
    }

    /// Without its conditions a clock does not start: it starts with the last of them.
    private mutating func wait(for need: Int, until day: Int32) {
        let from = anchor
        anchor = day - rule.eventDay
        observer.saw(
            .condition, after: from, through: anchor, counted: 0, event: need, part: 0)
    }

    /// For a person far from the service the period begins later (CPA, article 88).
    private mutating func dilate() -> Bool {
        guard dilation.delay > 0 else { return true }
        let day = after(dilation, anchor)
        guard day != .beyond else { return false }
        observer.saw(
            .dilation, after: anchor, through: day, counted: days(dilation, anchor, day), event: 0,
            part: 0)
        anchor = day
        return true
    }

    /// The calendar ends before the clock begins.
    private mutating func leave() -> Bool {
        outcome.end = .beyond
        return false
    }

    private func after(_ start: PreparedStart, _ day: Int32) -> Int32 {
        if start.inWorkingDays { return calendar.adding(start.delay, to: day) }
        let last = day + start.delay
        guard last <= WorkingCalendar.last.number else { return .beyond }
        return calendar.count(after: last - 1, through: last) == 1
            ? last : calendar.adding(1, to: last)
    }

    private func days(_ start: PreparedStart, _ from: Int32, _ to: Int32) -> Int32 {
        start.inWorkingDays ? start.delay : to - from
    }

    private mutating func tellUnit() {
        let kind: ClockStep.Kind
        switch (rule.rule.unit, rule.unit) {
        case (.working, .calendar): kind = .longPeriod
        case (.hours, _): kind = .hours
        default: return
        }
        let day = anchor + rule.eventDay
        observer.saw(kind, after: day, through: day, counted: 0, event: 0, part: 0)
    }

    /// Days of a length from the anchor: months end on the day with the same number, or on the month's last
    /// (Civil Code, article 279; from memory).
    func length(_ length: Int32) -> Int32 {
        guard rule.unit == .months else { return length }
        let event = Day(number: anchor + rule.eventDay)
        let same = event.adding(months: Int(length))
        return same.number - anchor - eve(of: same, event)
    }

    /// Where the day of the event counts, the last day is the eve of the one with its number; a month that has no such
    /// day is counted to its end.
    private func eve(of same: Day, _ event: Day) -> Int32 {
        same.day == event.day ? rule.eventDay : 0
    }

    /// The last day to act so long before an event, moved back to an open day.
    mutating func countBack() {
        let event = anchor
        let first = back(from: event)
        guard first >= 0 else { return outcome.end = .beyond }
        let days = rule.unit == .working ? rule.length : event - first
        observer.saw(.runBack, after: first, through: event, counted: days, event: 0, part: 0)
        outcome.counted = days
        outcome.end = movedBack(first)
        if outcome.end != first {
            observer.saw(
                .rollBack, after: outcome.end, through: first, counted: 0, event: 0, part: 0)
        }
    }

    private func back(from event: Int32) -> Int32 {
        switch rule.unit {
        case .working:
            calendar.subtracting(Int(rule.length), from: Day(number: event))?.number ?? -1
        case .months: Day(number: event).adding(months: -Int(rule.length)).number
        default: event - rule.length
        }
    }

    private func movedBack(_ day: Int32) -> Int32 {
        guard rule.roll == .previous else { return day }
        return calendar.openOnOrBefore(Day(number: day))?.number ?? day
    }
}
