import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Where two features meet in one case: neither loses what the other did, neither stands in its way.
@Suite struct MeetingTests {
    @Test(arguments: Engine.underTest)
    func `a demand that a step by hand closed goes on once that step is taken back`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        try await fixture.demand(kase, at: noon)
        try await fixture.step("fee-asked", of: kase, at: after(1), note: "DUC 1")
        treasury.issues("11854 1", until: after(3))
        // What takes its place is there: nobody waits for the answer.
        try await fixture.drain(at: after(1))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.closed])
        try await fixture.undo("fee-asked", of: kase, at: after(1))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.asked])
        try await fixture.drain(at: after(1))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.open])
        #expect(try await fixture.stored(kase).projection.state == "fee")
        #expect(treasury.orders.withLock { $0.count } == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a document whose end passed meanwhile is asked after, and can be asked for again`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(1))
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: noon)
        try await fixture.step("fee-waived", of: kase, at: after(2), note: "Isenção")
        treasury.says(.expired)
        try await fixture.drain(at: after(2))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.closed])
        try await fixture.undo("fee-waived", of: kase, at: after(2))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.open])
        try await fixture.drain(at: after(2))
        #expect(try await fixture.fees(of: kase).map(\.state) == [.expired])
        try await fixture.renew(kase, at: after(2), by: ana)
        #expect(try await fixture.fees(of: kase).map(\.state) == [.expired, .asked])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `money that came in the meantime pays the fee once the waiver is taken back`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.granted()
        treasury.issues("11854 1", until: after(3))
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: noon)
        try await fixture.step("fee-waived", of: kase, at: after(1), note: "Isenção")
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(1)) == .again)
        try await fixture.undo("fee-waived", of: kase, at: after(1))
        let history = try await fixture.history(of: kase)
        #expect(history.fees.map(\.state) == [.paid] && history.laterReceipts.isEmpty)
        #expect(history.steps.map(\.code) == ["fee-asked", "fee-paid"])
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(1)) == .known)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `who joined later has a name, a line and a card of their own`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let noa = PersonOfFile(
            name: "Noa Exemplo", birth: day("2026-11-24"), relation: .child, isInPortugal: true,
            cannotCareForSelf: true)
        let join = AddMember(reference: kase.reference, person: noa)
        try await fixture.database.write { [house = fixture.house] db in
            try join.perform(by: ana, at: after(1), in: db, house)
        }
        let members = try await fixture.members(of: kase)
        let view = try await fixture.database.read { [house = fixture.house] db in
            try CaseView(kase, for: bruno, at: after(1), in: db, house)
        }
        #expect(view.person(of: try #require(members.last)) == noa)
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        for code in ["family-here", "fee-waived", "biometrics-taken", "address-checked"] {
            try await fixture.step(code, of: kase, at: after(2), note: "1")
        }
        let history = try await fixture.history(of: kase)
        #expect(history.persons == [1, 2, 3])
        #expect(history.name(of: 3) == "Noa Exemplo" && history.name(of: 4) == nil)
        for person in [1, 2] { try await fixture.order(kase, for: person) }
        #expect(try await fixture.stored(kase).projection.state == "title-due", "hers is left")
        try await fixture.order(kase, for: 3)
        #expect(fixture.told.notices.withLock { $0.last } == "Título pedido: Noa Exemplo")
        #expect(try await fixture.stored(kase).projection.state == "production")
        try await fixture.undo("title-ordered", of: kase, for: 3, at: after(3))
        #expect(try await fixture.stored(kase).projection.state == "title-due")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what is reopened is proposed anew: no old proposal is confirmed, and its fee is due`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let folder = policy(changing: ["procedures/renewal.yaml": { "fourEyes: true\n" + $0 }])
        let fixture = try await Fixture(engine, folder: folder, payments: treasury.provider)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.propose(["conditions-not-met"], of: kase, at: after(1))
        try await fixture.bring(.registered, kase, at: after(1))
        try await fixture.byTwo("refused", ["conditions-not-met"], of: kase, at: after(40))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        try await fixture.reopen(kase, "A carta foi para outra casa.", at: after(41))
        let open = try await fixture.history(of: kase)
        #expect(open.decision == nil && open.proposal == nil && open.sentBack == nil)
        await #expect(throws: FourEyesRefusal.nothingProposed) {
            try await fixture.confirm(kase, after(40), at: after(41))
        }
        await #expect(throws: CaseRefusal.notReached) {
            try await fixture.byTwo("refused", ["conditions-not-met"], of: kase, at: after(42))
        }
        try await fixture.byTwo("granted", ["conditions-met"], of: kase, at: after(42))
        treasury.issues("11854 1", until: after(44))
        try await fixture.demand(kase, at: after(42))
        try await fixture.drain(at: after(43))
        #expect(try await fixture.stored(kase).projection.state == "fee")
        await #expect(throws: ReopenRefusal.granted) {
            try await fixture.reopen(kase, "x", at: after(43))
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a question, its answer and a dossier keep no case under a law that it was moved to`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let moved = try await fixture.cases.moveCases(
            forward, by: carla, clock: { after(2) }, progress: { _ in })
        let run = try #require(moved.run)
        try await fixture.question("Que lei é esta?", in: kase, at: after(3))
        try await fixture.question("E agora?", in: kase, at: after(3))
        let asked = try #require(try await fixture.waiting().first?.id)
        try await fixture.say("A anterior.", to: asked, in: kase, at: after(4))
        let back = try await fixture.cases.undoRun(
            run, by: carla, clock: { after(5) }, progress: { _ in })
        #expect(back.returned == 1 && back.kept == 0)
        #expect(try await fixture.stored(kase).procedureVersion == "law-61-2025")
        #expect(try await fixture.waiting().count == 1, "the other one still waits")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a question and a correction of the person leave the step before them to be taken back`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.step("receipt-renewed", of: kase, at: after(1))
        try await fixture.question("Vale até quando?", in: kase, at: after(1))
        let correct = CorrectAnswers(
            reference: kase.reference, section: "title", typed: ["titleNumber": "AB123456"])
        try await fixture.database.write { [house = fixture.house] db in
            try correct.perform(by: ana, at: after(1), in: db, house)
        }
        try await fixture.undo("receipt-renewed", of: kase, at: after(1))
        let history = try await fixture.history(of: kase)
        #expect(history.steps.isEmpty && history.corrections.count == 1)
        #expect(history.answers["titleNumber"] == "AB123456")
        #expect(try await fixture.waiting().count == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a case whose journal was erased is no case: nothing is taken back, reopened or moved`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.step("receipt-renewed", of: kase, at: after(1))
        try await fixture.database.write { db in
            try db.erase(
                subject: Case.subject(kase.id), reason: "Pedido da pessoa.", by: carla,
                at: after(1))
        }
        let events = try await fixture.database.read { db in
            try CaseEvent.all(of: kase.id, in: db)
        }
        #expect(!events.isEmpty && Case.fold(events) == nil)
        await #expect(throws: Refused.notFound) {
            try await fixture.undo("receipt-renewed", of: kase, at: after(1))
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.reopen(kase, "x", at: after(1))
        }
    }
}

