import Kernel
import Testing

@testable import LegalTime

private func derive(
    _ rule: ClockRule, _ events: [(String, String)], person: PersonPlace? = nil,
    at municipality: String? = nil
) throws -> ClockDerivation {
    let events = events.map { ClockEvent($0.0, day($0.1)) }
    return try #require(
        try rule.derive(events, in: calendar(municipality), person: person))
}

@Test func `without its conditions a clock does not start and it starts with the last of them`()
    throws
{
    var rule = rule(10, .calendar)
    rule.needs = ["paid", "complete"]
    let events = [ClockEvent("filed", day("2026-11-02")), ClockEvent("paid", day("2026-10-30"))]
    #expect(try rule.derive(events, in: calendar()) == nil)
    #expect(rule.waits(for: events) == ["complete"] && rule.waits(for: []).count == 3)
    let clock = try derive(
        rule, [("filed", "2026-11-02"), ("paid", "2026-10-30"), ("complete", "2026-11-05")])
    #expect(clock.start == day("2026-11-05") && clock.end == day("2026-11-16"))
    #expect(clock.steps.map(\.kind) == [.start, .condition, .run, .rollForward])
    #expect(
        clock.steps[1].skipped == [SkippedDays(reason: .waiting(event: "complete"), count: 3)])
    #expect(clock.state(at: day("2026-11-04")) == .notStarted)
}

@Test func `of several start events the first counts or the last`() throws {
    var rule = rule(5, .calendar)
    rule.starts = [ClockStart("read"), ClockStart("sent")]
    let events = [("sent", "2026-11-02"), ("read", "2026-11-04"), ("sent", "2026-11-09")]
    #expect(try derive(rule, events).start == day("2026-11-02"))
    rule.beginsWithLast = true
    #expect(try derive(rule, events).start == day("2026-11-09"))
}

@Test func `an electronic notice counts from its opening, unopened from the presumed day`() throws {
    var rule = rule(10, .working)
    // From memory: unopened, it counts as received 25 days after it was sent.
    let presumed = ClockStart.Presumption(
        length: 25, inWorkingDays: false, article: "art. 113", isVerified: false)
    rule.starts = [ClockStart("read"), ClockStart("sent", presumed: presumed)]
    rule.isVerified = true
    // 25 days after Wednesday 4 November is Sunday the 29th: it counts as received on Monday the 30th.
    let unread = try derive(rule, [("sent", "2026-11-04")])
    #expect(unread.start == day("2026-11-30") && !unread.isVerified)
    #expect(unread.steps[1].kind == .presumedReceipt && unread.steps[1].article == "art. 113")
    let read = try derive(rule, [("sent", "2026-11-02"), ("read", "2026-11-04")])
    #expect(read.start == day("2026-11-04") && read.isVerified)
}

@Test func `a registered letter counts from the presumed day, or from a later arrival`() throws {
    var rule = rule(10, .working)
    let presumed = ClockStart.Presumption(
        length: 3, inWorkingDays: true, article: "art. 113", isVerified: false)
    rule.starts = [ClockStart("received"), ClockStart("registered", presumed: presumed)]
    rule.beginsWithLast = true
    let sent = ("registered", "2026-11-06")
    #expect(try derive(rule, [sent]).start == day("2026-11-11"))
    #expect(try derive(rule, [sent, ("received", "2026-11-09")]).start == day("2026-11-11"))
    #expect(try derive(rule, [sent, ("received", "2026-11-17")]).start == day("2026-11-17"))
}

@Test func `a person far from the office has days more and one at its side has not`() throws {
    var rule = rule(10, .working)
    rule.dilation = RandomClock.dilations
    let filed = [("filed", "2026-11-02")]
    #expect(try derive(rule, filed, at: "1106").end == day("2026-11-16"))
    let far = try derive(rule, filed, person: .islands, at: "1106")
    #expect(far.end == day("2026-11-23") && far.steps.map(\.kind) == [.start, .dilation, .run])
    #expect(far.steps[1].counted == 5 && far.steps[1].article == "art. 88")
    #expect(try derive(rule, filed, person: .islands, at: "4203").end == day("2026-11-16"))
    #expect(try derive(rule, filed, person: .elsewhere, at: "1106").end == day("2026-11-16"))
}

@Test func `the clock runs only when no reason to stand still is left`() throws {
    var rule = rule(10, .calendar)
    rule.roll = .none
    rule.suspensions.append(Suspension(by: ["consulted"], until: ["advised"], article: "art. 92"))
    let clock = try derive(
        rule,
        [
            ("filed", "2026-11-02"), ("asked", "2026-11-04"), ("consulted", "2026-11-06"),
            ("answered", "2026-11-10"), ("advised", "2026-11-20"),
        ])
    // 3 and 4 November; still until the 20th; eight days from the 21st.
    #expect(clock.end == day("2026-11-28") && clock.pauses.count == 1)
    #expect(clock.state(at: day("2026-11-15")) == .stopped(since: day("2026-11-04")))
    let open = try derive(
        rule, [("filed", "2026-11-02"), ("consulted", "2026-11-06"), ("answered", "2026-11-07")])
    #expect(open.end == nil && open.steps.last?.article == "art. 92")
}

@Test func `what stopped the clock before its start stops it from its start on`() throws {
    let clock = try derive(
        rule(10, .working),
        [("asked", "2026-10-01"), ("filed", "2026-11-02"), ("answered", "2026-11-12")])
    #expect(clock.end == day("2026-11-26") && clock.start == day("2026-11-02"))
    #expect(clock.steps.map(\.kind) == [.start, .pause, .run])
}

