import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// What is done in a case beside the acts that every procedure knows: by whom, when, and what follows.
@Suite struct StepTests {
    @Test(arguments: Engine.underTest)
    func `a step is done by who may, where it belongs, with its note, and once`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("address-checked", of: kase, at: after(1))
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let kinds = try await fixture.kinds(of: kase)
        await #expect(throws: CaseRefusal.stepNoteMissing) {
            try await fixture.step("fee-asked", of: kase, at: after(2))
        }
        for nobody in [ana, beatriz, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.step(
                    "fee-asked", of: kase, at: after(2), by: nobody, note: "DUC 1")
            }
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.step("no-such-step", of: kase, at: after(2), note: "1")
        }
        // What was refused left nothing behind.
        #expect(try await fixture.kinds(of: kase) == kinds)
        try await fixture.step("fee-asked", of: kase, at: after(2), note: "DUC 1")
        try await fixture.step("fee-asked", of: kase, at: after(3), note: "DUC 2")
        try await fixture.step("fee-paid", of: kase, at: after(4), note: "R 1")
        await #expect(throws: CaseRefusal.stepDone) {
            try await fixture.step("fee-paid", of: kase, at: after(5), note: "R 1")
        }
        let notes = try await fixture.database.read { db in
            try CaseEvent.all(of: kase.id, in: db).compactMap { event -> String? in
                if case .stepDone(let step) = event.what { step.note } else { nil }
            }
        }
        #expect(notes == ["DUC 1", "DUC 2", "R 1"])
    }

    @Test(arguments: Engine.underTest)
    func `what is left to the person is done by nobody of the office`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.sent()
        await #expect(throws: Refused.notFound) {
            try await fixture.step("title-received", of: kase, at: after(5))
        }
        try await fixture.step("title-received", of: kase, at: after(5), by: ana)
        let stored = try await fixture.stored(kase).projection
        #expect(stored.state == "in-hand" && stored.turn == .none && stored.nextDate == nil)
        #expect(stored.outcome == "granted")
    }

    /// Ten working days after Wednesday 25 November 2026, 1 and 8 December being holidays: 11 December.
    @Test(arguments: Engine.underTest)
    func `a step begins its clock and ends another, and the rows are those of the journal`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.cases.moveDates(to: testCalendar())
        let kase = try await fixture.fileAlone("residence-permit")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(try await fixture.names(of: kase) == ["fee-demand"])
        try await fixture.step("fee-asked", of: kase, at: after(2), note: "DUC 1")
        let asked = try await fixture.stored(kase).projection
        #expect(asked.turn == .person && asked.nextDate == day("2026-12-11"))
        #expect(try await fixture.names(of: kase) == ["payment"])
        // A second document gives the person their days anew.
        try await fixture.step("fee-asked", of: kase, at: after(3), note: "DUC 2")
        #expect(try await fixture.stored(kase).projection.nextDate == day("2026-12-14"))
        #expect(try await fixture.differences().isEmpty)
        try await fixture.step("fee-paid", of: kase, at: after(4), note: "R 1")
        #expect(try await fixture.names(of: kase) == ["biometrics"])
        #expect(try await fixture.differences().isEmpty)
        try await fixture.database.write { db in
            try db.run("UPDATE kase SET state = 'decided', turn = 'none' WHERE id = \(kase.id)")
        }
        let found = try await fixture.differences()
        #expect(found.map(\.reference) == [kase.reference])
        _ = try await fixture.database.write { [cases = fixture.cases] db in
            try cases.repair(found, in: db)
        }
        #expect(try await fixture.stored(kase).projection.state == "biometrics")
    }

    @Test(arguments: Engine.underTest)
    func `the person is told of what concerns them, and of nothing else`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.step("receipt-renewed", of: kase, at: after(1))
        #expect(fixture.told.notices.withLock { $0.last } == "Recibo renovado")
        let body = try #require(fixture.told.bodies.withLock { $0.last })
        #expect(body.contains("vale como título por mais 60 dias"))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        for (step, note) in [
            ("fee-waived", "Isento."), ("biometrics-held", nil), ("address-checked", nil),
        ] as [(String, String?)] {
            try await fixture.step(step, of: kase, at: after(3), note: note)
        }
        let notices = fixture.told.notices.withLock { $0 }
        #expect(notices.contains("Sem taxa a pagar") && !notices.contains("Morada confirmada"))
    }

    @Test(arguments: Engine.underTest)
    func `letters to somebody who asks alone name no family, and say what counts until when`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        let receipt = try await fixture.letter(.receipt, of: kase).html
        #expect(
            receipt.contains("O recibo do pedido vale como título até <b>22 de janeiro de 2027"))
        #expect(receipt.contains("(requerente)") && !receipt.contains("pessoas seguintes"))
        #expect(receipt.contains("<h2>O que é preciso</h2>"))
        _ = try await fixture.database.write { [house = fixture.house] db in
            try IssueCertificate(reference: kase.reference)
                .perform(by: ana, at: noon, in: db, house)
        }
        let certificate = try await fixture.letter(.certificate, of: kase).html
        #expect(certificate.contains("vale como título até 22 de janeiro de 2027"))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let grant = try await fixture.letter(.grant, of: kase).html
        #expect(grant.contains("foi <b>deferido</b> em") && !grant.contains("titular"))
        let family = try await fixture.file()
        let other = try await fixture.letter(.receipt, of: family).html
        #expect(other.contains("pessoas seguintes") && !other.contains("vale como título"))
    }

    @Test func `desk and person see what can be done, and do it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("renewal")
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Note the payment document"))
        #expect(!page.text.contains("Order the title"))
        #expect(try await !house.get(own, as: "ana").text.contains("Note the payment document"))
        let empty = try await house.post(
            desk + "/steps", as: "bruno", from: page, ["step": "fee-asked"])
        #expect(empty.status == 422)
        let done = try await house.post(
            desk + "/steps", as: "bruno", from: page,
            ["step": "fee-asked", "note-fee-asked": "DUC 7788"])
        #expect(done.header("location") == desk)
        let hers = try await house.get(own, as: "ana")
        #expect(hers.text.contains("DUC 7788") && hers.text.contains("It is your turn"))
        let foreign = try await house.post(
            own + "/steps", as: "ana", from: hers, ["step": "fee-paid", "note-fee-paid": "1"])
        #expect(foreign.status == 404)
    }

    @Test func `the person says on their page that the card has come`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.sent(by: -10)
        let own = "/cases/\(kase.reference)"
        let page = try await house.get(own, as: "ana")
        #expect(page.text.contains("I have received my title"))
        let done = try await house.post(
            own + "/steps", as: "ana", from: page, ["step": "title-received"])
        #expect(done.header("location") == own)
        let over = try await house.get(own, as: "ana")
        #expect(over.text.contains("Title in the hand"))
        #expect(!over.text.contains("I have received my title"))
        let twice = try await house.post(
            own + "/steps", as: "ana", from: over, ["step": "title-received"])
        #expect(twice.status == 409)
    }
}

extension Fixture {
    /// Ana files for herself.
    func fileAlone(_ procedure: String, at now: Moment = noon) async throws -> Case {
        let action = FileCase(
            procedure: procedure,
            household: Household(
                holder: anasHousehold.holder, holderIsRefugee: false, family: []),
            municipality: lisbon, applicant: ana.person ?? PersonID(1))
        return try await database.write { [house] db in
            try action.perform(by: ana, at: now, in: db, house)
        }
    }

    func step(
        _ step: String, of kase: Case, at now: Moment, by principal: Principal = bruno,
        note: String? = nil
    ) async throws {
        let action = TakeStep(reference: kase.reference, step: step, note: note)
        try await database.write { [house] db in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    /// A renewal whose card is on its way, some days from noon.
    func sent(by days: Int = 0) async throws -> Case {
        let kase = try await fileAlone("renewal", at: after(days))
        try await decide("granted", ["conditions-met"], of: kase, at: after(days + 1))
        for code in [
            "fee-waived", "biometrics-held", "address-checked", "title-ordered", "title-produced",
            "title-dispatched",
        ] {
            try await step(code, of: kase, at: after(days + 2), note: "1")
        }
        return kase
    }

    func names(of kase: Case) async throws -> [String] {
        try await database.read { db in try OpenClock.all(of: kase.id, in: db).map(\.clock) }
    }
}
