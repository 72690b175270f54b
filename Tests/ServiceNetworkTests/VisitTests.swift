import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Places that are open when somebody can come, computed by hand.
@Suite struct VisitTests {
    /// Thursday, 26 November 2026.
    private let thursday = Day(iso: "2026-11-26") ?? Day(number: 0)

    private func meets(
        _ hours: String, _ day: VisitTime.VisitDay, _ part: VisitTime.Part?, minute: Int = 600,
        exceptions: String? = nil, holidays: [String] = []
    ) throws -> Bool {
        var times = try #require(OpeningTimes(hours))
        if let exceptions { times.exceptions = try #require(OpeningTimes.exceptions(exceptions)) }
        let closed = holidays.compactMap { Day(iso: $0) }
        return VisitTime(day: day, part: part)
            .isMet(by: times, today: thursday, minute: minute) { closed.contains($0) }
    }

    @Test func `a day of the week is the next one, which may be today`() {
        func iso(_ day: VisitTime.VisitDay) -> String { "\(day.day(from: thursday))" }
        #expect(iso(.today) == "2026-11-26" && iso(.thursday) == "2026-11-26")
        #expect(iso(.tomorrow) == "2026-11-27" && iso(.friday) == "2026-11-27")
        #expect(iso(.saturday) == "2026-11-28" && iso(.sunday) == "2026-11-29")
        #expect(iso(.monday) == "2026-11-30" && iso(.wednesday) == "2026-12-02")
    }

    @Test func `Saturday morning is not Saturday afternoon`() throws {
        #expect(try meets("SA 09:00-13:00", .saturday, .morning))
        #expect(try !meets("SA 09:00-13:00", .saturday, .afternoon))
        #expect(try meets("SA 09:00-13:00", .saturday, nil))
        #expect(try !meets("MO,TU,WE,TH,FR 09:00-17:00", .saturday, nil))
        #expect(try meets("TH 17:00-20:00", .thursday, .evening))
        #expect(try !meets("TH 09:00-18:10", .thursday, .evening))
    }

    @Test func `a holiday is closed, and an exception stands before the schedule`() throws {
        // Tuesday, 1 December is a holiday.
        #expect(try meets("TU 09:00-13:00", .tuesday, .morning))
        #expect(try !meets("TU 09:00-13:00", .tuesday, .morning, holidays: ["2026-12-01"]))
        #expect(
            try meets(
                "TU 09:00-13:00", .tuesday, .afternoon, exceptions: "2026-12-01 14:00-16:00",
                holidays: ["2026-12-01"]))
        #expect(try !meets("SA 09:00-13:00", .saturday, .morning, exceptions: "2026-11-28"))
    }

    @Test func `of today only what is still to come counts`() throws {
        #expect(try meets("TH 09:00-12:30", .today, .morning, minute: 735))
        #expect(try !meets("TH 09:00-12:30", .today, .morning, minute: 736))
        #expect(try meets("FR 09:00-12:30", .tomorrow, .morning, minute: 1_200))
    }

    @Test(arguments: Engine.underTest)
    func `the page finds who is open then, and keeps the holidays of each municipality`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        try await network.database.write { db in
            for slug in ["claim-fundao", "claim-elvas"] {
                let times = try #require(OpeningTimes("TU 09:00-13:00"))
                try times.store(of: LocationID(slug: slug), slug: slug, source: "s", in: db)
            }
            try DirectorySnapshot.change(in: db)
        }
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        let fundao = try #require(
            directory.places.first { $0.place.slug == "claim-fundao" }?.place.municipality.code)
        let tuesday = try #require(Day(iso: "2026-12-01"))
        let civil = CivilTimes(isHoliday: { $0 == fundao.text && $1 == tuesday })
        let thursday = Moment(self.thursday, hour: 10)
        func found(_ part: VisitTime.Part) -> [String] {
            var question = HelpQuestion(
                need: nil, near: "", words: nil, others: false, asMap: false, page: 1)
            question.visit = VisitTime(day: .tuesday, part: part)
            return HelpAnswer(question, on: directory, civil: civil, at: thursday)
                .shown.map(\.place.slug)
        }
        #expect(found(.morning) == ["claim-elvas"])
        #expect(found(.afternoon) == [])
    }
}
