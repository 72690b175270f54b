import Kernel
import LegalTime

/// What a visitor asks: which period, from which day, at an office of which place, with the person where.
struct DeadlineQuestion: Sendable, Equatable {
    let law: String
    let clock: String
    var day: Day?
    var place: PlaceCode?
    var person: PersonPlace?
    /// Of several events that begin the period, the one that happened.
    var event: String?

    /// The address of the page, so that the answer can be linked and printed.
    var path: String { "/deadlines/\(law)/\(clock)" }

    /// What stands after the path.
    var query: [(name: String, value: String)] {
        [
            ("day", day?.description), ("place", place?.text), ("person", person?.rawValue),
            ("event", event),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The answer; nil while no day is given, or where no version of the rule was in force on it.
    func answer(_ group: PeriodGroup, _ calendars: OfficeCalendars) throws -> DeadlineAnswer? {
        guard let day, let rule = group.rules.rule(clock, on: day) else { return nil }
        let start = rule.starts.first { $0.event == event } ?? rule.starts[0]
        let calendar = calendars.at(place.map { Place(municipality: $0.text) } ?? .country)
        // The page asks for one day: every condition of the start counts as there.
        let events = [ClockEvent(start.event, day)] + rule.needs.map { ClockEvent($0, day) }
        return try rule.derive(events, in: calendar, person: person).map {
            DeadlineAnswer(
                derivation: $0, calendar: calendar,
                note: group.procedure?.version(inForceOn: day)?.note(clock))
        }
    }
}

/// What a period comes to.
struct DeadlineAnswer: Sendable {
    let derivation: ClockDerivation
    let calendar: WorkingCalendar
    /// What the procedure's own screens say beside this clock.
    let note: ClockNote?

    var rule: ClockRule { derivation.rule }
}
