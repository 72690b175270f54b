import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct OpenClockTests {
    @Test(arguments: Engine.underTest)
    func `each open clock of a case has its row, with what silence brings`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let decision = OpenClock(
            clock: "decision", whose: .state, effect: .rightToSue, began: day("2026-11-23"),
            ends: day("2027-08-23"), avertable: day("2027-08-23"), isVerified: false)
        #expect(try await fixture.rows(of: kase) == [decision])
        try await fixture.ask("passport", of: kase, at: after(1))
        let asked = try await fixture.rows(of: kase)
        #expect(asked.map(\.clock) == ["correction", "decision", "inactivity"])
        // Six months after Tuesday, 24 November 2026; nothing ends by itself then.
        #expect(asked[2].effect == .mayLapse && asked[2].ends == day("2027-05-24"))
        #expect(asked[0].whose == .person && asked[0].ends == day("2026-12-10"))
        // If nothing comes, the clock stands still to the end of the window: sixteen days.
        #expect(asked[1].ends == day("2027-09-08"))
        try await fixture.receiveAll(of: kase, at: after(9))
        let received = try await fixture.rows(of: kase)
        #expect(received.map(\.clock) == ["decision"] && received[0].ends == day("2027-08-31"))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(10))
        // What the office does next has a clock of its own; a refusal leaves nothing.
        #expect(try await fixture.rows(of: kase).map(\.clock) == ["visa-notice"])
    }

    @Test func `under the older law silence approves, by a clock of its own`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file(at: Moment(day("2025-09-15"), hour: 10))
        let rows = try await fixture.rows(of: kase)
        #expect(rows.map(\.clock) == ["decision", "tacit-approval"])
        // Six months end on Sunday 15 March 2026.
        #expect(rows[1].effect == .tacitApproval && rows[1].ends == day("2026-03-16"))
    }

    @Test(arguments: Engine.underTest)
    func `after any acts the rows are those that the journal gives from nothing`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        // From now on a row that is missing is a fault.
        _ = try await fixture.cases.moveDates(to: testCalendar())
        var (random, done) = (SeededRandom(7), 0)
        for _ in 0..<families {
            let filed = Int.random(in: -500...0, using: &random)
            let place = [lisbon, porto].randomElement(using: &random) ?? lisbon
            let abroad = [nil, PersonPlace.europe].randomElement(using: &random) ?? nil
            let kase = try await fixture.file(in: place, at: after(filed), abroad: abroad)
            var now = filed
            for _ in 0..<actsEach {
                now += Int.random(in: 0...14, using: &random)
                let act = Act.allCases.randomElement(using: &random) ?? .ask
                if try await fixture.perform(act, on: kase, at: after(now)) { done += 1 }
            }
            let differences = try await fixture.differences()
            #expect(differences.isEmpty, "\(differences)")
        }
        #expect(done > families)
    }

    @Test(arguments: Engine.underTest)
    func `a row that was changed, lost or made up is found and mended`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.cases.moveDates(to: testCalendar())
        let kase = try await fixture.file()
        for spoil: SQL in [
            "UPDATE case_clock SET ends = ends + 1 WHERE kase = \(kase.id)",
            "DELETE FROM case_clock WHERE kase = \(kase.id)",
            """
            INSERT INTO case_clock (kase, at_office, clock, whose, effect, began, ends, verified)
            VALUES (\(kase.id), 1, 'hearing', 'person', 'none', 1, 2, 1)
            """,
        ] {
            try await fixture.database.write { db in _ = try db.run(spoil) }
            let found = try await fixture.differences()
            #expect(found.map(\.reference) == [kase.reference])
            #expect(found.first?.clocks.count == 1)
            _ = try await fixture.database.write { [cases = fixture.cases] in
                try cases.repair(found, in: $0)
            }
            #expect(try await fixture.differences().isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a store from before the rows gets them, and nothing is said to have moved`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let decided = try await fixture.file(yusuf, at: after(1))
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(2))
        let before = try await fixture.rows(of: kase)
        try await fixture.database.write { db in
            try db.run("DELETE FROM case_clock")
            try db.run("DELETE FROM date_sweep")
        }
        #expect(try await fixture.differences().isEmpty)
        let due = day("2027-08-23")
        let register = try await fixture.cases.silences(at: due, within: 1)
        #expect(register.soon.map(\.id) == [kase.reference])
        #expect(try await fixture.rows(of: kase) == before && !before.isEmpty)
        #expect(try await fixture.rows(of: decided).map(\.clock) == ["visa-notice"])
        try await fixture.database.write { db in
            try db.run("DELETE FROM case_clock")
            try db.run("DELETE FROM date_sweep")
        }
        #expect(try await fixture.cases.moveDates(to: testCalendar()).isEmpty)
        #expect(try await fixture.rows(of: kase) == before)
    }

    @Test(arguments: Engine.underTest)
    func `the queue shows and orders by the clock that is asked for`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let later = try await fixture.file(at: Moment(day("2025-09-16"), hour: 10))
        let sooner = try await fixture.file(yusuf, at: Moment(day("2025-09-15"), hour: 10))
        _ = try await fixture.file(olena)
        _ = try await fixture.file(in: porto, at: Moment(day("2025-09-01"), hour: 10))
        try await fixture.ask("passport", of: sooner, at: Moment(day("2025-09-17"), hour: 10))
        func queue(_ change: (inout DeskQueue) -> Void) async throws -> DeskQueue.Result {
            var queue = DeskQueue(scope: WorkOffices(bruno))
            queue.clock = "tacit-approval"
            change(&queue)
            let asked = queue
            return try await fixture.database.read { try asked.run(bruno, in: $0) }
        }
        let all = try await queue { _ in }
        // The papers were asked for, and the window ended in silence: fourteen days on 1 October.
        #expect(all.lines.map(\.kase.reference) == [later.reference, sooner.reference])
        #expect(all.lines.map(\.date) == [day("2026-03-16"), day("2026-03-30")])
        #expect(all.count == 2)
        #expect(try await queue { $0.overdueOn = day("2026-03-20") }.lines.count == 1)
        #expect(
            try await queue { $0.descending = true }.lines.map(\.kase.reference)
                == [sooner.reference, later.reference])
        let person = try await queue { $0.clock = "correction" }
        #expect(person.lines.map(\.kase.reference) == [sooner.reference])
        #expect(person.lines.map(\.date) == [day("2025-10-01")])
    }

    @Test func `the queue of a clock reads no case that it does not show`() async throws {
        let fixture = try await Fixture(.sqlite)
        _ = try await fixture.file()
        var queue = DeskQueue(scope: WorkOffices(bruno))
        queue.clock = "decision"
        let (source, condition) = (queue.source, queue.filter(bruno))
        let plan = try await fixture.database.read { db in
            try db.all("EXPLAIN QUERY PLAN SELECT COUNT(*) FROM \(source) WHERE \(condition)")
                .map { try $0["detail"] as String }
        }
        let index = "case_clock_queue (clock=? AND at_office=?"
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
}

