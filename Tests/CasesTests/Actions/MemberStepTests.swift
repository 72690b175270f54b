import Kernel
import LegalTime
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// What is done for each of a family: each has a line, and the case stands where the last of them does.
@Suite struct MemberStepTests {
    private func withCards() throws -> PureCase {
        var kase = try PureCase("family-reunification")
        kase.perform(.decide("granted"))
        for step in ["family-here", "fee-waived", "biometrics-taken", "address-checked"] {
            kase.perform(.step(step))
        }
        return kase
    }

    @Test func `the case stands where the one is who is furthest behind`() throws {
        var kase = try withCards()
        func stages() throws -> [String] {
            try kase.history.persons.map { person in
                try kase.procedure.standing(ofLine: kase.history.line(of: person)).stage.code
            }
        }
        kase.perform(.stepOf("title-ordered", 1))
        #expect(try stages() == ["production", "title-due"])
        #expect(try kase.standing().stage.code == "title-due")
        #expect(try kase.refusal(.stepOf("title-ordered", 1)) == .stepDone)
        kase.perform(.stepOf("title-ordered", 2))
        for step in ["title-produced", "title-dispatched"] { kase.perform(.stepOf(step, 1)) }
        #expect(try stages() == ["on-its-way", "production"])
        #expect(try kase.standing().turn == .state)
        kase.perform(.stepOf("title-received", 1))
        #expect(try stages() == ["in-hand", "production"])
        // What is lost for one is lost for nobody else.
        kase.perform(.stepOf("title-lost", 2))
        #expect(try stages() == ["in-hand", "lost"])
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == ["title-again"])
        kase.perform(.step("address-given"))
        for step in ["title-ordered", "title-produced", "title-dispatched", "title-received"] {
            #expect(try kase.refusal(.stepOf(step, 2)) == nil, "\(step)")
            kase.perform(.stepOf(step, 2))
        }
        #expect(try kase.standing().stage.code == "in-hand")
        #expect(try kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test func `of several clocks of one name the first to end is that of the case`() throws {
        var kase = try withCards()
        kase.perform(.stepOf("title-ordered", 1))
        let first = kase.today
        kase.wait(days: 3)
        kase.perform(.stepOf("title-ordered", 2))
        let both = try kase.clocks.open(of: kase.history)
        #expect(both.map(\.clock) == ["title-production"] && both.first?.began == first)
        #expect(try kase.clocks.next(of: kase.history)?.derivation.start == first)
        kase.perform(.stepOf("title-produced", 1))
        let other = try kase.clocks.open(of: kase.history)
        #expect(other.map(\.clock) == ["title-dispatch", "title-production"])
        #expect(other.last?.began == kase.today)
        #expect(try kase.standing().clock == "title-production")
    }

    @Test func `a card that came back makes the address be confirmed for all`() throws {
        var kase = try withCards()
        for step in ["title-ordered", "title-produced"] { kase.perform(.step(step)) }
        for step in ["title-dispatched", "title-returned"] { kase.perform(.stepOf(step, 1)) }
        #expect(try kase.standing().stage.code == "dispatch")
        #expect(try kase.refusal(.stepOf("title-dispatched", 2)) == .stepNotNow)
        // The desk confirms it where one of them stands, wherever the others do.
        #expect(try kase.refusal(.step("address-checked")) == nil)
        kase.perform(.step("address-checked"))
        #expect(try kase.refusal(.stepOf("title-dispatched", 1)) == nil)
        #expect(try kase.refusal(.stepOf("title-dispatched", 2)) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a step of one is done for one of the family, told with the name, and taken back alone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.withCards()
        for stranger in [nil, 0, 3, -1] as [Int?] {
            await #expect(throws: Refused.notFound) {
                try await fixture.step("title-ordered", of: kase, for: stranger, at: after(2))
            }
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.step("address-checked", of: kase, for: 1, at: after(2))
        }
        try await fixture.step("title-ordered", of: kase, for: 1, at: after(2))
        #expect(fixture.told.notices.withLock { $0.last } == "Título pedido: Ivo Exemplo")
        #expect(try await fixture.stored(kase).projection.state == "title-due")
        try await fixture.step("title-ordered", of: kase, for: 2, at: after(2))
        #expect(try await fixture.stored(kase).projection.state == "production")
        #expect(try await fixture.differences().isEmpty)
        // A page from before the second one takes nothing of it back.
        await #expect(throws: CaseRefusal.stepStoodOn) {
            try await fixture.undo("title-ordered", of: kase, for: 1, at: after(2))
        }
        try await fixture.undo("title-ordered", of: kase, for: 2, at: after(2))
        #expect(try await fixture.stored(kase).projection.state == "title-due")
        #expect(try await fixture.names(of: kase) == ["title-order", "title-production"])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test func `both pages show where each stands, and each has a button of their own`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.withCards(by: -10)
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Order the title: Ivo Exemplo"))
        #expect(page.text.contains("Order the title: Lia Exemplo"))
        #expect(!page.text.contains("Where each person stands"))
        let done = try await house.post(
            desk + "/steps", as: "bruno", from: page, ["step": "title-ordered", "person": "2"])
        #expect(done.header("location") == desk)
        for (path, who) in [(desk, "bruno"), (own, "ana")] {
            let text = try await house.get(path, as: who).text
            #expect(text.contains("Where each person stands"), "\(path)")
            #expect(text.contains("<b>Lia Exemplo</b>: Title being produced"), "\(path)")
            #expect(text.contains("Title ordered: Lia Exemplo"), "\(path)")
        }
        let next = try await house.get(desk, as: "bruno")
        #expect(!next.text.contains("Order the title: Lia Exemplo"))
        let number = try await house.post(
            desk + "/steps", as: "bruno", from: next,
            ["step": "title-produced", "person": "2", "note-title-produced-2": "T-2"])
        #expect(number.header("location") == desk)
        #expect(try await house.get(own, as: "ana").text.contains("T-2"))
    }
}

extension Fixture {
    fileprivate func step(
        _ step: String, of kase: Case, for person: Int?, at now: Moment
    ) async throws {
        let action = TakeStep(reference: kase.reference, step: step, note: "1", person: person)
        try await database.write { [house] db in
            try action.perform(by: bruno, at: now, in: db, house)
        }
    }

    fileprivate func undo(
        _ step: String, of kase: Case, for person: Int, at now: Moment
    ) async throws {
        let action = UndoStep(
            reference: kase.reference, step: step, person: person, reason: "Engano.")
        try await database.write { [house] db in
            try action.perform(by: bruno, at: now, in: db, house)
        }
    }

    /// Ana's husband and child are here, and their titles can be ordered.
    fileprivate func withCards(by days: Int = 0) async throws -> Case {
        let kase = try await file(at: after(days))
        try await decide("granted", ["conditions-met"], of: kase, at: after(days + 1))
        for code in ["family-here", "fee-waived", "biometrics-taken", "address-checked"] {
            try await step(code, of: kase, at: after(days + 1), note: "1")
        }
        return kase
    }
}
