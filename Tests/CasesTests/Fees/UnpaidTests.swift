import Kernel
import LegalTime
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// A case is closed unpaid only after a document expired, a warning reached its person and a stated wait passed; a
/// payment opens it again at once.
@Suite struct UnpaidTests {
    @Test(arguments: Engine.underTest)
    func `after a warning that reached its person and the whole wait it is closed, as no refusal`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.expired(treasury)
        try await fixture.warn(kase, at: after(2))
        let warning = try await fixture.letter(.unpaidWarning, of: kase)
        #expect(warning.html.contains("11854 1") && warning.html.contains("fonte ainda não"))
        let told = fixture.told.notices.withLock { $0.last }
        #expect(told == "Pague, ou o seu processo pode ser encerrado")
        await #expect(throws: CaseRefusal.notReached) {
            try await fixture.close(kase, at: after(20))
        }
        // That a registered letter counts as received is presumed: it proves nothing here.
        try await fixture.bring(.registered, kase, at: after(3))
        await #expect(throws: CaseRefusal.warningUnproven) {
            try await fixture.close(kase, at: after(29))
        }
        try await fixture.bring(.handed, kase, at: after(30))
        // It is her turn, until the last day of the wait.
        let warned = try await fixture.stored(kase).projection
        let end = try await fixture.clock("hearing", of: kase).derivation.end
        #expect(warned.state == "hearing" && warned.turn == .person && warned.nextDate == end)
        try await fixture.answer("Não posso pagar já.", to: kase, at: after(31))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.close(kase, at: after(32))
        }
        try await fixture.close(kase, at: after(60))
        let closed = try await fixture.stored(kase).projection
        #expect(closed.outcome == unpaidOutcome && closed.state == "closed-unpaid")
        #expect(closed.turn == .none && closed.nextDate == nil)
        let letter = try await fixture.letter(.unpaid, of: kase)
        #expect(letter.html.contains("11854 1") && !letter.html.contains("foi <b>indeferido"))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a late payment opens it again at once, and it is decided as if it had not been closed`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.closed(treasury)
        await #expect(throws: FeeRefusal.notNow) {
            try await fixture.renew(kase, at: after(61), by: ana)
        }
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(70)) == .noted)
        let open = try await fixture.stored(kase)
        #expect(!open.isDecided && open.projection.outcome == nil)
        #expect(open.projection.state == "in-analysis" && open.projection.turn == .state)
        #expect(
            try await fixture.kinds(of: kase).suffix(2) == [
                CaseEvent.reopenedKind, FeeEvent.paidKind,
            ])
        let history = try await fixture.history(of: kase)
        #expect(history.hearing == nil && history.fees.map(\.state) == [.paid])
        #expect(!history.clockEvents.contains { $0.kind.hasPrefix("hearing") })
        await #expect(throws: CaseRefusal.notExpired) {
            try await fixture.warn(kase, at: after(71))
        }
        // Nobody counts a decision that does not stand.
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(71))
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
        #expect(try await fixture.pay(kase, 1, receipt: "P 2", at: after(72)) == .again)
        #expect(try await fixture.stored(kase).isDecided)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what the office notes by hand opens it too, and taken back it stays open`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.closed(treasury)
        try await fixture.step("fee-waived", of: kase, at: after(61), note: "Isenção")
        #expect(try await !fixture.stored(kase).isDecided)
        #expect(try await fixture.kinds(of: kase).contains(CaseEvent.reopenedKind))
        let undo = UndoStep(
            reference: kase.reference, step: "fee-waived", reason: "Outra pessoa.")
        try await fixture.database.write { [house = fixture.house] db in
            try undo.perform(by: bruno, at: after(61), in: db, house)
        }
        #expect(try await !fixture.stored(kase).isDecided, "a closure takes an act of its own")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `without a document that expired nobody is warned, least of all while the service is down`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.fileAlone("renewal")
        func refused(_ days: Int) async throws {
            await #expect(throws: CaseRefusal.notExpired) {
                try await fixture.warn(kase, at: after(days))
            }
        }
        try await refused(1)
        try await fixture.demand(kase, at: after(1))
        try await fixture.drain(at: after(1))
        try await refused(2)
        treasury.issues("11854 1", until: after(4))
        try await fixture.drain(at: after(3))
        try await refused(3)
        // Its time is over, and nobody says whether it was paid.
        try await fixture.drain(at: after(6))
        try await refused(6)
        treasury.says(.expired)
        try await fixture.drain(at: after(7))
        try await fixture.warn(kase, at: after(7))
        try await fixture.bring(.handed, kase, at: after(7))
        // Another document takes the place of the warning about the first.
        try await fixture.renew(kase, at: after(8), by: ana)
        #expect(try await fixture.history(of: kase).hearing == nil)
        await #expect(throws: CaseRefusal.notExpired) {
            try await fixture.close(kase, at: after(40))
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what silence approved is not closed, nor what was paid before a colleague confirmed it`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, folder: unpaidByTwo, payments: treasury.provider)
        let late = try await fixture.expired(treasury)
        let silent = CaseRefusal.tacitlyApproved("artigo 82.º, n.º 7, da Lei n.º 23/2007")
        await #expect(throws: silent) {
            try await fixture.warn(late, at: Moment(day("2027-04-01"), hour: 10))
        }
        try await fixture.warn(late, at: after(2))
        try await fixture.bring(.handed, late, at: after(3))
        let decide = Decide(
            reference: late.reference, outcome: unpaidOutcome, grounds: ["fee-unpaid"],
            reasons: "Não foi paga.")
        try await fixture.database.write { [house = fixture.house] db in
            try decide.performOrPropose(by: bruno, at: after(40), in: db, house)
        }
        #expect(try await fixture.pay(late, 1, receipt: "P 1", at: after(41)) == .noted)
        await #expect(throws: CaseRefusal.notExpired) {
            try await fixture.database.write { [house = fixture.house] db in
                try ConfirmDecision(reference: late.reference, proposedAt: after(40)).perform(
                    by: carla, at: after(42), in: db, house)
            }
        }
        #expect(try await !fixture.stored(late).isDecided)
    }

    @Test func `the desk offers it only once a document expired, and the person reads a warning`()
        async throws
    {
        let treasury = Treasury()
        let house = try await Browser(payments: treasury.provider)
        let kase = try await house.fixture.fileAlone("renewal", at: after(-10))
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let before = try await house.get(desk, as: "bruno").text
        #expect(
            !before.contains("Closed unpaid"),
            "\(before.firstRange(of: "Closed unpaid").map { String(before[..<$0.lowerBound].suffix(300)) } ?? "")"
        )
        treasury.issues("11854 1", until: after(-8))
        treasury.says(.expired)
        try await house.fixture.demand(kase, at: after(-9))
        try await house.fixture.drain(at: after(-9))
        try await house.fixture.drain(at: after(-7))
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Closed unpaid"))
        let draft = ["draft-outcome": unpaidOutcome, "draft-ground": "fee-unpaid"]
        let empty = try await house.post(desk + "/proposal", as: "bruno", from: page, draft)
        #expect(empty.status == 422)
        let sent = try await house.post(
            desk + "/proposal", as: "bruno", from: page,
            draft.merging([
                "draft-reasons": "Não foi paga.", "draft-fact-fee-unpaid": "O documento caducou.",
                "draft-change-fee-unpaid": "Pagar a taxa.",
            ]) { $1 })
        #expect(sent.header("location") == desk)
        let hers = try await house.get(own, as: "ana").text
        #expect(hers.contains("Warning: the case may be closed unpaid"))
        #expect(!hers.contains("Draft of a refusal"))
        #expect(try await house.fixture.history(of: kase).hearing?.notice == .read)
    }
}

extension Fixture {
    /// A renewal whose payment document expired on the second day, as the payment service says.
    fileprivate func expired(_ treasury: Treasury) async throws -> Case {
        let kase = try await fileAlone("renewal")
        treasury.issues("11854 1", until: after(1))
        treasury.says(.expired)
        try await demand(kase, at: noon)
        try await drain(at: noon)
        try await drain(at: after(2))
        return kase
    }

    fileprivate func closed(_ treasury: Treasury) async throws -> Case {
        let kase = try await expired(treasury)
        try await warn(kase, at: after(2))
        try await bring(.handed, kase, at: after(3))
        try await close(kase, at: after(60))
        return kase
    }

    fileprivate func warn(_ kase: Case, at now: Moment) async throws {
        try await propose(["fee-unpaid"], of: kase, at: now, outcome: unpaidOutcome)
    }

    fileprivate func close(_ kase: Case, at now: Moment) async throws {
        try await decide(unpaidOutcome, ["fee-unpaid"], of: kase, at: now, despite: nil)
    }
}