/// What may happen to a case, in any order; what is refused changes nothing.
private enum Act: CaseIterable {
    case ask, receive, consult, answerConsultation, propose, read, register, answer, decide
}

extension Fixture {
    /// False where it was refused.
    fileprivate func perform(_ act: Act, on kase: Case, at now: Moment) async throws -> Bool {
        let officer = kase.office == lisbonCentre ? bruno : beatriz
        do {
            switch act {
            case .ask: try await ask("passport", of: kase, at: now, by: officer)
            case .receive: try await receiveAll(of: kase, at: now, by: officer)
            case .consult, .answerConsultation: try await consult(act, kase, at: now, officer)
            case .propose: try await propose(["entry-ban"], of: kase, at: now, by: officer)
            case .read: try await read(kase, at: now)
            case .register:
                try await database.write { [house] db in
                    let letter = CaseEvent.RegisteredLetter(number: "1", day: now.utcDay)
                    try NoteDraftReached(
                        reference: kase.reference, way: .registered, letter: letter
                    ).perform(by: officer, at: now, in: db, house)
                }
            case .answer: try await answer("Não concordo.", to: kase, at: now)
            case .decide:
                try await decide("granted", ["conditions-met"], of: kase, at: now, by: officer)
            }
            return true
        } catch is CaseRefusal { return false }
    }

    private func consult(
        _ act: Act, _ kase: Case, at now: Moment, _ officer: Principal
    ) async throws {
        try await database.write { [house] db in
            if act == .consult {
                return try Consult(reference: kase.reference, body: "ucfe")
                    .perform(by: officer, at: now, in: db, house)
            }
            guard let asked = try kase.history(in: db).consultation else {
                throw CaseRefusal.notAsked
            }
            try AnswerConsultation(consultation: asked.id, answer: .noObjection)
                .perform(by: jorge, at: now, in: db, house)
        }
    }

    func rows(of kase: Case) async throws -> [OpenClock] {
        try await database.read { db in try OpenClock.all(of: kase.id, in: db) }
    }
}

private let families = 12
private let actsEach = 9
