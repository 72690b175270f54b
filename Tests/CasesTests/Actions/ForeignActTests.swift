import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Each act asks for itself whose case it is: no page in front of it has to.
@Suite struct ForeignActTests {
    private typealias Act = @Sendable (Principal, Moment, Writer, CaseHouse) throws -> Void
    private typealias NamedAct = (name: String, act: Act)

    /// Another person, another office, and those whose task is another one.
    private static let strangers = [yusuf, beatriz, dinis, eva, fatima, marta]

    private func expectNotFound(
        _ acts: [NamedAct], for people: [Principal], _ fixture: Fixture
    ) async throws {
        for (name, act) in acts {
            for who in people {
                await #expect(throws: Refused.notFound, "\(name) by \(who.name)") {
                    try await fixture.database.write { [house = fixture.house] db in
                        try act(who, noon, db, house)
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `what an office does is done by nobody else, and by nobody in a file of their own`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let members = try await fixture.members(of: kase).map(\.id)
        let people = Self.strangers + [ana, anaAtHerDesk]
        try await expectNotFound(decisions(kase.reference), for: people, fixture)
        try await expectNotFound(notes(kase.reference, members), for: people, fixture)
    }

    private func decisions(_ reference: Reference) -> [NamedAct] {
        let decide = Decide(reference: reference, outcome: "granted", grounds: [], reasons: "x")
        let draft = Verdict(outcome: "refused", grounds: [], reasons: "x")
        let look = LookAtCase(reference: reference)
        return [
            ("look", { who, now, db, _ in _ = try look.perform(by: who, at: now, in: db) }),
            ("take", TakeCase(reference: reference).perform),
            ("release", ReleaseCase(reference: reference).perform),
            ("give", GiveCase(reference: reference, to: bruno.account).perform),
            ("decide", decide.perform),
            ("propose", decide.performOrPropose),
            ("confirm", ConfirmDecision(reference: reference, proposedAt: noon).perform),
            ("send back", SendBackDecision(reference: reference, because: "x").perform),
            ("draft", ProposeRefusal(reference: reference, draft: draft).perform),
            ("withdraw", WithdrawDraft(reference: reference).perform),
            ("reached", NoteDraftReached(reference: reference, way: .handed).perform),
            ("reopen", ReopenCase(reference: reference, reason: "x").perform),
        ]
    }

    private func notes(_ reference: Reference, _ members: [CaseMemberID]) -> [NamedAct] {
        let request = RequestDocuments(reference: reference, items: [Wish("passport", members[1])])
        let key = NoteKey(
            reference: reference, member: members[0], kind: .nif, value: "123456789")
        let tie = StateTie(
            reference: reference, one: members[1], tie: .guardian, other: members[2], proof: "x")
        let validity = StateValidity(
            reference: reference, document: .new(at: noon), validUntil: nil)
        let returned = NoteLetterReturned(
            reference: reference, letter: .new(at: noon), day: noon.utcDay, reason: "x")
        return [
            ("visit", RecordVisit(reference: reference).perform),
            ("police", Consult(reference: reference, body: "ucfe").perform),
            ("answer", AnswerQuestion(reference: reference, question: nil, text: "x").perform),
            ("fee", DemandFee(reference: reference, cents: nil).perform),
            ("request", request.perform),
            ("key", key.perform),
            ("key ends", EndKey(reference: reference, key: .new(at: noon)).perform),
            ("tie", tie.perform),
            ("tie ends", EndTie(reference: reference, tie: .new(at: noon)).perform),
            ("validity", validity.perform),
            ("returned letter", returned.perform),
            (
                "noted answer",
                NoteHearingAnswer(reference: reference, text: "x", way: .desk).perform
            ),
        ]
    }

    @Test(arguments: Engine.underTest)
    func `what a person does in their file is done by nobody else`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let (reference, strangers) = (kase.reference, Self.strangers)
        let copy = try #require(
            CopyChoice("\(CaseDocumentID.new(at: noon)) \(CaseMemberID.new(at: noon))"))
        let own: [NamedAct] = [
            ("ask", AskQuestion(reference: reference, text: "x").perform),
            ("answer a draft", AnswerHearing(reference: reference, text: "x").perform),
            ("correct", CorrectAnswers(reference: reference, section: "x", typed: [:]).perform),
            ("reuse", ReuseDocument(reference: reference, choice: copy).perform),
        ]
        // Staff have doors of their own.
        try await expectNotFound(own, for: strangers + [bruno, carla], fixture)
        let procedure = try #require(fixture.house.policy.procedure(kase.procedure))
        let steps = procedure.steps.filter { !$0.isPerMember && $0.by.admits(.staff) }
        let step = try #require(steps.first?.code)
        try await expectNotFound(shared(reference, step: step), for: strangers, fixture)
    }

    /// What the person does, and the office too.
    private func shared(_ reference: Reference, step: String) -> [NamedAct] {
        let child = PersonOfFile(
            name: "Noa Exemplo", birth: noon.utcDay, relation: .child, isInPortugal: true)
        let file = AddDocument.StoredFile(
            digest: "00", name: "a.pdf", kind: "application/pdf", bytes: 3)
        let document = AddDocument(reference: reference, code: "passport", member: nil, file: file)
        let waited = AddDocument(
            reference: reference, code: "passport", member: nil, file: file,
            waited: AddDocument.Waited(id: .new(at: noon), since: noon))
        let received = ReceiveDocument(
            reference: reference, item: .new(at: noon), document: .new(at: noon))
        let certificate = IssueCertificate(reference: reference)
        return [
            ("member", AddMember(reference: reference, person: child).perform),
            ("document", { _ = try document.perform(by: $0, at: $1, in: $2, $3) }),
            ("document that waited", { _ = try waited.perform(by: $0, at: $1, in: $2, $3) }),
            ("receive", received.perform),
            ("certificate", { _ = try certificate.perform(by: $0, at: $1, in: $2, $3) }),
            ("close", CloseRequest(reference: reference, added: .new(at: noon)).perform),
            ("fee", RenewFee(reference: reference).perform),
            ("step", TakeStep(reference: reference, step: step).perform),
            ("undo", UndoStep(reference: reference, step: step, reason: nil).perform),
        ]
    }
}
