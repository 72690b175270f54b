public import Kernel

extension ClockRule {
    /// The clock for these events at a place; nil where its start has not happened.
    ///
    /// Code of Administrative Procedure (CPA), articles 86 to 88: the day of the event is not counted, working
    /// days skip weekends and holidays, an end on a closed day moves to the next working day.
    public func derive(
        _ events: [ClockEvent], in calendar: WorkingCalendar
    ) throws -> ClockDerivation? {
        guard let start = events.filter({ $0.name == starts }).map(\.day).min() else { return nil }
        let pauses = ClockPause.all(in: events, suspendedBy: suspendedBy, resumedBy: resumedBy)
        let met = events.filter { metBy.contains($0.name) && $0.day >= start }.map(\.day).min()
        return try derive(from: start, pauses: pauses, met: met, in: calendar)
    }

    /// The clock from a day on, for pauses that are already known.
    public func derive(
        from start: Day, pauses: [ClockPause] = [], met: Day? = nil, in calendar: WorkingCalendar
    ) throws -> ClockDerivation {
        guard calendar.contains(start) else { throw ClockRule.outside(start) }
        let merged = ClockPause.merged(pauses, after: start)
        var walk = ClockWalk(rule: self, calendar: calendar, start: start)
        try walk.run(through: merged)
        let touched = [start, walk.end ?? start].map(\.year)
        let isKnown = calendar.years.map { touched.allSatisfy($0.contains) } ?? false
        return ClockDerivation(
            rule: self, start: start, end: walk.end, dayCounted: walk.counted, steps: walk.steps,
            pauses: merged, met: met, isCalendarKnown: isKnown)
    }

    static func outside(_ day: Day) -> Refused {
        Refused(
            .invalid, "The day {day} lies outside the calendar ({first} to {last}).",
            [
                "day": day.description, "first": WorkingCalendar.first.description,
                "last": WorkingCalendar.last.description,
            ])
    }
}

extension ClockPause {
    /// Each stop with the first resumption on or after it; a stop while stopped changes nothing.
    static func all(
        in events: [ClockEvent], suspendedBy: [String], resumedBy: [String]
    ) -> [ClockPause] {
        let resumptions = events.filter { resumedBy.contains($0.name) }.map(\.day).sorted()
        return events.filter { suspendedBy.contains($0.name) }.sorted {
            ($0.day, $0.name) < ($1.day, $1.name)
        }.map { stop in
            ClockPause(from: stop.day, to: resumptions.first { $0 >= stop.day }, event: stop.name)
        }
    }

    /// Without overlaps, sorted, and only what touches the clock after its start.
    static func merged(_ pauses: [ClockPause], after start: Day) -> [ClockPause] {
        var result: [ClockPause] = []
        for pause in pauses.sorted(by: { ($0.from, $0.event) < ($1.from, $1.event) }) {
            if let to = pause.to, to <= max(pause.from, start) { continue }
            let own = ClockPause(from: max(pause.from, start), to: pause.to, event: pause.event)
            guard let last = result.last, last.to.map({ own.from <= $0 }) ?? true else {
                result.append(own)
                continue
            }
            let to = last.to.flatMap { end in own.to.map { max(end, $0) } }
            result[result.count - 1] = ClockPause(from: last.from, to: to, event: last.event)
        }
        return result
    }
}
