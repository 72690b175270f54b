import Kernel
import Testing

@testable import LegalTime

@Test func `each place keeps the holidays of its country region and municipality`() throws {
    let all = try holidays()
    func names(_ code: String?) -> [String] {
        all.holidays(from: day("2026-05-01"), to: day("2026-06-30"), at: Place(municipality: code))
            .map(\.name)
    }
    #expect(names(nil) == ["Dia de Portugal"])
    #expect(names("1106") == ["Dia de Portugal", "Santo António"])
    #expect(names("4203") == ["Açores", "Dia de Portugal"])
    #expect(
        Place(municipality: "3103").region == "PT-30" && Place(municipality: "1312").region == nil)
    #expect(all.years == 2026...2027)
}

@Test func `an optional day is a working day and a public one is not`() throws {
    let national = try calendar()
    #expect(national.isWorking(day("2026-02-17")) && !national.isWorking(day("2026-12-25")))
    #expect(!national.isWorking(day("2026-11-28")) && !national.isWorking(day("1969-12-31")))
    #expect(
        try !calendar("1312").isWorking(day("2026-06-24")) && national.isWorking(day("2026-06-24")))
}

@Test func `working days are added as by walking day by day`() throws {
    let calendar = try calendar("1312")
    var random = Seeded(state: 1)
    for _ in 0..<2_000 {
        let start = Day(number: Int32.random(in: 0...50_000, using: &random))
        let count = Int.random(in: 0...300, using: &random)
        var (walked, left) = (start, count)
        while left > 0 {
            walked = walked.adding(days: 1)
            if calendar.isWorking(walked) { left -= 1 }
        }
        #expect(calendar.adding(count, to: start) == walked)
        #expect(calendar.count(after: start, through: walked) == count)
    }
}

@Test func `the calendar ends in nil and not in a crash`() throws {
    let calendar = try calendar()
    #expect(calendar.adding(1, to: WorkingCalendar.last) == nil)
    #expect(calendar.adding(1_000_000, to: day("2026-01-01")) == nil)
    #expect(calendar.adding(1, to: Day(number: -1)) == nil)
    #expect(WorkingCalendar.last == day("2120-12-31"))
}
