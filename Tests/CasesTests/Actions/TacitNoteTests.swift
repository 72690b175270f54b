import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// That silence approved a request is noted, told and stated in a letter, without anybody's decision.
@Suite struct TacitNoteTests {
    /// Long after the sixty working days of a renewal that was handed in on 23 November 2026.
    private let late = Moment(day("2027-04-01"), hour: 10)

    @Test(arguments: Engine.underTest)
    func `the night notes it once, at a stage of its own, and its person is told`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        let other = try await fixture.fileAlone("residence-permit")
        #expect(try await fixture.cases.noteTacitApprovals(at: after(10)) == 0)
        #expect(try await fixture.stored(kase).projection.state == "submitted")
        #expect(try await fixture.cases.noteTacitApprovals(at: late) == 1)
        #expect(try await fixture.cases.noteTacitApprovals(at: late) == 0)
        let now = try await fixture.stored(kase).projection
        #expect(now.state == tacitStage && now.turn == .state && now.outcome == nil)
        #expect(try await fixture.stored(other).projection.state == "submitted")
        let told = fixture.told.notices.withLock { $0.last }
        #expect(told == "Ninguém decidiu a tempo: o seu pedido considera-se deferido")
        #expect(try await fixture.kinds(of: kase).filter { $0 == "approval.tacit" }.count == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the letter is made on request, once, and not before it is noted nor after a decision`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        func state() async throws -> LetterID {
            let action = StateTacitApproval(reference: kase.reference)
            return try await fixture.database.write { [late, house = fixture.house] db in
                try action.perform(by: ana, at: late, in: db, house)
            }
        }
        await #expect(throws: CaseRefusal.notTacit) { _ = try await state() }
        _ = try await fixture.cases.noteTacitApprovals(at: late)
        let first = try await state()
        #expect(try await state() == first)
        let letter = try await fixture.letter(.tacitNotice, of: kase)
        #expect(letter.html.contains("acabou em") && letter.html.contains("fonte ainda não"))
        try await fixture.decide("granted", [silenceGround], of: kase, at: late)
        #expect(try await fixture.stored(kase).projection.state == "fee-due")
        await #expect(throws: CaseRefusal.notTacit) { _ = try await state() }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `nobody grants on a silence that is not over, nor leaves papers out for it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        await #expect(throws: CaseRefusal.notTacit) {
            try await fixture.decide("granted", [silenceGround], of: kase, at: after(10))
        }
        await #expect(throws: CaseRefusal.notTacit) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: kase, at: after(10), despite: silenceGround)
        }
        // Once it is, it need not be noted first.
        try await fixture.decide(
            "granted", [silenceGround], of: kase, at: late, despite: silenceGround)
        #expect(try await fixture.stored(kase).projection.outcome == "granted")
    }

    @Test func `a silence is offered where it is over, and nowhere else`() async throws {
        let house = try await Browser()
        let early = try await house.fixture.fileAlone("renewal")
        let old = try await house.fixture.file(at: Moment(day("2025-02-03"), hour: 10))
        for (kase, isOffered) in [(early, false), (old, true)] {
            let page = try await house.get("/desk/cases/\(kase.reference)", as: "bruno").text
            #expect(page.contains("value=\"conditions-met\""))
            #expect(page.contains("value=\"silence\"") == isOffered, "\(kase.reference)")
        }
    }

    /// Certified on Monday, 23 November 2026: 48 hours are two working days, until the consulates are told.
    @Test(arguments: Engine.underTest)
    func `once it is certified the office owes the word to the consulates, also after it confirmed`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(at: Moment(day("2025-02-03"), hour: 10))
        func owed() async throws -> Day? {
            try await fixture.database.read { db in
                try db.value(
                    "SELECT ends FROM case_clock WHERE kase = \(kase.id) AND clock = 'consular-notice'"
                )
            }
        }
        #expect(try await fixture.cases.noteTacitApprovals(at: noon) == 1)
        #expect(try await owed() == nil)
        for _ in 1...2 {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try StateTacitApproval(reference: kase.reference)
                    .perform(by: ana, at: noon, in: db, house)
            }
        }
        #expect(try await fixture.kinds(of: kase).filter { $0 == "approval.certified" }.count == 1)
        #expect(try await owed() == day("2026-11-25"))
        try await fixture.decide("granted", [silenceGround], of: kase, at: after(1))
        #expect(try await owed() == day("2026-11-25"))
        try await fixture.database.write { [house = fixture.house] db in
            try TakeStep(reference: kase.reference, step: "consulates-told", note: "Praia")
                .perform(by: bruno, at: after(1), in: db, house)
        }
        #expect(try await owed() == nil)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what is decided in time is noted by no night`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let decided = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(5))
        #expect(try await fixture.cases.noteTacitApprovals(at: late) == 0)
    }
}
