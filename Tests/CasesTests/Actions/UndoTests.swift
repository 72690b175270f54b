import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// A step that was done by mistake: who may take it back, until when, and what is left of it.
@Suite struct UndoTests {
    @Test(arguments: Engine.underTest)
    func `a step that is taken back leaves all as it was, and its reason in the journal`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let before = try await fixture.stored(kase).projection
        let clocks = try await fixture.names(of: kase)
        try await fixture.step("fee-asked", of: kase, at: after(2), note: "DUC 1")
        #expect(try await fixture.stored(kase).projection != before)
        try await fixture.undo("fee-asked", of: kase, at: after(2))
        #expect(try await fixture.stored(kase).projection == before)
        #expect(try await fixture.names(of: kase) == clocks)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.kinds(of: kase).last == CaseEvent.stepUndoneKind)
        // They were told that a document was issued: now that it counts no longer.
        let told = fixture.told.notices.withLock { $0.last }
        #expect(told == "Anulado: Documento de pagamento emitido")
        #expect(fixture.told.bodies.withLock { $0.last?.contains("Engano.") } == true)
        // Done again it counts again, and is told again.
        try await fixture.step("fee-asked", of: kase, at: after(3), note: "DUC 2")
        #expect(try await fixture.stored(kase).projection.state == "fee")
        #expect(fixture.told.notices.withLock { $0.last } == "Documento de pagamento emitido")
    }

    @Test(arguments: Engine.underTest)
    func `it is taken back by whoever did it or a supervisor, in time, with a reason`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        try await fixture.step("fee-asked", of: kase, at: after(2), note: "DUC 1")
        let kinds = try await fixture.kinds(of: kase)
        await #expect(throws: CaseRefusal.undoNotYours) {
            try await fixture.undo("fee-asked", of: kase, at: after(2), by: daniel)
        }
        await #expect(throws: CaseRefusal.undoNotYours) {
            try await fixture.undo("fee-asked", of: kase, at: after(2), by: ana)
        }
        for nobody in [beatriz, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.undo("fee-asked", of: kase, at: after(2), by: nobody)
            }
        }
        await #expect(throws: CaseRefusal.undoReasonMissing) {
            try await fixture.undo("fee-asked", of: kase, at: after(2), because: nil)
        }
        await #expect(throws: CaseRefusal.stepStoodOn) {
            try await fixture.undo("fee-paid", of: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.undoOver) {
            try await fixture.undo("fee-asked", of: kase, at: after(2).adding(seconds: 1_801))
        }
        #expect(try await fixture.kinds(of: kase) == kinds)
        try await fixture.undo(
            "fee-asked", of: kase, at: after(2).adding(seconds: 1_800), by: carla)
        #expect(try await fixture.stored(kase).projection.state == "fee-due")
        await #expect(throws: CaseRefusal.stepStoodOn) {
            try await fixture.undo("fee-asked", of: kase, at: after(2))
        }
    }

    @Test(arguments: Engine.underTest)
    func `what another act stands on is not taken back`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.step("receipt-renewed", of: kase, at: after(1))
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.stepStoodOn) {
            try await fixture.undo("receipt-renewed", of: kase, at: after(1))
        }
        let sent = try await fixture.sent(by: 2)
        try await fixture.step("title-returned", of: sent, at: after(5), note: "mudou-se")
        _ = try await fixture.database.write { [house = fixture.house] db in
            try IssueCertificate(reference: sent.reference).perform(
                by: ana, at: after(5), in: db, house)
        }
        await #expect(throws: CaseRefusal.stepStoodOn) {
            try await fixture.undo("title-returned", of: sent, at: after(5))
        }
    }

    @Test(arguments: Engine.underTest)
    func `what was handed in since stays in the file`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.step("receipt-renewed", of: kase, at: after(1))
        let file = AddDocument.StoredFile(
            digest: String(repeating: "a", count: 64), name: "p.pdf", kind: "application/pdf",
            bytes: 10)
        let action = AddDocument(
            reference: kase.reference, code: "passport", member: nil, file: file)
        _ = try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: ana, at: after(1), in: db, house)
        }
        try await fixture.undo("receipt-renewed", of: kase, at: after(1))
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.documents.map(\.code) == ["passport"] && history.steps.isEmpty)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a person takes back what they said themselves, and the office does not`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.sent()
        try await fixture.step("title-received", of: kase, at: after(5), by: ana)
        await #expect(throws: CaseRefusal.undoNotYours) {
            try await fixture.undo("title-received", of: kase, at: after(5), by: carla)
        }
        try await fixture.undo("title-received", of: kase, at: after(5), by: ana)
        #expect(try await fixture.stored(kase).projection.state == "on-its-way")
    }

    @Test func `the desk takes back its last step, and nobody else is offered it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("renewal")
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let page = try await house.get(desk, as: "bruno")
        #expect(!page.text.contains("Take back what was done last"))
        _ = try await house.post(
            desk + "/steps", as: "bruno", from: page,
            ["step": "fee-asked", "note-fee-asked": "DUC 7788"])
        let done = try await house.get(desk, as: "bruno")
        #expect(done.text.contains("Take back what was done last"))
        #expect(try await !house.get(own, as: "ana").text.contains("Take back what was done last"))
        let undo = ["step": "fee-asked", "undo-reason": "Outra pessoa."]
        let hers = try await house.get(own, as: "ana")
        let foreign = try await house.post(own + "/steps/undo", as: "ana", from: hers, undo)
        #expect(foreign.status == 403)
        let back = try await house.post(desk + "/steps/undo", as: "bruno", from: done, undo)
        #expect(back.header("location") == desk)
        let after = try await house.get(own, as: "ana")
        #expect(after.text.contains("Taken back: Payment document issued"))
        #expect(after.text.contains("Outra pessoa."))
    }
}

extension Fixture {
    fileprivate func undo(
        _ step: String, of kase: Case, at now: Moment, by principal: Principal = bruno,
        because reason: String? = "Engano."
    ) async throws {
        let action = UndoStep(reference: kase.reference, step: step, reason: reason)
        try await database.write { [house] db in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }
}

/// Another officer of the Lisbon centre.
private let daniel = Principal(
    account: AccountID(79), person: nil, name: "Daniel", duties: bruno.duties)
