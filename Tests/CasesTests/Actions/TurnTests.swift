import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// On the day after the person's last one it is the office that must act; the list tells it from the clock's date.
@Suite struct TurnTests {
    /// Ten working days from 25 November 2026, without 1 and 8 December.
    private let last = day("2026-12-10")

    private func turned(
        _ turn: Turn, on today: Day, _ fixture: Fixture
    ) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(bruno))
        (queue.turn, queue.today) = (turn, today)
        let asked = queue
        return try await fixture.database.read {
            try asked.run(bruno, in: $0).lines.map(\.kase.reference)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a window for papers is hers to its last day, and the office's from the next on`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        let stored = try await fixture.stored(kase)
        #expect(stored.projection.turn == .person && stored.projection.nextDate == last)
        for (today, turn, due) in [
            (last, Turn.person, last), (last.adding(days: 1), .state, day("2027-09-08")),
        ] {
            #expect(stored.turn(on: today) == turn)
            let (view, dates) = try await fixture.database.read { [house = fixture.house] db in
                (
                    try CaseView(
                        stored, for: bruno, at: Moment(today, hour: 10), in: db, house),
                    try Case.dueDates(of: [stored], on: today, in: db)
                )
            }
            #expect(view.turn == turn && view.isWindowOver == (turn == .state))
            #expect(view.due?.derivation.end == due && dates == [kase.id: due])
            #expect(try await turned(turn, on: today, fixture) == [kase.reference])
            let other = turn == .state ? Turn.person : .state
            #expect(try await turned(other, on: today, fixture).isEmpty)
        }
        // Late is better than never: what comes in afterwards is taken.
        let late = Moment(last.adding(days: 4), hour: 10)
        try await fixture.receiveAll(of: kase, at: late)
        #expect(try await fixture.stored(kase).projection.turn == .state)
    }

    @Test(arguments: Engine.underTest)
    func
        `of her own files those that wait for her stand first, and one whose window is over does not`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let (older, newer) = (try await fixture.file(), try await fixture.file(at: after(1)))
        try await fixture.ask("passport", of: older, at: after(1))
        func list(on today: Day) async throws -> [Reference] {
            try await fixture.database.read { [house = fixture.house] db in
                try CaseList(page: 1, for: ana, at: Moment(today, hour: 10), in: db, house)
                    .cases.map(\.reference)
            }
        }
        #expect(try await list(on: last) == [older.reference, newer.reference])
        #expect(try await list(on: last.adding(days: 1)) == [newer.reference, older.reference])
    }

    @Test(arguments: Engine.underTest)
    func `after the time to answer a draft the office must decide, and a decided case is nobody's`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.read(kase, at: after(1))
        let heard = try await fixture.stored(kase)
        #expect(heard.turn(on: last) == .person)
        #expect(heard.turn(on: last.adding(days: 1)) == .state)
        let dates = try await fixture.database.read { [last] db in
            try Case.dueDates(of: [heard], on: last.adding(days: 1), in: db)
        }
        #expect(dates[kase.id] == day("2027-08-23"))
        try await fixture.decide(
            "refused", ["entry-ban"], of: kase, at: Moment(day("2026-12-11"), hour: 10))
        #expect(try await fixture.stored(kase).turn(on: day("2030-01-01")) == .none)
    }
}