extension Fixture {
    fileprivate func undo(
        _ step: String, of kase: Case, for person: Int? = nil, at now: Moment
    ) async throws {
        let action = UndoStep(
            reference: kase.reference, step: step, person: person, reason: "Engano.")
        try await database.write { [house] db in
            try action.perform(by: bruno, at: now, in: db, house)
        }
    }

    /// The title of one of the family.
    fileprivate func order(_ kase: Case, for person: Int) async throws {
        let action = TakeStep(
            reference: kase.reference, step: "title-ordered", note: "1", person: person)
        try await database.write { [house] db in
            try action.perform(by: bruno, at: after(3), in: db, house)
        }
    }

    /// Bruno proposes it, Carla confirms it.
    fileprivate func byTwo(
        _ outcome: String, _ grounds: [String], of kase: Case, at now: Moment
    ) async throws {
        let action = Decide(
            reference: kase.reference, outcome: outcome, grounds: grounds, reasons: "Assim é.",
            despite: "does-not-apply")
        try await database.write { [house] db in
            try action.performOrPropose(by: bruno, at: now, in: db, house)
        }
        try await confirm(kase, now, at: now)
    }

    fileprivate func confirm(_ kase: Case, _ proposed: Moment, at now: Moment) async throws {
        let action = ConfirmDecision(reference: kase.reference, proposedAt: proposed)
        try await database.write { [house] db in
            try action.perform(by: carla, at: now, in: db, house)
        }
    }
}
