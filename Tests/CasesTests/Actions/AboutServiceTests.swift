import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// Complaints about the service and requests about one's data, as their files make them; every sequence of acts is tried in
/// `SequenceTests`.
@Suite struct AboutServiceTests {
    @Test(arguments: [
        ("data-request", "granted", "carrying-out", "done-as-decided", "carried-out"),
        ("service-complaint", "upheld", "putting-right", "measure-taken", "put-right"),
    ])
    func `what is decided about the service or one's data is not over before it is done`(
        code: String, outcome: String, due: String, step: String, done: String
    ) throws {
        var kase = try PureCase(code)
        #expect(try kase.refusal(.step(step)) == .stepNotNow)
        kase.perform(.decide(outcome))
        #expect(try kase.standing().stage.code == due && kase.standing().turn == .state)
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == [due])
        kase.perform(.step(step))
        #expect(try kase.standing().stage.code == done && kase.standing().turn == .none)
        #expect(try kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test(arguments: ["data-request", "service-complaint"])
    func `nobody is told no, or half of it, without having been heard`(code: String) throws {
        let kase = try PureCase(code)
        let outcomes = kase.procedure.outcomes
        #expect(outcomes.count == 3)
        for outcome in outcomes.dropFirst() {
            #expect(try kase.refusal(.decide(outcome.code)) == .notHeard, "\(outcome.code)")
            var heard = kase
            for act in [PureAct.propose(outcome.code), .reach, .answerHearing] {
                #expect(try heard.refusal(act) == nil)
                heard.perform(act)
            }
            #expect(try heard.refusal(.decide(outcome.code)) == nil, "\(outcome.code)")
        }
        #expect(try kase.refusal(.decide(outcomes[0].code)) == nil)
    }

