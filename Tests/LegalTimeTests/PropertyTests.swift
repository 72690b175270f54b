import Kernel
import Testing

@testable import LegalTime

/// Two towns with holidays of their own, one with a tolerance and a closure as well.
private func towns() throws -> [WorkingCalendar] {
    var tolerance = Holiday(
        day: day("2026-02-17"), scope: .country, name: "Carnaval", category: .tolerance)
    tolerance.known = day("2026-02-03")
    let closure = Holiday(
        day: day("2026-07-06"), scope: .municipality("1106"), name: "Obras", category: .closure)
    let all = try policyCalendar().adding([tolerance, closure])
    return ["1106", "4203"].map { all.working(at: Place(municipality: $0)) }
}

@Test func `the engine agrees with a walk from day to day`() throws {
    let towns = try towns()
    for seed in 0..<UInt64(propertyCases) {
        let clock = RandomClock(seed: seed)
        let calendar = towns[Int(seed % 2)]
        let naive = NaiveClock(clock.rule, calendar, clock.person, clock.events)
        let found = try clock.rule.derive(clock.events, in: calendar, person: clock.person)
        let other = NaiveState(naive)
        #expect(found?.end == other?.end, "seed \(seed)")
        #expect(found?.start == other?.start && found?.met == other?.met, "seed \(seed)")
        guard let found, let other else { continue }
        for offset in [-3, 0, 2, 9, 31, 97, 400] {
            let at = found.start.adding(days: offset)
            #expect(found.state(at: at) == other.state(at: at), "seed \(seed) at \(at)")
            #expect(found.effect(at: at) == other.effect(at: at), "seed \(seed) at \(at)")
        }
    }
}

@Test func `the explanation sums to the result and the bare walk finds the same`() throws {
    let towns = try towns()
    for seed in 0..<UInt64(propertyCases) {
        let clock = RandomClock(seed: seed)
        let calendar = towns[Int(seed % 2)]
        let found = try clock.rule.derive(clock.events, in: calendar, person: clock.person)
        var book = ClockBook()
        let rule = book.add(clock.rule)
        try book.add(
            rule: rule, calendar: book.add(calendar), person: clock.person, clock.events)
        let bare = book.outcomes[0]
        #expect(bare.end == found?.end?.number ?? .noDay, "seed \(seed)")
        #expect(bare.met == found?.met?.number ?? .noDay, "seed \(seed)")
        guard let found, let end = found.end, let first = found.steps.first else { continue }
        let days = found.steps.reduce(0) { sum, step in
            sum + (step.kind == .extension ? 0 : step.counted)
                + step.skipped.reduce(0) { $0 + $1.count }
        }
        let between = abs(end.days(since: first.from)) + (clock.rule.countsEventDay ? 1 : 0)
        #expect(days == between, "seed \(seed)")
        let refusals = found.steps.filter { $0.kind == .extensionRefused }
        let spans = found.steps.filter { !refusals.contains($0) }
        let ordered = clock.rule.isBackwards ? spans.reversed() : spans
        #expect(
            zip(ordered, ordered.dropFirst()).allSatisfy { $0.from <= $1.from }, "seed \(seed)")
    }
}

@Test func `pauses add what they cover after the last interruption, extended in time or not`()
    throws
{
    let calendar = try towns()[0]
    for seed in 0..<UInt64(propertyCases) {
        var random = Seeded(state: seed)
        var rule = rule(Int.random(in: 20...150, using: &random), .working)
        rule.roll = .none
        if Bool.random(using: &random) { rule.unit = .calendar }
        rule.interruptedBy = ["acknowledged"]
        let extra = Int.random(in: 1...40, using: &random)
        rule.extensions = [Extension(by: "extended", length: extra)]
        let filed = Day(number: Int32.random(in: 20_400...20_800, using: &random))
        let first = filed.adding(days: Int.random(in: 0...6, using: &random))
        let lengths = (0..<2).map { _ in Int.random(in: 0...40, using: &random) }
        let second = first.adding(days: lengths[0] + Int.random(in: 1...6, using: &random))
        // Both acts are in time with the pauses and without: no period here is over in less than twenty days.
        func act(_ name: String) -> [ClockEvent] {
            if Bool.random(using: &random) { return [] }
            return [ClockEvent(name, filed.adding(days: Int.random(in: 1...19, using: &random)))]
        }
        let acts = act("acknowledged") + act("extended")
        func end(_ pauses: [(Day, Int)]) throws -> Day {
            let events = pauses.flatMap {
                [ClockEvent("asked", $0.0), ClockEvent("answered", $0.0.adding(days: $0.1))]
            }
            let all = [ClockEvent("filed", filed)] + acts + events
            return try #require(try rule.derive(all, in: calendar)?.end)
        }
        let plain = try end([])
        let (one, other) = ((first, lengths[0]), (second, lengths[1]))
        let both = try end([one, other])
        let anew = acts.first { $0.name == "acknowledged" }?.day ?? filed
        func covered(_ pause: (Day, Int)) -> Int {
            let (from, to) = (max(pause.0, anew), pause.0.adding(days: pause.1))
            if to <= from { return 0 }
            return rule.unit == .calendar
                ? to.days(since: from) : calendar.count(after: from, through: to)
        }
        let moved =
            rule.unit == .calendar
            ? both.days(since: plain) : calendar.count(after: plain, through: both)
        #expect(moved == covered(one) + covered(other), "seed \(seed)")
    }
}

