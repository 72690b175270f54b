public import Kernel

extension PreparedRule {
    /// The bare end of a clock: no explanation, nothing allocated. The events by day.
    public func outcome(
        _ events: Span<CodedEvent>, in calendar: WorkingCalendar, dilation: Dilation = .none
    ) -> ClockOutcome {
        let free = walk(events, in: calendar, dilation, NoObserver()).outcome
        guard limit > 0 else { return free }
        let bound = walk(events, in: calendar, dilation, isLimit: true, NoObserver()).outcome
        return isBinding(bound, before: free) ? bound : free
    }

    func walk<Observer: ClockObserver>(
        _ events: Span<CodedEvent>, in calendar: WorkingCalendar, _ dilation: Dilation,
        isLimit: Bool = false, _ observer: Observer
    ) -> ClockWalk<Observer> {
        var walk = ClockWalk(
            rule: self, calendar: calendar, dilation: dilation.prepared, isLimit: isLimit,
            observer: observer)
        walk.run(events)
        return walk
    }

    /// Whatever interrupts, the limit is the end.
    func isBinding(_ limit: ClockOutcome, before free: ClockOutcome) -> Bool {
        limit.end < free.end
    }

    /// What is added for a person at a distance from a service.
    public func dilation(for person: PersonPlace, serviceAt place: Place) -> Dilation {
        let entry = rule.dilation?.entry(for: person, serviceAt: place)
        return entry.map { Dilation(days: $0.length, inWorkingDays: $0.inWorkingDays) } ?? .none
    }
}

/// Days before a period begins for a person far away.
public struct Dilation: Sendable {
    let prepared: PreparedStart

    public static let none = Dilation(days: 0, inWorkingDays: false)

    init(days: Int, inWorkingDays: Bool) {
        prepared = PreparedStart(delay: Int32(days), inWorkingDays: inWorkingDays)
    }
}

extension ClockRule {
    /// The clock for these events at a place, explained; nil where its start, or a condition of it, has not happened.
    ///
    /// Code of Administrative Procedure (CPA), articles 86 to 88: the day of the event is not counted, working
    /// days skip weekends and holidays, an end on a closed day moves to the next working day.
    public func derive(
        _ events: [ClockEvent], in calendar: WorkingCalendar, person: PersonPlace? = nil
    ) throws -> ClockDerivation? {
        var names = EventNames()
        let prepared = PreparedRule(self, &names)
        let own = events.asKnown(on: nil).filter { names[$0.name] != nil }
        let sorted = own.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        if let day = sorted.map(\.day).first(where: { !calendar.contains($0) }) {
            throw ClockRule.outside(day)
        }
        let coded = sorted.map { CodedEvent(day: $0.day, code: names[$0.name] ?? 0) }
        let person = person ?? PersonPlace(calendar.place)
        return try prepared.explain(sorted, coded, in: calendar, person)
    }

    /// The clock as if its start came to pass on a day and nothing more.
    public func derive(
        from start: Day, in calendar: WorkingCalendar, person: PersonPlace? = nil
    ) throws -> ClockDerivation {
        var rule = self
        rule.starts = [ClockStart(starts.first?.event ?? name)]
        rule.needs = []
        let event = ClockEvent(rule.starts[0].event, start)
        guard let derivation = try rule.derive([event], in: calendar, person: person) else {
            throw ClockRule.outside(start)
        }
        return derivation
    }

    /// What the clock still waits for before it starts; empty once it runs. Several starts are one: any of them.
    public func waits(for events: [ClockEvent]) -> [String] {
        let names = Set(events.asKnown(on: nil).map(\.name))
        let hasStart = starts.contains { names.contains($0.event) }
        return (hasStart ? [] : [starts.map(\.event).joined(separator: " or ")])
            + needs.filter { !names.contains($0) }
    }

    /// The last day on which an act keeps the effect of the silence away.
    func lastBeforeEffect(_ end: Day, in calendar: WorkingCalendar) -> Day {
        calendar.adding(effectAfter, to: end) ?? end
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

extension PreparedRule {
    fileprivate func explain(
        _ events: [ClockEvent], _ coded: [CodedEvent], in calendar: WorkingCalendar,
        _ person: PersonPlace
    ) throws -> ClockDerivation? {
        let dilation = dilation(for: person, serviceAt: calendar.place)
        let explainer = Explainer(rule: rule, events: events, calendar: calendar, person: person)
        var found = walk(coded.span, in: calendar, dilation, explainer)
        if limit > 0 {
            let bound = walk(coded.span, in: calendar, dilation, isLimit: true, explainer)
            if isBinding(bound.outcome, before: found.outcome) {
                found = bound
                found.observer.sawLimit(on: bound.outcome.end)
            }
        }
        if found.outcome.end == .beyond {
            throw ClockRule.outside(WorkingCalendar.last.adding(days: 1))
        }
        guard found.outcome.start != .noDay else { return nil }
        return found.observer.derivation(found.outcome)
    }
}
