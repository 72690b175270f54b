import Formats
import Foundation
import Kernel
import Testing

@testable import LegalTime

private func declared(_ date: String, _ name: String, on known: String) -> Holiday {
    var holiday = Holiday(day: day(date), scope: .country, name: name, category: .public)
    holiday.known = day(known)
    return holiday
}

private func clock(_ events: [ClockEvent]) -> LegalClock {
    LegalClock(rule: rule(10, .working), events: events, place: .country)
}

@Test func `a holiday declared after filing moves the clock and what was known before stays told`()
    throws
{
    let old = try holidays()
    let new = old.adding([declared("2026-11-12", "Luto nacional", on: "2026-11-10")])
    let clock = clock([ClockEvent("filed", day("2026-11-02"))])
    #expect(try clock.derivation(in: new)?.end == day("2026-11-17"))
    #expect(try clock.asKnown(at: day("2026-11-09"), in: new)?.end == day("2026-11-16"))
    #expect(try clock.asKnown(at: day("2026-11-10"), in: new)?.end == day("2026-11-17"))
    let change = try #require(try clock.change(from: clock, in: old, to: new))
    #expect(
        change
            == ClockChange(
                old: day("2026-11-16"), new: day("2026-11-17"),
                why: [.closed(day("2026-11-12"), "Luto nacional")]))
    #expect(try clock.change(from: clock, in: new, to: new) == nil)
    let back = try clock.change(from: clock, in: new, to: old)
    #expect(back?.why == [.opened(day("2026-11-12"))])
}

@Test func `a corrected event tells its own history`() throws {
    let wrong = ClockEvent("filed", day("2026-11-02"), withdrawn: day("2026-11-20"))
    let right = ClockEvent("filed", day("2026-11-09"), known: day("2026-11-20"))
    let clock = clock([wrong, right])
    let calendar = try holidays()
    #expect(try clock.derivation(in: calendar)?.end == day("2026-11-23"))
    #expect(try clock.asKnown(at: day("2026-11-19"), in: calendar)?.end == day("2026-11-16"))
    #expect(try clock.asKnown(at: day("2026-11-01"), in: calendar) == nil)
    let change = try clock.change(
        between: day("2026-11-19"), and: day("2026-11-20"), in: calendar)
    #expect(change?.old == day("2026-11-16") && change?.new == day("2026-11-23"))
    #expect(change?.why.count == 2)
}

@Test func `a clock starts when another ends in silence and not when it was met`() throws {
    let decision = rule(10, .working)
    var court = ClockRule(name: "court", length: 1, unit: .years, starts: "x")
    court.starts = [ClockStart(ClockStart.silence(of: "decision"))]
    func end(_ events: [ClockEvent]) throws -> ClockDerivation? {
        try LegalClock(
            rule: court, neighbours: [decision, court], events: events, place: .country
        ).derivation(in: holidays())
    }
    let filed = ClockEvent("filed", day("2026-11-02"))
    let found = try #require(try end([filed]))
    #expect(found.start == day("2026-11-16") && found.end == day("2027-11-16"))
    #expect(try end([filed, ClockEvent("decided", day("2026-11-16"))]) == nil)
    #expect(try end([filed, ClockEvent("decided", day("2026-11-17"))])?.end == found.end)
    #expect(try end([filed, ClockEvent("asked", day("2026-11-04"))]) == nil)
}

@Test func `clocks that start from one another are refused`() throws {
    var (one, two) = (rule(1, .working), rule(1, .working))
    (one.name, two.name) = ("one", "two")
    one.starts = [ClockStart(ClockStart.silence(of: "two"))]
    two.starts = [ClockStart(ClockStart.silence(of: "one"))]
    let clock = LegalClock(rule: one, neighbours: [one, two], events: [], place: .country)
    #expect(throws: ClockChainRefusal.tooLong("one")) { try clock.derivation(in: holidays()) }
}

