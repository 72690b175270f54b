import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A request is its person's: they may take it back; what is over may be challenged, and a court may speak of it.
@Suite struct OwnWishTests {
    @Test(arguments: Engine.underTest)
    func `whoever asked withdraws the request, and takes that back within the minutes`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        let before = try await fixture.stored(kase).projection
        for nobody in [bruno, carla, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.step(
                    "withdrawn", of: kase, at: after(1), by: nobody, note: "Engano")
            }
        }
        await #expect(throws: CaseRefusal.stepNoteMissing) {
            try await fixture.step("withdrawn", of: kase, at: after(1), by: ana)
        }
        try await fixture.step(
            "withdrawn", of: kase, at: after(1), by: ana, note: "Vou viver noutro país.")
        let over = try await fixture.stored(kase).projection
        #expect(over.outcome == "withdrawn" && over.state == "withdrawn" && over.turn == .none)
        #expect(over.decidedAt == after(1) && over.nextDate == nil)
        #expect(try await fixture.names(of: kase).isEmpty, "no clock runs on")
        #expect(fixture.told.released.withLock { $0.contains(kase.id) })
        #expect(try await fixture.differences().isEmpty)
        // Nobody judged whether she is right: no group is compared by it.
        let counted = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_measure")
        }
        #expect(counted == 0)
        let history = try await fixture.history(of: kase)
        let procedure = try #require(sharedPolicy.get().procedure("renewal"))
        #expect(history.reopeningRefusal(procedure) == .withdrawn)
        try await fixture.undo("withdrawn", of: kase, at: after(1), by: ana)
        #expect(try await fixture.stored(kase).projection == before)
        #expect(try await fixture.differences().isEmpty)
        try await fixture.step("withdrawn", of: kase, at: after(2), by: ana, note: "Desisto.")
        await #expect(throws: CaseRefusal.undoOver) {
            try await fixture.undo("withdrawn", of: kase, at: after(3), by: ana)
        }
    }

    @Test(arguments: Engine.underTest)
    func `what is decided is not withdrawn, but challenged; what a court orders is the office's`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("residence-permit")
        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("appeal-noted", of: kase, at: after(1), note: "TACL 1")
        }
        try await fixture.propose(["conditions-not-met"], of: kase, at: after(1))
        try await fixture.bring(.handed, kase, at: after(2))
        try await fixture.decide("refused", ["conditions-not-met"], of: kase, at: after(60))
        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("withdrawn", of: kase, at: after(61), by: ana, note: "Não.")
        }
        try await fixture.step("appeal-noted", of: kase, at: after(70), note: "TACL 1/27")
        var now = try await fixture.stored(kase).projection
        #expect(now.state == "appealed" && now.turn == .none && now.outcome == "refused")
        try await fixture.step("court-order-noted", of: kase, at: after(90), note: "Anulada.")
        now = try await fixture.stored(kase).projection
        #expect(now.state == "court-order" && now.turn == .state && now.nextDate != nil)
        try await fixture.step("order-executed", of: kase, at: after(95), note: "Cumprida.")
        now = try await fixture.stored(kase).projection
        #expect(now.state == "order-executed" && now.turn == .none)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test func `only a step of the person, for all at once, ends a case`() {
        let path = "procedures/renewal.yaml"
        let old = "    by: person\n    ends: withdrawn"
        let broken = policy(changing: [
            path: { $0.replacing(old, with: "    by: office\n    ends: withdrawn") }
        ])
        #expect(realPolicy.texts[path]?.contains(old) == true)
        #expect(policyCheck(broken).contains { $0.file == path && $0.message.contains("ends") })
    }
}

extension Fixture {
    fileprivate func undo(
        _ step: String, of kase: Case, at now: Moment, by principal: Principal
    ) async throws {
        let action = UndoStep(reference: kase.reference, step: step, reason: "Engano.")
        try await database.write { [house] db in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }
}
