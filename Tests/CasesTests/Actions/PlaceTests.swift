import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// Where the office sits, and where the person is.
@Suite struct PlaceTests {
    /// Nine months after 23 November 2026 is Monday 23 August 2027.
    private let due = day("2027-08-23")

    private func closing(_ office: String) throws -> HolidayCalendar {
        var works = Holiday(day: due, scope: .office(office), name: "Obras", category: .closure)
        works.known = noon.utcDay
        return try testCalendar().adding([works])
    }

    @Test(arguments: Engine.underTest)
    func `a closure of one office moves the dates of its own cases and of no other`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let away = try await fixture.file(in: lisbon)
        let here = try await fixture.file(yusuf, in: porto)
        #expect(away.projection.nextDate == due && here.projection.nextDate == due)
        let moved = try await fixture.cases.moveDates(to: closing("porto"))
        #expect(
            moved == [
                MovedDate(
                    reference: here.reference, clock: "decision", old: due,
                    new: due.adding(days: 1), why: [.closed(due, "Obras")])
            ])
        #expect(try await fixture.stored(here).projection.nextDate == due.adding(days: 1))
        #expect(try await fixture.stored(away).projection.nextDate == due)
        // Who files after the declaration gets the right day at once.
        #expect(try await fixture.file(olena, in: porto).projection.nextDate == due.adding(days: 1))
        #expect(try await fixture.file(olena, in: lisbon).projection.nextDate == due)
        #expect(try await fixture.differences().isEmpty)
        let back = try await fixture.cases.moveDates(to: testCalendar())
        #expect(Set(back.map(\.why)) == [[.opened(due)]] && back.count == 2)
    }

    @Test func `an office that no closure names keeps the days of its town`() throws {
        let calendars = OfficeCalendars(try closing("porto")) { name in
            name == "porto" ? portoCentre : LocationID(0)
        }
        #expect(!calendars.at(porto, office: portoCentre).isOpen(due))
        #expect(calendars.at(porto, office: LocationID(7)).isOpen(due))
        #expect(calendars.at(porto, office: LocationID(7)).place == Place(municipality: "1312"))
    }

    /// Five working days after 24 November 2026 is 2 December, and ten more without the 8th are the 17th.
    @Test(arguments: Engine.underTest)
    func `whoever lives on an island has more days to answer an office on the mainland`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let funchal = try #require(PlaceCode("3103"))
        let kase = try await fixture.file(in: funchal)
        try await fixture.ask("passport", of: kase, at: after(1), by: beatriz)
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-17"))
        let steps = try await fixture.clock("correction", of: kase).derivation.steps
        #expect(steps.map(\.kind) == [.start, .dilation, .run])
        #expect(steps[1].article == "artigo 88.º do CPA")
        // The clock of the office stands still as long as the person's window runs: 23 days.
        let decision = try await fixture.rows(of: kase).first { $0.clock == "decision" }
        #expect(decision?.ends == day("2027-09-15"))
        // Nothing of it lengthens what the office has.
        #expect(kase.projection.nextDate == due)
    }

    @Test func `whoever said that they are abroad has more days, unconfirmed`()
        async throws
    {
        let fixture = try await Fixture(.sqlite)
        let filed = Moment(day("2027-02-01"), hour: 10)
        func window(_ abroad: PersonPlace?) async throws -> LegalDate {
            let kase = try await fixture.file(at: filed, abroad: abroad)
            try await fixture.ask("passport", of: kase, at: filed)
            return try await fixture.clock("correction", of: kase)
        }
        let (here, europe, elsewhere) = (
            try await window(nil), try await window(.europe), try await window(.elsewhere)
        )
        // The rule itself is not confirmed either: none of the three is.
        #expect(here.derivation.end == day("2027-02-15") && !here.isVerified)
        #expect(here.derivation.steps.allSatisfy { $0.kind != .dilation })
        // 15 and 30 working days more; Good Friday is 26 March.
        #expect(europe.derivation.end == day("2027-03-08") && !europe.isVerified)
        #expect(elsewhere.derivation.end == day("2027-03-30"))
        #expect(elsewhere.derivation.steps[1].kind == .dilation)
        #expect(!elsewhere.derivation.steps[1].isVerified && !elsewhere.isVerified)
    }

    @Test func `the draft tells whoever is far away how many days more they have`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file(abroad: .europe)
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase)
        #expect(letter.html.contains("10 dias úteis e mais 15 dias úteis pela distância"))
        try await fixture.read(kase, at: after(1))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide(
                "refused", ["entry-ban"], of: kase, at: Moment(day("2026-12-11"), hour: 10))
        }
    }
}
