import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A draft that nobody knows of is taken back; one that reached its person is not.
@Suite struct WithdrawTests {
    @Test(arguments: Engine.underTest)
    func `an officer takes back a draft that has not reached Ana, and it counts no longer`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: CaseRefusal.alreadyReached) {
            try await fixture.withdraw(kase, at: after(1))
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        for other in [beatriz, ana, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.withdraw(kase, at: after(1), by: other)
            }
        }
        try await fixture.withdraw(kase, at: after(2))
        let now = try await fixture.stored(kase).projection
        #expect(now.state == "in-analysis" && now.turn == .state)
        #expect(now.nextDate == day("2027-08-23"))
        #expect(fixture.told.notices.withLock { $0.last } == "Um projeto foi retirado")
        #expect(try await fixture.kinds(of: kase).last == "refusal.withdrawn")
        // Opening its letter proves nothing, there is nothing to answer, and the code of it tells nobody.
        let letter = try await fixture.letter(.hearing, of: kase)
        #expect(try await fixture.checked(letter.code)?.isSuperseded == false)
        try await fixture.open(letter.id, by: ana, at: after(2))
        #expect(try await !fixture.kinds(of: kase).contains("hearing.notified"))
        await #expect(throws: CaseRefusal.nothingToAnswer) {
            try await fixture.answer("Não concordo.", to: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.notHeard) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(90))
        }
        await #expect(throws: CaseRefusal.alreadyReached) {
            try await fixture.withdraw(kase, at: after(2))
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `once it reached her, once she answered or once it is decided, the draft stays`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (read, sent) = (try await fixture.file(), try await fixture.file())
        let (answered, decided) = (try await fixture.file(), try await fixture.file())
        for kase in [read, sent, answered, decided] {
            try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        }
        try await fixture.read(read, at: after(1))
        try await fixture.bring(.registered, sent, at: after(1))
        try await fixture.answer("Não concordo.", to: answered, at: after(1))
        for kase in [read, sent, answered] {
            await #expect(throws: CaseRefusal.alreadyReached) {
                try await fixture.withdraw(kase, at: after(2))
            }
        }
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(1))
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.withdraw(decided, at: after(2))
        }
        #expect(try await fixture.stored(read).projection.turn == .person)
    }

    @Test(arguments: Engine.underTest)
    func `the draft before it stands again, and papers asked for before it wait again`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.answer("Não concordo.", to: kase, at: after(2))
        try await fixture.propose(["public-order"], of: kase, at: after(3))
        try await fixture.withdraw(kase, at: after(4))
        await #expect(throws: CaseRefusal.groundNotHeard("public-order")) {
            try await fixture.decide("refused", ["public-order"], of: kase, at: after(5))
        }
        try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(5))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")

        let other = try await fixture.file()
        try await fixture.ask("passport", of: other, at: after(1))
        let late = Moment(day("2026-12-14"), hour: 10)
        try await fixture.propose(["conditions-not-met"], of: other, at: late)
        #expect(try await fixture.stored(other).projection.state == "hearing")
        try await fixture.withdraw(other, at: late)
        let again = try await fixture.stored(other).projection
        #expect(again.state == "correction-requested" && again.nextDate == day("2026-12-10"))
        #expect(try await fixture.differences().isEmpty)
    }
}

extension Fixture {
    func withdraw(_ kase: Case, at now: Moment, by officer: Principal = bruno) async throws {
        try await database.write { [house] db in
            try WithdrawDraft(reference: kase.reference)
                .perform(by: officer, at: now, in: db, house)
        }
    }
}
