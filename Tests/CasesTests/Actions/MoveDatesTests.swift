import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct MoveDatesTests {
    /// Nine months after 23 November 2026 is Monday 23 August 2027.
    private let due = day("2027-08-23")

    private func calendar(closing day: Day) throws -> HolidayCalendar {
        var mourning = Holiday(day: day, scope: .country, name: "Luto nacional", category: .public)
        mourning.known = noon.utcDay
        return try testCalendar().adding([mourning])
    }

    @Test(arguments: Engine.underTest)
    func `a holiday declared after filing moves the stored date, and only where it matters`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let first = try await fixture.file()
        let other = try await fixture.file(yusuf, in: porto, at: after(1))
        #expect(first.projection.nextDate == due)
        let moved = try await fixture.cases.moveDates(to: calendar(closing: due))
        #expect(
            moved == [MovedDate(reference: first.reference, old: due, new: due.adding(days: 1))])
        #expect(try await fixture.stored(first).projection.nextDate == due.adding(days: 1))
        #expect(try await fixture.stored(other).projection == other.projection)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.cases.moveDates(to: calendar(closing: due)).isEmpty)
        let back = try await fixture.cases.moveDates(to: testCalendar())
        #expect(back.map(\.new) == [due])
    }

    @Test(arguments: Engine.underTest)
    func `a decided case keeps what it had`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let before = try await fixture.stored(kase)
        #expect(try await fixture.cases.moveDates(to: calendar(closing: due)).isEmpty)
        #expect(try await fixture.stored(kase).projection == before.projection)
    }
}
