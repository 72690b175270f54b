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
            moved == [
                MovedDate(
                    reference: first.reference, clock: "decision", old: due,
                    new: due.adding(days: 1), why: [.closed(due, "Luto nacional")])
            ])
        #expect(try await fixture.stored(first).projection.nextDate == due.adding(days: 1))
        #expect(try await fixture.stored(other).projection == other.projection)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.cases.moveDates(to: calendar(closing: due)).isEmpty)
        let back = try await fixture.cases.moveDates(to: testCalendar())
        #expect(back.map(\.new) == [due] && back.first?.why == [.opened(due)])
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

    /// Sets a date that no journal says: only a sweep would mend it.
    private func spoil(_ kase: Case, _ fixture: Fixture) async throws {
        try await fixture.database.write { [due] db in
            let wrong = due.adding(days: 40)
            try db.run("UPDATE kase SET next_date = \(wrong) WHERE id = \(kase.id)")
            try db.run("UPDATE case_clock SET ends = \(wrong) WHERE kase = \(kase.id)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `no journal is read while the holidays are those of the last sweep, also after a restart`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let closed = try calendar(closing: due)
        #expect(try await fixture.cases.moveDates(to: closed).count == 1)
        try await spoil(kase, fixture)
        #expect(try await fixture.cases.moveDates(to: calendar(closing: due)).isEmpty)
        let restarted = Cases(
            database: fixture.database, documents: fixture.cases.documents,
            policy: fixture.house.policy, zone: fixture.house.zone, calendars: closed,
            neighbours: fixture.house.neighbours, verifyBase: "")
        #expect(try await restarted.moveDates(to: closed).isEmpty)
        #expect(try await fixture.stored(kase).projection.nextDate == due.adding(days: 40))
        let other = try calendar(closing: due.adding(days: 300))
        #expect(try await restarted.moveDates(to: other).map(\.new) == [due])
    }

    @Test(arguments: Engine.underTest)
    func `a host whose holidays change sweeps although another has swept`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let closed = try calendar(closing: due)
        let other = Cases(
            database: fixture.database, documents: fixture.cases.documents,
            policy: fixture.house.policy, zone: fixture.house.zone, calendars: closed,
            neighbours: fixture.house.neighbours, verifyBase: "")
        #expect(try await other.moveDates(to: closed).count == 1)
        try await spoil(kase, fixture)
        let mended = try await fixture.cases.moveDates(to: closed)
        #expect(mended.map(\.new) == [due.adding(days: 1)])
    }

    @Test(arguments: Engine.underTest)
    func `a rule that was changed moves the dates that rest on it`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        #expect(try await fixture.cases.moveDates(to: testCalendar()).isEmpty)
        let (old, start) = ("length: 10\n", "    unit: working\n    starts: documents.requested")
        let changed = policy(changing: [
            "procedures/family-reunification.yaml": {
                $0.replacing(old + start, with: "length: 12\n" + start)
            }
        ])
        let other = Cases(
            database: fixture.database, documents: fixture.cases.documents,
            policy: try readPolicy(changed), zone: .utc, calendars: try testCalendar(),
            neighbours: fixture.house.neighbours, verifyBase: "")
        let moved = try await other.moveDates(to: testCalendar())
        #expect(moved.map(\.clock) == ["correction", "decision"])
        // Two working days more for the person, and as long the office's clock stands still; 12 September is a Sunday.
        #expect(moved.map(\.new) == [day("2026-12-14"), day("2027-09-13")])
        #expect(moved.allSatisfy { $0.why.isEmpty })
        #expect(try await other.moveDates(to: testCalendar()).isEmpty)
    }

    @Test func `every part of a calendar that moves dates is in its contents`() throws {
        let plain = try calendar(closing: due)
        var withdrawn = plain.declarations[0]
        withdrawn.withdrawn = due
        var half = plain.declarations[0]
        half.part = .morning
        let others = try [
            testCalendar().adding([withdrawn]), testCalendar().adding([half]),
            calendar(closing: due.adding(days: 1)), testCalendar(),
            HolidayCalendar(rules: Array(plain.rules.dropLast()), declarations: plain.declarations),
        ]
        #expect(try plain.contents == calendar(closing: due).contents)
        #expect(Set(others.map(\.contents) + [plain.contents]).count == others.count + 1)
    }

    @Test(arguments: Engine.underTest)
    func `the register of silence holds what open cases bring about and no decided one`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let open = try await fixture.file()
        let decided = try await fixture.file(yusuf, at: after(1))
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(2))
        let eve = try await fixture.cases.silences(at: due, within: 1)
        #expect(eve.today.isEmpty && eve.before.isEmpty)
        #expect(eve.soon.map(\.id) == [open.reference] && eve.soon[0].rule == "decision")
        #expect(eve.soon[0].effect == .rightToSue && eve.soon[0].end == due)
        let then = try await fixture.cases.silences(at: due.adding(days: 1), within: 0)
        #expect(then.today.map(\.id) == [open.reference])
        #expect(try await fixture.cases.silences(at: due, within: 0).soon.isEmpty)
    }
}
