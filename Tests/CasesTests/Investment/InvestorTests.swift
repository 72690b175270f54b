import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// The status of Diaspora Investor: the post attests, the table decides, and a paper proves it and no more.
@Suite struct InvestorTests {
    @Test(arguments: Engine.underTest)
    func `the post attests, the office grants, and the certificate tells neither project nor tie`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.recognise(investorCode, intends)
        await #expect(throws: InvestorRefusal.conditionsNotMet) {
            try await fixture.step("conditions-met", of: kase, at: after(1), note: "Visto.")
        }
        try await fixture.step("attestation-asked", of: kase, at: after(1), note: "Paris")
        let line = try #require(try await fixture.questions(for: celia).first)
        #expect(line.kase == kase.id)
        #expect(try await fixture.questions(for: unit).allSatisfy { $0.kase != kase.id })
        await #expect(throws: CaseRefusal.consultationReasonMissing) {
            try await fixture.attest(line, "attested", "", at: after(2))
        }
        try await fixture.attest(line, "attested", "Atestado 7", at: after(2))
        #expect(try await fixture.questions(for: celia).isEmpty)
        try await fixture.step("conditions-met", of: kase, at: after(3), note: "Visto.")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(4))
        #expect(try await fixture.stored(kase).projection.state == "certificate-due")
        try await fixture.step("certificate-issued", of: kase, at: after(5))
        let paper = try await fixture.letter(.status, of: kase)
        #expect(paper.html.contains("Ana Exemplo"))
        for hidden in ["padaria", "Bragança", "França", "descend", "capital"] {
            #expect(!paper.html.contains(hidden), "\(hidden)")
        }
        let checked = try #require(try await fixture.checked(paper.code))
        #expect(checked.kind == .status && checked.expires == nil && !checked.isSuperseded)
        // A second one takes its place; taken back, the first counts again.
        try await fixture.step("certificate-issued", of: kase, at: after(6))
        #expect(try await fixture.checked(paper.code)?.isSuperseded == true)
        try await fixture.takeBack(
            "certificate-issued", of: kase, at: after(6).adding(seconds: 60))
        #expect(try await fixture.checked(paper.code)?.isSuperseded == false)
        try await fixture.step("status-ended", of: kase, at: after(7), note: "Despacho 1")
        #expect(try await fixture.checked(paper.code)?.isSuperseded == true)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `where the post attests nothing other papers may show the life abroad`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.recognise(investorCode, intends)
        try await fixture.step("attestation-asked", of: kase, at: after(1), note: "Paris")
        let line = try #require(try await fixture.questions(for: celia).first)
        try await fixture.attest(line, "not-attested", "Não inscrita", at: after(2))
        await #expect(throws: InvestorRefusal.conditionsNotMet) {
            try await fixture.step("conditions-met", of: kase, at: after(3), note: "Visto.")
        }
        try await fixture.step("residence-shown", of: kase, at: after(3), note: "Contrato")
        try await fixture.step("conditions-met", of: kase, at: after(3), note: "Visto.")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(4))
    }

    /// Each by hand from measure D.5.1: tie, months abroad, project, vehicle, share; with the life abroad shown or not.
    @Test(arguments: [
        (["tie": "portugueseCitizen", "monthsAbroad": "13"], true, "may-ask"),
        (["tie": "portugueseCitizen", "monthsAbroad": "12"], true, "not-abroad-long-enough"),
        (["tie": "descendant", "monthsAbroad": "24"], false, "proof-first"),
        (["tie": "none", "monthsAbroad": "24"], true, "no-tie"),
        (
            ["tie": "bornAbroadEntitled", "monthsAbroad": "24", "hasProject": "no"], true,
            "project-first"
        ),
        (
            [
                "tie": "descendant", "monthsAbroad": "24", "vehicle": "company",
                "companyShare": "50",
            ], true, "share-too-small"
        ),
        (
            [
                "tie": "descendant", "monthsAbroad": "24", "vehicle": "company",
                "companyShare": "51",
            ], true, "may-ask"
        ),
        (["monthsAbroad": "24"], true, "unknown"),
    ])
    func `what the form says is asked of the table in its own words`(
        answers: [String: String], isShown: Bool, says: String
    ) throws {
        let all = ["hasProject": "yes", "vehicle": "inPerson"].merging(answers) { $1 }
        let course = try InvestorCourse(
            all, steps: isShown ? ["residence-shown"] : [], on: noon.utcDay, at: noon,
            sharedPolicy.get().decisions)
        #expect(course.mayAsk.code == says)
        #expect((course.refusal(of: "conditions-met") == nil) == (says == "may-ask"))
        #expect(course.refusal(of: "residence-shown") == nil)
        #expect(course.timeLimit.code == "unknown")
    }

    @Test func `nobody is refused unheard, and no end of the status is claimed`() throws {
        let procedure = try #require(sharedPolicy.get().procedure(investorCode))
        #expect(try PureCase(procedure).refusal(.decide("refused")) == .notHeard)
        #expect(procedure.letter(.status)?.end == .open)
        let decision = try #require(procedure.clocks.first { $0.name == "decision" })
        #expect(!decision.isVerified && decision.effect == .none)
    }
}

private let investorCode = "diaspora-investor"
private let intends = [
    "tie": "descendant", "livesIn": "FR", "monthsAbroad": "20", "otherProof": "no",
    "hasProject": "yes", "projectWords": "Uma padaria", "projectMunicipality": "Bragança",
    "isInland": "yes", "vehicle": "inPerson",
]
private let celia = asked("Célia", 77, OrganisationID(4))
private let unit = asked("Jorge", 78, OrganisationID(3))

private func asked(_ name: String, _ number: Int64, _ body: OrganisationID) -> Principal {
    let duty = Duty(role: .police, organisation: body, location: nil, purpose: .consultation)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

extension Fixture {
    fileprivate func questions(for who: Principal) async throws -> [ConsultationLine] {
        try await database.read { [house] db in
            try ConsultationLine.open(for: who, in: db, house)
        }
    }

    fileprivate func attest(
        _ line: ConsultationLine, _ answer: String, _ reason: String, at now: Moment
    ) async throws {
        let action = AnswerConsultation(
            consultation: line.id, answer: ConsultationAnswer(rawValue: answer), reason: reason)
        try await database.write { [house] db in
            try action.perform(by: celia, at: now, in: db, house)
        }
    }
}
