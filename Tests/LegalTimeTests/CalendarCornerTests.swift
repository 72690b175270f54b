import Formats
import Kernel
import Testing

@testable import LegalTime

@Test func `before a court no period ends while courts rest, before an office it does`() throws {
    var rule = ClockRule(name: "action", length: 3, unit: .months, starts: "told")
    let calendar = try policyCalendar().working(at: Place(municipality: "1106"))
    func end(_ told: String) throws -> ClockDerivation {
        try #require(try rule.derive([ClockEvent("told", day(told))], in: calendar))
    }
    #expect(try end("2025-09-26").end == day("2025-12-26"))
    rule.isBeforeCourts = true
    // 3 January 2026 is a Saturday; Easter is on 5 April; 1 September is a Tuesday.
    let winter = try end("2025-09-26")
    #expect(winter.end == day("2026-01-05") && !winter.isVerified)
    let rolled = try #require(winter.steps.last)
    #expect(rolled.skipped.map(\.count).reduce(0, +) == 10)
    #expect(
        rolled.skipped.contains(
            SkippedDays(
                reason: .closed(name: "Férias judiciais do Natal", day: day("2025-12-26")),
                count: 5, isVerified: false)))
    #expect(try end("2025-12-30").end == day("2026-04-07"))
    #expect(try end("2026-04-20").end == day("2026-09-01"))
    #expect(try end("2026-04-15").end == day("2026-07-15"))
}

@Test func `courts' holidays without meaning are refused`() throws {
    func read(_ text: String) throws -> CourtRecess { try CourtRecess(YAML.parse(text, file: "h")) }
    let tail = ", source: x, verified: false}"
    let winter = try read("{name: Winter, from: 12-22, to: 01-03" + tail)
    #expect(winter.days(2025) == day("2025-12-22")...day("2026-01-03"))
    let easter = try read("{name: E, easter: {from: -7, to: 1}" + tail)
    #expect(easter.days(2026) == day("2026-03-29")...day("2026-04-06"))
    for wrong in ["from: 13-01, to: 01-03", "easter: {from: 2, to: 1}", "from: 12-22"] {
        #expect(throws: (any Error).self) { try read("{name: W, " + wrong + tail) }
    }
}

@Test func `the next open day is found over a closure of months and at the calendar's ends`()
    throws
{
    let closed = (0..<200).map { offset in
        Holiday(
            day: day("2026-03-02").adding(days: offset), scope: .country, name: "Obras",
            category: .closure)
    }
    let calendar = try holidays().adding(closed).working(at: .country)
    // 2 March and 199 days is Thursday, 17 September 2026.
    #expect(calendar.openOnOrAfter(day("2026-03-02")) == day("2026-09-18"))
    #expect(calendar.openOnOrBefore(day("2026-09-17")) == day("2026-02-27"))
    #expect(calendar.openOnOrBefore(day("2026-09-18")) == day("2026-09-18"))
    // 1970 begins on a Thursday that is a holiday; 2120 ends on a Tuesday.
    #expect(calendar.openOnOrBefore(WorkingCalendar.first) == nil)
    #expect(calendar.openOnOrAfter(WorkingCalendar.last) == WorkingCalendar.last)
    #expect(calendar.openOnOrAfter(day("2121-01-01")) == nil)
}

@Test func `a rule of a holiday that a law took away holds until that was known`() throws {
    let text = """
        checked: {from: 2012, to: 2016}
        holidays:
          - {name: Feast, fixed: 05-30, category: public, validFrom: 2013-01-01, withdrawn: 2012-06-25, source: x, verified: false}
          - {name: Feast, fixed: 05-30, category: public, validFrom: 2016-01-01, known: 2016-04-01, source: x, verified: false}
        """
    let all = try HolidayCalendar(rules: YAML.parse(text, file: "h.yaml"))
    func isKept(_ date: String, _ known: String?) -> Bool {
        all.holidays(from: day(date), to: day(date), at: .country, asKnown: known.map(day))
            .count == 1
    }
    #expect(isKept("2013-05-30", "2012-06-24") && !isKept("2013-05-30", "2012-06-25"))
    #expect(!isKept("2016-05-30", "2016-03-31") && isKept("2016-05-30", "2016-04-01"))
    #expect(!isKept("2013-05-30", nil) && isKept("2016-05-30", nil))
    #expect(all.version(knownOn: day("2012-06-24")) != all.version(knownOn: day("2012-06-25")))
}