    @Test func `the month of a data request is made longer once, with its reason`() throws {
        var kase = try PureCase("data-request")
        func end() throws -> Day? {
            try kase.clocks.clock("decision", of: kase.history)?.derivation.end
        }
        // A month after 23 November 2026 is 23 December.
        #expect(try end() == day("2026-12-23"))
        let rule = try #require(kase.procedure.step("period-extended"))
        #expect(
            try kase.procedure.refusal(of: rule, for: nil, kase.history, note: "")
                == .stepNoteMissing)
        kase.perform(.step("period-extended"))
        #expect(try end() == day("2027-02-23"))
        #expect(try kase.refusal(.step("period-extended")) == .stepDone)
    }

    @Test func `what is told of both is from memory or a choice, and marked`() throws {
        for code in ["data-request", "service-complaint"] {
            let procedure = try #require(sharedPolicy.get().procedure(code))
            #expect(procedure.concern == .service && procedure.official == procedure.title.pt)
            #expect(procedure.family.isNone && procedure.documentsDecision == nil)
            let told = procedure.whoMayApply + procedure.guide
            #expect(told.allSatisfy { !$0.verified } && !told.isEmpty)
            #expect(procedure.outcomes.flatMap(\.grounds).allSatisfy { !$0.verified })
            let decision = try #require(procedure.clocks.first { $0.name == "decision" })
            // No silence grants anything, and none refuses it.
            #expect(!decision.isVerified && decision.effect == .none)
        }
        let others = try sharedPolicy.get().procedures.filter { $0.concern == .status }
        #expect(others.count == 5 && others.allSatisfy { $0.recusal == nil && $0.quicker == nil })
    }

    @Test(arguments: [
        ("case: aboutCase", "case: whatHappened", "no text field 'whatHappened'"),
        ("officer: officerNamed", "officer: nobody", "no text field 'nobody'"),
        ("officer: officerNamed", "officer: officeNamed", "'officeNamed' stands here twice"),
        ("officer: officerNamed}", "clerk: officerNamed}", "clerk"),
        ("concern: service", "concern: weather", "'weather' is not known"),
    ])
    func `a slip in what keeps a complaint apart is named with file and line`(
        old: String, new: String, says: String
    ) throws {
        let file = "procedures/service-complaint.yaml"
        let broken = policy(changing: [file: { $0.replacing(old, with: new) }])
        let problem = try #require(procedureFault(broken, file))
        #expect(problem.description.contains(says) && problem.line ?? 0 > 1, "\(problem)")
    }

    @Test func `a quicker way is a page of this house`() throws {
        let file = "procedures/data-request.yaml"
        let broken = policy(changing: [
            file: { $0.replacing("path: /holdings", with: "path: //elsewhere.test") }
        ])
        let problem = try #require(procedureFault(broken, file))
        #expect(problem.description.contains("a path of this house"), "\(problem)")
    }

    @Test(arguments: Engine.underTest)
    func `what is granted in part says so, after the person was heard on it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileDataRequest(["dataWish": "erasure", "eraseWhat": "Tudo."])
        await #expect(throws: CaseRefusal.notHeard) {
            try await fixture.decide(
                "partly-granted", ["part-kept-by-law"], of: kase, at: after(1))
        }
        try await fixture.propose(
            ["part-kept-by-law"], of: kase, at: after(1), outcome: "partly-granted")
        let draft = try await fixture.letter(.hearing, of: kase).html
        #expect(draft.contains("Projeto de decisão") && draft.contains("Deferido em parte"))
        #expect(!draft.contains("indeferimento"))
        try await fixture.bring(.handed, kase, at: after(2))
        try await fixture.answer("O resto pode ficar.", to: kase, at: after(3))
        try await fixture.decide(
            "partly-granted", ["part-kept-by-law"], of: kase, at: after(4))
        let letter = try await fixture.letter(.grant, of: kase).html
        #expect(letter.contains("Decisão do pedido") && letter.contains("Deferido em parte"))
        #expect(letter.contains("autoridade de proteção de dados"))
        #expect(!letter.contains("<b>deferido</b>"))
        let standing = try await fixture.stored(kase).projection
        #expect(standing.state == "carrying-out" && standing.turn == .state)
    }

    @Test(arguments: Engine.underTest)
    func `no visit is booked for a complaint, which a day's list of visits would show`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let said = try await fixture.complain([:])
        let data = try await fixture.fileDataRequest([:])
        let complaint = try fixture.house.procedure(said.procedure)
        #expect(!said.awaitsVisit(complaint))
        #expect(try data.awaitsVisit(fixture.house.procedure(data.procedure)))
        let found = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.bookable(said.reference, ana, to: .view, at: after(2), in: db)
        }
        #expect(!found.awaitsVisit)
    }

    @Test(arguments: Engine.underTest)
    func `what is held of a person is not taken from their complaints`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let person = ana.person ?? PersonID(0)
        _ = try await fixture.complain([:], at: noon)
        let none = try await fixture.database.read { [house = fixture.house] db in
            try HeldAnswers.last(of: person, in: db, house)
        }
        #expect(none == nil)
        _ = try await fixture.file(at: after(-1))
        let held = try await fixture.database.read { [house = fixture.house] db in
            try HeldAnswers.last(of: person, in: db, house)
        }
        #expect(held?.holder.name == "Ana Exemplo")
    }

    @Test(arguments: Engine.underTest)
    func `the police is asked about no complaint and no request about data`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileDataRequest([:])
        await #expect(throws: CaseRefusal.notConsulted) {
            try await fixture.database.write { [house = fixture.house] db in
                try Consult(reference: kase.reference, body: "ucfe")
                    .perform(by: bruno, at: after(1), in: db, house)
            }
        }
        #expect(try await !fixture.kinds(of: kase).contains(CaseEvent.consultationAskedKind))
    }
}

extension Fixture {
    fileprivate func fileDataRequest(_ answers: [String: String]) async throws -> Case {
        let household = Household(
            holder: anasHousehold.holder, holderIsRefugee: false, family: [])
        let action = FileCase(
            procedure: "data-request", household: household, municipality: lisbon,
            applicant: ana.person ?? PersonID(1), answers: answers)
        return try await database.write { [house] db in
            try action.perform(by: ana, at: noon, in: db, house)
        }
    }
}
