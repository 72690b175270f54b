import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct ClockTests {
    /// 23 November 2026 plus nine months is Monday 23 August 2027.
    @Test func `a new case is to be decided nine months after it was filed`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        #expect(kase.projection.nextDate == day("2027-08-23"))
        #expect(kase.procedureVersion == "law-61-2025")
    }

    @Test func `a case of the older law keeps three months`() async throws {
        let fixture = try await Fixture(.sqlite)
        let filed = Moment(day("2025-09-15"), hour: 10)
        let kase = try await fixture.file(at: filed)
        #expect(kase.procedureVersion == "law-23-2007")
        #expect(kase.projection.nextDate == day("2025-12-15"))
    }

    /// Ten working days after Tuesday 24 November 2026; 1 and 8 December are holidays: Thursday 10 December.
    @Test func `asking for a document stops the clock and gives the person ten working days`()
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        let asked = try await fixture.stored(kase)
        #expect(asked.projection.turn == .person)
        #expect(asked.projection.nextDate == day("2026-12-10"))
        let decision = try await fixture.clock("decision", of: kase)
        #expect(decision.derivation.end == nil)
        #expect(
            decision.derivation.state(at: day("2026-12-01")) == .stopped(since: day("2026-11-24")))
    }

    /// The clock stands still from 25 November to 2 December, eight days: 23 becomes 31 August 2027.
    @Test func `when the last document is in the clock runs on from where it stood`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        try await fixture.receiveAll(of: kase, at: after(9))
        let stored = try await fixture.stored(kase)
        #expect(stored.projection.turn == .state)
        #expect(stored.projection.nextDate == day("2027-08-31"))
        let steps = try await fixture.clock("decision", of: kase).derivation.steps
        #expect(steps.contains { $0.kind == .pause })
    }

    @Test func `one of two documents does not let the clock run on`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        try await fixture.ask("family-tie", of: kase, at: after(2))
        try await fixture.database.write { [house = fixture.house] db in
            let open = try kase.history(in: db).openItems
            #expect(open.count == 2)
            try ReceiveDocument(reference: kase.reference, item: open[0].item.id)
                .perform(by: bruno, at: after(3), in: db, house)
        }
        #expect(try await fixture.stored(kase).projection.turn == .person)
        #expect(try await fixture.clock("decision", of: kase).derivation.end == nil)
    }

    @Test func `the holidays are those of the office, not of the person`() async throws {
        let fixture = try await Fixture(.sqlite)
        // Nine months after 24 September 2025 … under the new law: 24 June is Porto's own holiday.
        let filed = Moment(day("2026-09-24"), hour: 10)
        let lisbonCase = try await fixture.file(ana, in: lisbon, at: filed)
        let portoCase = try await fixture.file(yusuf, in: porto, at: filed)
        #expect(lisbonCase.projection.nextDate == day("2027-06-24"))
        #expect(portoCase.projection.nextDate == day("2027-06-25"))
    }

    @Test func `two requests that are answered together let the clock run on`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        try await fixture.ask("family-tie", of: kase, at: after(2))
        try await fixture.receiveAll(of: kase, at: after(9))
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-08-31"))
    }

    @Test func `a clock that no source confirms is marked, and so is its stop`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file(at: Moment(day("2026-11-02"), hour: 10))
        #expect(try await !fixture.clock("decision", of: kase).isVerified)
        try await fixture.ask("passport", of: kase, at: Moment(day("2026-11-03"), hour: 10))
        // Ten working days, none of which passes over a holiday: the rule alone is not confirmed.
        #expect(try await !fixture.clock("correction", of: kase).isVerified)
        let pause = try await fixture.clock("decision", of: kase).derivation.steps.last
        #expect(pause?.kind == .pause && pause?.isVerified == false)
    }

    @Test func `a clock whose rule somebody read in the law bears no mark`() async throws {
        let file = "procedures/family-reunification.yaml"
        let unread = "73550349/diploma/indice\n    verified: false"
        let read = "73550349/diploma/indice\n    verified: true"
        #expect(realPolicy.texts[file]?.contains(unread) == true)
        let fixture = try await Fixture(
            .sqlite, folder: policy(changing: [file: { $0.replacing(unread, with: read) }]))
        let kase = try await fixture.file(at: Moment(day("2026-11-02"), hour: 10))
        try await fixture.ask("passport", of: kase, at: Moment(day("2026-11-03"), hour: 10))
        #expect(try await fixture.clock("correction", of: kase).isVerified)
    }
}

extension Fixture {
    func clock(_ name: String, of kase: Case) async throws -> LegalDate {
        let date = try await database.read { [house] db in
            try house.clocks(of: kase).clock(name, of: kase.history(in: db))
        }
        return try #require(date)
    }
}
