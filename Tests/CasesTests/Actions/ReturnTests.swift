import Kernel
import LegalTime
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A letter by post came back: it is noted, the next way is tried, and nothing ends by it.
@Suite struct ReturnTests {
    @Test(arguments: Engine.underTest)
    func
        `the registered letter of a draft comes back: no date moves, and the draft may be brought anew`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase).id
        await #expect(throws: ReturnRefusal.notByPost) {
            try await fixture.comeBack(letter, of: kase, on: after(2).utcDay, at: after(2))
        }
        try await fixture.bring(.registered, kase, at: Moment(day("2026-11-26"), hour: 10))
        let before = try await fixture.stored(kase).projection
        let now = Moment(day("2026-12-04"), hour: 10)
        for wrong in [day("2026-11-25"), day("2026-12-05")] {
            await #expect(throws: ReturnRefusal.dayImplausible) {
                try await fixture.comeBack(letter, of: kase, on: wrong, at: now)
            }
        }
        for other in [beatriz, ana] {
            await #expect(throws: Refused.notFound) {
                try await fixture.comeBack(
                    letter, of: kase, on: day("2026-12-03"), at: now, by: other)
            }
        }
        try await fixture.comeBack(letter, of: kase, on: day("2026-12-03"), at: now)
        #expect(
            fixture.told.returned.withLock { $0 } == [
                ReturnedNotice(
                    key: "letter/\(letter)", day: day("2026-12-03"), reason: "Não reclamada")
            ])
        #expect(try await fixture.stored(kase).projection == before)
        #expect(before.nextDate == day("2026-12-17") && before.turn == .person)
        await #expect(throws: ReturnRefusal.notByPost) {
            try await fixture.comeBack(letter, of: kase, on: day("2026-12-03"), at: now)
        }
        // Brought in another way, her ten working days begin anew after the 4th, without the 8th.
        try await fixture.bring(.handed, kase, at: now)
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-21"))
        #expect(try await fixture.clock("hearing", of: kase).derivation.start == day("2026-12-04"))
        await #expect(throws: CaseRefusal.alreadyReached) {
            try await fixture.bring(.registered, kase, at: now)
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `she opens the draft after its letter came back, and her time begins with that`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.bring(.registered, kase, at: after(1))
        try await fixture.read(kase, at: after(2))
        #expect(try await !fixture.kinds(of: kase).contains("hearing.notified"))
        let letter = try await fixture.letter(.hearing, of: kase).id
        try await fixture.comeBack(letter, of: kase, on: after(9).utcDay, at: after(9))
        try await fixture.read(kase, at: after(10))
        #expect(try await fixture.clock("hearing", of: kase).derivation.start == after(10).utcDay)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `any letter that somebody sent by post may come back, also of a case that is decided`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let receipt = try await fixture.letter(.receipt, of: kase).id
        await #expect(throws: ReturnRefusal.notByPost) {
            try await fixture.comeBack(receipt, of: kase, on: noon.utcDay, at: after(1))
        }
        fixture.told.posted.withLock { $0 = ["letter/\(receipt)"] }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let before = try await fixture.stored(kase).projection
        try await fixture.comeBack(receipt, of: kase, on: noon.utcDay, at: after(2))
        #expect(fixture.told.returned.withLock { $0.map(\.key) } == ["letter/\(receipt)"])
        #expect(try await fixture.stored(kase).projection == before)
        #expect(try await fixture.kinds(of: kase).last == "letter.returned")
    }
}

extension Fixture {
    func comeBack(
        _ letter: LetterID, of kase: Case, on day: Day, at now: Moment,
        by officer: Principal = bruno
    ) async throws {
        let action = NoteLetterReturned(
            reference: kase.reference, letter: letter, day: day, reason: "Não reclamada")
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }
}