@Test func `a longer period never ends earlier, whatever interrupts, extends or limits it`()
    throws
{
    let towns = try towns()
    for seed in 0..<UInt64(propertyCases) {
        let clock = RandomClock(seed: seed)
        let (rule, calendar) = (clock.rule, towns[Int(seed % 2)])
        var longer = rule
        longer.length += rule.unit == .hours ? 24 : 1
        guard longer.runningUnit == rule.runningUnit else { continue }
        let end = try rule.derive(clock.events, in: calendar, person: clock.person)?.end
        let far = try longer.derive(clock.events, in: calendar, person: clock.person)?.end
        guard let far else { continue }
        // Where the shorter one stands still for good, so does the longer one.
        let near = try #require(end, "seed \(seed)")
        // More time ahead of an event to come ends earlier.
        #expect(rule.isBackwards ? far <= near : far >= near, "seed \(seed)")
    }
}

@Test func `a later start never ends earlier, but for an extension that comes before it`() throws {
    let towns = try towns()
    for seed in 0..<UInt64(propertyCases) {
        let clock = RandomClock(seed: seed)
        var rule = clock.rule
        // A pause that swallows the end of a short month moves a period in months by more than a later start.
        if rule.runningUnit == .months { rule.suspensions = [] }
        let calendar = towns[Int(seed % 2)]
        func derive(_ events: [ClockEvent]) throws -> ClockDerivation? {
            try rule.derive(events, in: calendar, person: clock.person)
        }
        func later(_ events: [ClockEvent]) -> [ClockEvent] {
            events.map {
                ["filed", "sent"].contains($0.name)
                    ? ClockEvent($0.name, $0.day.adding(days: 1)) : $0
            }
        }
        // An act to extend that the earlier start still sees is too early for the later one.
        guard let start = try derive(later(clock.events))?.start else { continue }
        let events = clock.events.filter {
            !["extended", "notified"].contains($0.name) || $0.day >= start
        }
        let before = try derive(events)?.end
        let after = try derive(later(events))?.end
        if let before, let after { #expect(after >= before, "seed \(seed)") }
    }
}

@Test func `recomputing after a change equals computing from nothing`() async throws {
    let towns = try towns()
    let strike = Holiday(
        day: day("2026-03-11"), scope: .country, name: "Luto nacional", category: .public)
    let changed = try policyCalendar().adding([strike]).working(at: Place(municipality: "1106"))
    var (book, fresh) = (ClockBook(), ClockBook())
    for seed in 0..<UInt64(propertyCases) {
        let clock = RandomClock(seed: seed)
        let (rule, again) = (book.add(clock.rule), fresh.add(clock.rule))
        if seed == 0 {
            for town in towns { _ = book.add(town) }
            for town in [changed, towns[1]] { _ = fresh.add(town) }
        }
        let town = Int(seed % 2)
        try book.add(rule: rule, calendar: town, person: clock.person, clock.events)
        try fresh.add(rule: again, calendar: town, person: clock.person, clock.events)
    }
    let before = book.outcomes
    book.replace(changed, at: 0)
    let moves = await book.recompute(parts: 3)
    #expect(book.outcomes == fresh.outcomes)
    #expect(!moves.isEmpty && moves.count < book.count)
    #expect(
        moves.map(\.clock) == before.indices.filter { before[$0] != fresh.outcomes[$0] })
}

@Test func `what was known on a day does not see the future`() throws {
    let calendar = try policyCalendar().adding([
        declared("2026-02-17", .tolerance, on: "2026-02-03"),
        declared("2026-03-11", .public, on: "2026-03-10"),
        declared("2026-05-29", .closure, on: "2026-05-20", withdrawn: "2026-05-25"),
    ])
    var shelf = CalendarShelf(calendar)
    var laterShelf = CalendarShelf(
        calendar.adding([declared("2026-04-10", .public, on: "2099-01-01")]))
    for seed in 0..<UInt64(propertyCases) {
        var random = Seeded(state: seed)
        let clock = RandomClock(seed: seed)
        let known = Day(number: Int32.random(in: 20_380...20_900, using: &random))
        var events = clock.events.map { event in
            var event = event
            event.known = event.day.adding(days: Int.random(in: 0...20, using: &random))
            if Int.random(in: 0..<4, using: &random) == 0 {
                event.withdrawn = event.day.adding(days: Int.random(in: 5...60, using: &random))
            }
            return event
        }
        let legal = LegalClock(
            rule: clock.rule, events: events, place: Place(municipality: "1106"),
            person: clock.person)
        let then = try legal.asKnown(at: known, in: &shelf)
        // What happens to be learnt later, events and holidays alike, changes nothing of it.
        for index in events.indices where events[index].withdrawn.map({ $0 > known }) ?? false {
            events[index].withdrawn = nil
        }
        events.removeAll { ($0.known ?? $0.day) > known }
        events += [
            ClockEvent("asked", known.adding(days: -3), known: known.adding(days: 1)),
            ClockEvent("acknowledged", known.adding(days: 2)),
        ]
        var later = legal
        later.events = events
        let again = try later.asKnown(at: known, in: &laterShelf)
        #expect(again?.end == then?.end && again?.steps == then?.steps, "seed \(seed)")
    }
}

private func declared(
    _ date: String, _ category: Holiday.Category, on known: String, withdrawn: String? = nil
) -> Holiday {
    var holiday = Holiday(day: day(date), scope: .country, name: "decision", category: category)
    holiday.known = day(known)
    holiday.withdrawn = withdrawn.map(day)
    return holiday
}