@Test func `an interruption begins the period anew and one after the end does not`() throws {
    var rule = rule(10, .calendar)
    rule.interruptedBy = ["acknowledged"]
    let again = try derive(rule, [("filed", "2026-11-02"), ("acknowledged", "2026-11-09")])
    #expect(again.end == day("2026-11-19") && again.dayCounted == 10)
    #expect(again.steps.map(\.kind) == [.start, .run, .interruption, .run])
    // The 12th is a Thursday.
    let late = try derive(rule, [("filed", "2026-11-02"), ("acknowledged", "2026-11-13")])
    #expect(late.end == day("2026-11-12"))
    #expect(late.steps.map(\.kind) == [.start, .run, .interruptionLate])
}

@Test func `however often it is interrupted the limit is the end`() throws {
    var rule = rule(3, .years)
    rule.interruptedBy = ["accused"]
    rule.limit = ClockLimit(length: 4, article: "art. 28", isVerified: false)
    (rule.effect, rule.roll, rule.isVerified) = (.prescription, .none, true)
    let events = [("filed", "2026-01-05"), ("accused", "2027-05-01"), ("accused", "2029-06-01")]
    let once = try derive(rule, Array(events.prefix(2)))
    #expect(once.end == day("2030-01-05") && once.steps.last?.kind == .limit)
    #expect(!once.isVerified)
    #expect(try derive(rule, events).end == day("2030-01-05"))
    // Time that was suspended does not use the limit up.
    let still = events + [("asked", "2027-06-01"), ("answered", "2027-07-01")]
    #expect(try derive(rule, still).end == day("2030-02-04"))
    rule.limit = nil
    #expect(try derive(rule, events).end == day("2032-06-01"))
}

@Test func `an extension counts in time with its notice and not a second time`() throws {
    var rule = rule(3, .months)
    var longer = Extension(by: "extended", length: 3)
    longer.needs = ["notified"]
    longer.unless = ["minor"]
    (rule.extensions, rule.metBy) = ([longer], [])
    let base = [("filed", "2026-01-12"), ("extended", "2026-04-10"), ("notified", "2026-04-13")]
    // 12 April is a Sunday: the period ends on Monday the 13th, which is still in time.
    let granted = try derive(rule, base)
    #expect(granted.end == day("2026-07-13") && granted.refusals.isEmpty)
    #expect(granted.steps.contains { $0.kind == .extension && $0.from == day("2026-04-13") })
    func refusals(_ events: [(String, String)]) throws -> [ExtensionRefusal] {
        let found = try derive(rule, events)
        #expect(found.end == day("2026-04-13"))
        return found.refusals
    }
    let late = [("filed", "2026-01-12"), ("extended", "2026-04-10"), ("notified", "2026-04-14")]
    #expect(try refusals(late) == [.late])
    #expect(try refusals(Array(base.prefix(2))) == [.conditionMissing])
    #expect(try refusals(base + [("minor", "2026-01-12")]) == [.barred])
    let early = [("extended", "2026-01-02"), ("notified", "2026-01-02"), ("filed", "2026-01-12")]
    #expect(try refusals(early) == [.early])
    let twice = try derive(rule, base + [("extended", "2026-05-05")])
    #expect(twice.end == day("2026-07-13") && twice.refusals == [.tooOften])
}

@Test func `24 hours are one working day and 48 are two`() throws {
    let clock = try derive(rule(48, .hours), [("filed", "2026-11-06")])
    #expect(clock.end == day("2026-11-10") && clock.dayCounted == 2)
    #expect(clock.steps.map(\.kind) == [.start, .hours, .run])
    #expect(try derive(rule(24, .hours), [("filed", "2026-11-06")]).end == day("2026-11-09"))
}

@Test func `a child is one until the eve of a birthday`() throws {
    var rule = ClockRule(name: "minority", length: 18, unit: .years, starts: "born")
    (rule.countsEventDay, rule.roll) = (true, .none)
    #expect(try derive(rule, [("born", "2008-06-13")]).end == day("2026-06-12"))
    #expect(try derive(rule, [("born", "2008-02-29")]).end == day("2026-02-28"))
    #expect(try derive(rule, [("born", "2008-03-01")]).end == day("2026-02-28"))
    #expect(try derive(rule, [("born", "2006-03-01")]).end == day("2024-02-29"))
    #expect(throws: Refused.self) { try derive(rule, [("born", "1970-01-01")]) }
}

@Test func `a period counted backwards ends on an open day before`() throws {
    var rule = ClockRule(name: "renewal", length: 30, unit: .calendar, starts: "expires")
    (rule.isBackwards, rule.roll) = (true, .previous)
    // 30 days before 31 December 2026 is 1 December, a holiday: Monday 30 November.
    let clock = try derive(rule, [("expires", "2026-12-31")])
    #expect(clock.end == day("2026-11-30"))
    #expect(clock.steps.map(\.kind) == [.start, .runBack, .rollBack])
    rule.unit = .working
    rule.length = 5
    // 30, 29, 28, 24, 23 December: the 25th is a holiday.
    #expect(try derive(rule, [("expires", "2026-12-31")]).end == day("2026-12-23"))
}

@Test func `those who are told ahead are told so many days before the end`() throws {
    var rule = rule(10, .working)
    rule.warnings = [
        Warning(name: "officer", length: 3, inWorkingDays: true),
        Warning(name: "person", length: 7, inWorkingDays: false),
    ]
    let clock = try derive(rule, [("filed", "2026-11-24")])
    #expect(
        try clock.warnings(in: calendar()) == [
            ClockWarning(name: "officer", day: day("2026-12-04")),
            ClockWarning(name: "person", day: day("2026-12-03")),
        ])
}
