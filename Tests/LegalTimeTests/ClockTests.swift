import Formats
import Kernel
import Testing

@testable import LegalTime

@Test func `the day of the event is not counted and weekends and holidays are skipped`() throws {
    let found = try rule(10, .working).derive(
        [ClockEvent("filed", day("2026-11-24"))], in: calendar())
    let clock = try #require(found)
    // 25, 26, 27, 30 November, 2, 3, 4, 7, 9, 10 December; the 1st and the 8th are holidays.
    #expect(clock.end == day("2026-12-10") && clock.dayCounted == 10)
    #expect(clock.steps.map(\.kind) == [.start, .run])
    func holiday(_ name: String, _ date: String) -> SkippedDays {
        // No rule of the policy's holidays was read in the law: each says so.
        SkippedDays(reason: .holiday(name: name, day: day(date)), count: 1, isVerified: false)
    }
    #expect(
        clock.steps[1].skipped == [
            SkippedDays(reason: .weekend, count: 4), holiday("Restauração", "2026-12-01"),
            holiday("Imaculada Conceição", "2026-12-08"),
        ])
    #expect(clock.steps[1].json["skipped"]?[1]?["verified"]?.boolValue == false)
}

@Test func `a calendar period that ends on a closed day moves to the next working day`() throws {
    let clock = try rule(10, .calendar).derive(from: day("2026-12-15"), in: calendar())
    // 25 December is a Friday and a holiday; the next working day is Monday the 28th.
    #expect(clock.end == day("2026-12-28"))
    #expect(clock.steps.last?.kind == .rollForward && clock.steps.last?.article == "CPA 87")
    #expect(clock.steps.last?.skipped.map(\.count) == [1, 2])
}

@Test func `months end on the same day or on the last of a shorter month`() throws {
    #expect(
        try rule(9, .months).derive(from: day("2026-02-24"), in: calendar()).end
            == day("2026-11-24"))
    #expect(
        try rule(3, .months).derive(from: day("2025-11-30"), in: calendar()).end
            == day("2026-03-02"))
}

@Test func `a working period of over six months runs in calendar days`() throws {
    let clock = try rule(200, .working).derive(from: day("2026-01-05"), in: calendar())
    #expect(clock.end == day("2026-07-24") && clock.steps[1].kind == .longPeriod)
    #expect(
        try rule(180, .working).derive(from: day("2026-01-05"), in: calendar()).rule.runningUnit
            == .working)
}

@Test func `a municipal holiday of the office moves the end`() throws {
    let filed = day("2026-06-14")
    #expect(
        try rule(10, .calendar).derive(from: filed, in: calendar("1106")).end == day("2026-06-24"))
    #expect(
        try rule(10, .calendar).derive(from: filed, in: calendar("1312")).end == day("2026-06-25"))
}

@Test func `a pause stops the clock and it runs on after it`() throws {
    var events = [ClockEvent("filed", day("2026-11-02")), ClockEvent("asked", day("2026-11-05"))]
    let stopped = try #require(try rule(10, .working).derive(events, in: calendar()))
    #expect(stopped.end == nil && stopped.dayCounted == 3)
    #expect(stopped.state(at: day("2026-11-20")) == .stopped(since: day("2026-11-05")))
    events.append(ClockEvent("answered", day("2026-11-12")))
    let clock = try #require(try rule(10, .working).derive(events, in: calendar()))
    // Three days ran (3, 4, 5); seven more from the 13th: 13, 16, 17, 18, 19, 20, 23.
    #expect(clock.end == day("2026-11-23"))
    #expect(clock.steps.map(\.kind) == [.start, .run, .pause, .run])
    #expect(clock.state(at: day("2026-11-11")) == .stopped(since: day("2026-11-05")))
    #expect(clock.state(at: day("2026-11-12")) == .running)
    #expect(try clock.daysLeft(at: day("2026-11-20"), in: calendar()) == 1)
}

@Test func `a pause before the start and a pause after the end change nothing`() throws {
    let filed = ClockEvent("filed", day("2026-11-02"))
    let plain = try #require(try rule(10, .working).derive([filed], in: calendar()))
    let paused = try #require(
        try rule(10, .working).derive(
            [
                filed, ClockEvent("asked", day("2026-10-01")),
                ClockEvent("answered", day("2026-10-20")), ClockEvent("asked", day("2026-12-24")),
            ], in: calendar()))
    #expect(paused.end == plain.end && paused.steps == plain.steps)
}

@Test func `the state tells met late overdue and the effect of silence`() throws {
    let filed = ClockEvent("filed", day("2026-11-02"))
    let open = try #require(try rule(10, .working).derive([filed], in: calendar()))
    #expect(open.end == day("2026-11-16"))
    #expect(
        open.state(at: day("2026-11-01")) == .notStarted
            && open.effect(at: day("2026-11-16")) == .none)
    #expect(open.state(at: day("2026-11-18")) == .overdue(calendarDays: 2))
    #expect(open.effect(at: day("2026-11-18")) == .tacitApproval)
    #expect(try open.daysLeft(at: day("2026-11-18"), in: calendar()) == -2)
    let met = try #require(
        try rule(10, .working).derive(
            [filed, ClockEvent("decided", day("2026-11-16"))], in: calendar()))
    #expect(met.state(at: day("2026-11-20")) == .met(day("2026-11-16")))
    let late = try #require(
        try rule(10, .working).derive(
            [filed, ClockEvent("decided", day("2026-11-17"))], in: calendar()))
    #expect(late.state(at: day("2026-11-20")) == .metLate(day("2026-11-17")))
    #expect(try rule(10, .working).derive([], in: calendar()) == nil)
}

@Test func `an end beyond the known holidays says so`() throws {
    #expect(try rule(10, .working).derive(from: day("2026-11-02"), in: calendar()).isCalendarKnown)
    #expect(try !rule(10, .working).derive(from: day("2027-12-28"), in: calendar()).isCalendarKnown)
    #expect(throws: Refused.self) {
        try rule(10, .working).derive(from: day("2120-12-30"), in: calendar())
    }
}