@Test func `the register tells what silence brings today, brought before and will bring soon`()
    throws
{
    let calendar = try calendar()
    func clock(_ filed: String, _ decided: String? = nil) throws -> ClockDerivation {
        let events =
            [ClockEvent("filed", day(filed))]
            + (decided.map { [ClockEvent("decided", day($0))] } ?? [])
        return try #require(try rule(10, .working).derive(events, in: calendar))
    }
    let clocks = try [
        ("today", clock("2026-11-02")), ("before", clock("2026-10-26")),
        ("soon", clock("2026-11-04")), ("later", clock("2026-11-16")),
        ("met", clock("2026-11-02", "2026-11-16")), ("late", clock("2026-11-02", "2026-11-18")),
    ]
    let register = SilenceRegister(
        clocks.map { (id: $0.0, clock: $0.1) }, at: day("2026-11-17"), within: 5)
    #expect(register.today.map(\.id) == ["today", "late"])
    #expect(
        register.today[0].effect == .tacitApproval && register.today[0].from == day("2026-11-17"))
    #expect(register.before.map(\.id) == ["before"] && register.soon.map(\.id) == ["soon"])
}

@Test func `a late act takes a right to sue out of the register and leaves an approval in it`()
    throws
{
    func before(_ effect: ClockEffect, decided: String) throws -> [Int] {
        var rule = rule(10, .working)
        rule.effect = effect
        let events = [
            ClockEvent("filed", day("2026-11-02")), ClockEvent("decided", day(decided)),
        ]
        let clock = try #require(try rule.derive(events, in: calendar()))
        return SilenceRegister([(id: 1, clock: clock)], at: day("2026-11-20"), within: 5)
            .before.map(\.id)
    }
    #expect(try before(.tacitApproval, decided: "2026-11-18") == [1])
    #expect(try before(.tacitApproval, decided: "2026-11-16") == [])
    #expect(try before(.rightToSue, decided: "2026-11-18") == [])
    #expect(try before(.rightToSue, decided: "2026-11-23") == [1])
}

@Test func `a book tells the same silences and moves one clock when its events change`() throws {
    var book = ClockBook()
    let (rule, town) = (book.add(rule(10, .working)), book.add(try calendar()))
    let filed = ClockEvent("filed", day("2026-11-02"))
    for events in [[filed], [filed, ClockEvent("decided", day("2026-11-10"))], []] {
        try book.add(rule: rule, calendar: town, events)
    }
    let register = book.silences(at: day("2026-11-17"), within: 5)
    #expect(register.today.map(\.id) == [0] && register.before.isEmpty && register.soon.isEmpty)
    let move = try book.replace([filed, ClockEvent("asked", day("2026-11-05"))], of: 0)
    #expect(move?.clock == 0 && book.outcomes[0].end == .noDay)
    #expect(try book.replace([filed], of: 1)?.new.met == .noDay)
    #expect(throws: Refused.self) {
        try book.add(rule: rule, calendar: town, [ClockEvent("filed", Day(number: -1))])
    }
}

@Test func `a library finds a rule by its file and name, in the version of a day`() throws {
    let library = try ClockLibrary(policyFiles("clocks") + policyFiles("procedures"))
    let old = try library.rule("family-reunification/decision", on: day("2025-10-22"))
    let new = try library.rule("family-reunification/decision", on: day("2025-10-23"))
    #expect(old.length == 3 && new.length == 9)
    #expect(try library.rule("answer", on: day("2026-01-05")).dilation?.name == "cpa-88")
    #expect(throws: ClockLibraryRefusal.unknown("nothing")) {
        try library.rule("nothing", on: day("2026-01-05"))
    }
    let ambiguous = #expect(throws: ClockLibraryRefusal.self) {
        try library.rule("decision", on: day("2026-01-05"))
    }
    let files = ambiguous?.values["files"]?.components(separatedBy: ", ") ?? []
    #expect(files.contains("cpa") && files.contains("family-reunification"))
    #expect(
        throws: ClockLibraryRefusal.notInForce(
            "family-reunification/tacit-approval", day("2026-01-05"))
    ) { try library.rule("family-reunification/tacit-approval", on: day("2026-01-05")) }
}
