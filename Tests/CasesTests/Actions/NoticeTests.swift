import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// Nobody is refused who was never reached, and nobody's file stands still for ever.
@Suite struct NoticeTests {
    @Test(arguments: Engine.underTest)
    func `without proof that the draft reached the person nothing is refused`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: CaseRefusal.alreadyReached) {
            try await fixture.bring(.handed, kase, at: after(1))
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        await #expect(throws: CaseRefusal.notReached) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(90))
        }
        // Whoever is not the person proves nothing by looking.
        for other in [bruno, yusuf] { try await fixture.read(kase, at: after(90), by: other) }
        #expect(try await fixture.stored(kase).projection.turn == .state)
        await #expect(throws: Refused.notFound) {
            try await fixture.bring(.handed, kase, at: after(90), by: beatriz)
        }
        // 25 February 2027, a Thursday; ten working days later.
        try await fixture.bring(.handed, kase, at: Moment(day("2027-02-25"), hour: 10))
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-03-11"))
        await #expect(throws: CaseRefusal.alreadyReached) {
            try await fixture.bring(.registered, kase, at: Moment(day("2027-02-26"), hour: 10))
        }
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide(
                "refused", ["entry-ban"], of: kase, at: Moment(day("2027-03-11"), hour: 10))
        }
        try await fixture.decide(
            "refused", ["entry-ban"], of: kase, at: Moment(day("2027-03-12"), hour: 10))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a registered letter counts as received days later, and no source confirms it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        // 27 November, 30, 2 December; then ten working days from the 3rd, without the 8th.
        try await fixture.bring(.registered, kase, at: Moment(day("2026-11-26"), hour: 10))
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-17"))
        #expect(try await fixture.clock("hearing", of: kase).isVerified == false)
    }

    @Test(arguments: Engine.underTest)
    func `the message and the letter of a draft begin its period, those of an earlier one do not`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let first = try await fixture.letter(.hearing, of: kase)
        try await fixture.messageRead("letter/\(first.id)", by: bruno, at: after(2))
        try await fixture.messageRead("letter/1", by: ana, at: after(2))
        try await fixture.messageRead("visit/\(first.id)", by: ana, at: after(2))
        #expect(try await fixture.stored(kase).projection.turn == .state)
        try await fixture.messageRead("letter/\(first.id)", by: ana, at: after(2))
        #expect(try await fixture.kinds(of: kase).contains("hearing.notified"))
        #expect(try await fixture.stored(kase).projection.turn == .person)

        // The period passed: a second draft begins anew, and the first one's letter says nothing of it.
        let later = Moment(day("2027-01-11"), hour: 10)
        try await fixture.propose(["public-order"], of: kase, at: later)
        try await fixture.open(first.id, by: ana, at: later)
        #expect(try await fixture.stored(kase).projection.turn == .state)
        let second = try await fixture.letter(.hearing, of: kase)
        #expect(second.id != first.id)
        try await fixture.open(second.id, by: bruno, at: later)
        #expect(try await fixture.stored(kase).projection.turn == .state)
        try await fixture.open(second.id, by: ana, at: later)
        // Ten working days after Monday 11 January 2027.
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-01-25"))
    }

    @Test(arguments: Engine.underTest)
    func `when papers never come the office's clock runs on from the end of the window`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        func end(on today: String) async throws -> Day? {
            try await fixture.database.read { [house = fixture.house] db in
                try house.clocks(of: kase).clock(
                    "decision", of: kase.history(in: db), on: day(today))?.derivation.end
            }
        }
        #expect(try await end(on: "2026-12-10") == nil)
        // It stood from 25 November to 10 December: 23 August 2027 becomes 8 September.
        #expect(try await end(on: "2026-12-11") == day("2027-09-08"))
        // A second request stops it again, and its papers let it run on: 12 to 14 January, three days.
        try await fixture.ask("family-tie", of: kase, at: Moment(day("2027-01-11"), hour: 10))
        #expect(try await end(on: "2027-01-12") == nil)
        try await fixture.receiveAll(of: kase, at: Moment(day("2027-01-14"), hour: 10))
        #expect(try await end(on: "2027-01-15") == day("2027-09-13"))
        #expect(try await fixture.stored(kase).projection.nextDate == day("2027-09-13"))
    }

    @Test(arguments: Engine.underTest)
    func `a file that silence approved is not refused, but granted`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(at: Moment(day("2025-10-22"), hour: 10))
        // On the last day of the six months nothing is approved yet.
        try await fixture.propose(
            ["entry-ban"], of: kase, at: Moment(day("2026-04-22"), hour: 10))
        try await fixture.bring(.handed, kase, at: Moment(day("2026-04-22"), hour: 11))
        func isSilent(on today: String) async throws -> Bool? {
            try await fixture.database.read { [house = fixture.house] db in
                try house.clocks(of: kase)
                    .tacitApproval(of: kase.history(in: db), on: day(today))?
                    .isInEffect(on: day(today))
            }
        }
        // A notice sent on the first working day after them still keeps it away (CPA, article 130).
        #expect(try await isSilent(on: "2026-04-23") == false)
        #expect(try await isSilent(on: "2026-04-24") == true)
        let late = Moment(day("2026-06-01"), hour: 10)
        let silent = CaseRefusal.tacitlyApproved("artigo 105.º da Lei n.º 23/2007")
        await #expect(throws: silent) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: late)
        }
        await #expect(throws: silent) {
            try await fixture.propose(["public-order"], of: kase, at: late)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: late)
        #expect(try await fixture.stored(kase).projection.outcome == "granted")
        // Since Law 61/2025 no such effect is claimed.
        let new = try await fixture.file(yusuf, at: Moment(day("2025-10-23"), hour: 10))
        try await fixture.propose(["entry-ban"], of: new, at: late)
    }
}

extension Fixture {
    /// Ana opens her case.
    func read(_ kase: Case, at now: Moment, by person: Principal = ana) async throws {
        try await database.write { [house] db in
            try Case.stored(kase.id, in: db).noteDraftRead(by: person, at: now, in: db, house)
        }
    }

    func bring(
        _ way: NoticeWay, _ kase: Case, at now: Moment, by officer: Principal = bruno
    ) async throws {
        try await database.write { [house] db in
            let letter = CaseEvent.RegisteredLetter(number: "RL 1 PT", day: now.utcDay)
            try NoteDraftReached(reference: kase.reference, way: way, letter: letter)
                .perform(by: officer, at: now, in: db, house)
        }
    }

    func messageRead(_ key: String, by person: Principal, at now: Moment) async throws {
        try await database.write { [cases] db in
            try cases.messageRead(key, by: person, at: now, in: db)
        }
    }

    func open(_ letter: LetterID, by person: Principal, at now: Moment) async throws {
        try await database.write { [house] db in
            _ = try Letter.open(letter, for: person, at: now, in: db, house)
        }
    }
}
