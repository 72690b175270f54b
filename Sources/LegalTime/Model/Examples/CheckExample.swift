import Kernel

extension ClockExample {
    /// What the engine says otherwise than the example; empty where they agree.
    public func problems(
        in library: ClockLibrary, _ calendar: HolidayCalendar
    ) throws -> [String] {
        var shelf = CalendarShelf(calendar)
        return try problems(in: library, &shelf)
    }

    /// The same for many examples: those without decisions of their own share the shelf's calendars.
    public func problems(
        in library: ClockLibrary, _ shelf: inout CalendarShelf
    ) throws -> [String] {
        guard declared.isEmpty else {
            var own = CalendarShelf(shelf.all.adding(declared))
            return try compare(library, &own)
        }
        return try compare(library, &shelf)
    }

    private func compare(
        _ library: ClockLibrary, _ shelf: inout CalendarShelf
    ) throws -> [String] {
        let clock = try clock(in: library)
        let working = shelf.working(at: place, asKnown: asKnown)
        guard let found = try clock.derivation(in: working, asKnown: asKnown) else {
            return waiting(clock)
        }
        return claims(of: found, working).compactMap { $0 }
    }

    func clock(in library: ClockLibrary) throws -> LegalClock {
        let (rule, neighbours): (ClockRule, [ClockRule]) =
            switch self.rule {
            case .written(let rule, let others): (rule, others)
            case .named(let name): try rules(name, in: library)
            }
        return LegalClock(
            rule: rule, neighbours: neighbours, events: events, place: place, person: person)
    }

    private func rules(
        _ name: String, in library: ClockLibrary
    ) throws -> (ClockRule, [ClockRule]) {
        let first = try library.lawDay(of: name, for: events, asKnown: asKnown)
        // Where nothing has happened that chooses a law, that of the day of asking, or the one that holds on.
        let day = lawOf ?? first ?? asKnown ?? WorkingCalendar.last
        return (try library.rule(name, on: day), try library.neighbours(of: name, on: day))
    }

    private func waiting(_ clock: LegalClock) -> [String] {
        let missing = clock.waits(asKnown: asKnown)
        guard let wanted = expected.waitsFor else {
            return ["the clock has not started: it waits for \(missing.joined(separator: ", "))"]
        }
        return [differs("waitsFor", missing.sorted(), wanted.sorted())].compactMap { $0 }
    }

    private func claims(
        of found: ClockDerivation, _ calendar: WorkingCalendar
    ) -> [String?] {
        [
            differs("start", found.start, expected.start),
            differs("end", found.end?.description ?? "none", expected.end),
            differs("counted", found.dayCounted, expected.counted),
            differs("state", at.map { found.state(at: $0).word }, expected.state),
            differs("effect", at.map { found.effect(at: $0).rawValue }, expected.effect?.rawValue),
            differs(
                "daysLeft", at.flatMap { found.daysLeft(at: $0, in: calendar) }, expected.daysLeft),
            differs("steps", found.steps.map(\.kind.rawValue), expected.steps),
            skips(found),
            differs("warnings", found.warnings(in: calendar).map(\.day), expected.warnings),
            expected.waitsFor.map { _ in "the clock has started, and the example says it waits" },
            differs("refusal", found.refusals.last?.rawValue, expected.refusal?.rawValue),
            differs("verified", found.isVerified, expected.isVerified),
            differs("calendarKnown", found.isCalendarKnown, expected.isCalendarKnown),
        ]
    }

    private func skips(_ found: ClockDerivation) -> String? {
        let names = found.steps.flatMap(\.skipped).compactMap(\.name)
        let missing = expected.skipped.filter { !names.contains($0) }
        return missing.isEmpty
            ? nil : "not passed over: \(missing.joined(separator: ", "))"
    }
}

extension SkippedDays {
    /// The holiday or the closure.
    public var name: String? {
        switch reason {
        case .holiday(let name, _), .closed(let name, _): name
        case .weekend, .pause, .waiting: nil
        }
    }
}

extension ClockState {
    /// The word of files and programs.
    public var word: String {
        switch self {
        case .notStarted: "notStarted"
        case .running: "running"
        case .stopped: "stopped"
        case .met: "met"
        case .metLate: "metLate"
        case .overdue: "overdue"
        }
    }
}

private func differs<Value: Equatable>(
    _ field: String, _ found: Value?, _ wanted: Value?
) -> String? {
    guard let wanted, found != wanted else { return nil }
    return "\(field): \(found.map { "\($0)" } ?? "none"), the example says \(wanted)"
}
