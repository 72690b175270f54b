public import Kernel

/// One clock with all it depends on: asked again at any time, and for any day in the past, it answers anew.
public struct LegalClock: Sendable {
    public var rule: ClockRule
    /// The rules of the same file, for a clock that starts when another ends in silence.
    public var neighbours: [ClockRule]
    public var events: [ClockEvent]
    public var place: Place
    /// Where the person is; nil: where the service sits.
    public var person: PersonPlace?

    public init(
        rule: ClockRule, neighbours: [ClockRule] = [], events: [ClockEvent], place: Place,
        person: PersonPlace? = nil
    ) {
        self.rule = rule
        self.neighbours = neighbours
        self.events = events
        self.place = place
        self.person = person
    }

    /// By all that is known now; nil where the clock has not started.
    public func derivation(in calendar: HolidayCalendar) throws -> ClockDerivation? {
        try derivation(in: calendar.working(at: place))
    }

    /// What was the answer on an earlier day: before a holiday was declared or an event corrected.
    public func asKnown(
        at day: Day, in calendar: HolidayCalendar
    ) throws -> ClockDerivation? {
        try derivation(in: calendar.working(at: place, asKnown: day), asKnown: day)
    }

    /// The same for many questions: a shelf prepares each calendar once.
    public func asKnown(
        at day: Day, in shelf: inout CalendarShelf
    ) throws -> ClockDerivation? {
        try derivation(in: shelf.working(at: place, asKnown: day), asKnown: day)
    }

    /// With a calendar that is prepared already, for the same day of knowledge.
    public func derivation(
        in calendar: WorkingCalendar, asKnown day: Day? = nil
    ) throws -> ClockDerivation? {
        let known = rule.known(events, on: day)
        let silences = try silences(for: rule, known, calendar, depth: 0)
        return try rule.derive(known + silences, in: calendar, person: person)
    }

    /// What it still waits for, by all that is known now or was on an earlier day.
    public func waits(asKnown day: Day? = nil) -> [String] {
        rule.waits(for: rule.known(events, on: day))
    }

    /// The ends of the clocks from whose silence a rule starts.
    private func silences(
        for rule: ClockRule, _ events: [ClockEvent], _ calendar: WorkingCalendar, depth: Int
    ) throws -> [ClockEvent] {
        guard depth < Self.chainMax else { throw ClockChainRefusal.tooLong(rule.name) }
        return try rule.starts.compactMap(\.clock).compactMap { name in
            guard let other = neighbours.first(where: { $0.name == name }) else { return nil }
            let more = try silences(for: other, events, calendar, depth: depth + 1)
            let found = try other.derive(events + more, in: calendar, person: person)
            guard let end = found?.end, found?.met.map({ $0 > end }) ?? true else { return nil }
            return ClockEvent(ClockStart.silence(of: name), end)
        }
    }

    /// Longer chains than this are a circle.
    private static let chainMax = 8
}

extension ClockRule {
    /// The events from which it is counted backwards: they are still to come.
    var coming: Set<String> { isBackwards ? Set(starts.map(\.event)) : [] }

    /// What was known of its events on a day, without when they became known.
    func known(_ events: [ClockEvent], on day: Day?) -> [ClockEvent] {
        events.asKnown(on: day, coming: coming).map { ClockEvent($0.name, $0.day) }
    }
}

/// Clocks that start from one another without an end.
public enum ClockChainRefusal: Refusal, Equatable {
    case tooLong(String)

    public var kind: RefusalKind { .invalid }
    public var explanation: String { "The clock {name} starts from clocks that start from it." }
    public var values: [String: String] {
        switch self {
        case .tooLong(let name): ["name": name]
        }
    }
}
