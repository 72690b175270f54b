import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Each act asks for itself whose case it is: no page in front of it has to.
@Suite struct ForeignActTests {
    private typealias Act = @Sendable (Principal, Writer, CaseHouse) throws -> Void

    /// Another person, another office, and those whose task is another one.
    private static let strangers = [yusuf, beatriz, dinis, eva, fatima, marta]

    private func expectNotFound(
        _ acts: [(name: String, act: Act)], for people: [Principal], _ fixture: Fixture
    ) async throws {
        for (name, act) in acts {
            for who in people {
                await #expect(throws: Refused.notFound, "\(name) by \(who.name)") {
                    try await fixture.database.write { [house = fixture.house] db in
                        try act(who, db, house)
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

    private func decisions(_ reference: Reference) -> [(name: String, act: Act)] {
        let decide = Decide(reference: reference, outcome: "granted", grounds: [], reasons: "x")
        let draft = Verdict(outcome: "refused", grounds: [], reasons: "x")
        return [
            (
                "look",
                { who, db, _ in
                    _ = try LookAtCase(reference: reference).perform(by: who, at: noon, in: db)
                }
            ),
            ("take", { try TakeCase(reference: reference).perform(by: $0, at: noon, in: $1, $2) }),
            (
                "release",
                { try ReleaseCase(reference: reference).perform(by: $0, at: noon, in: $1, $2) }
            ),
            (
                "give",
                {
                    try GiveCase(reference: reference, to: bruno.account)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("decide", { try decide.perform(by: $0, at: noon, in: $1, $2) }),
            ("propose", { try decide.performOrPropose(by: $0, at: noon, in: $1, $2) }),
            (
                "confirm",
                {
                    try ConfirmDecision(reference: reference, proposedAt: noon)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "send back",
                {
                    try SendBackDecision(reference: reference, because: "x")
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "draft",
                {
                    try ProposeRefusal(reference: reference, draft: draft)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "withdraw",
                { try WithdrawDraft(reference: reference).perform(by: $0, at: noon, in: $1, $2) }
            ),
            (
                "reached",
                {
                    try NoteDraftReached(reference: reference, way: .handed)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "reopen",
                {
                    try ReopenCase(reference: reference, reason: "x")
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
        ]
    }

    private func notes(
        _ reference: Reference, _ members: [CaseMemberID]
    ) -> [(name: String, act: Act)] {
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
            (
                "visit",
                { try RecordVisit(reference: reference).perform(by: $0, at: noon, in: $1, $2) }
            ),
            (
                "police",
                { try AskPolice(reference: reference).perform(by: $0, at: noon, in: $1, $2) }
            ),
            (
                "answer",
                {
                    try AnswerQuestion(reference: reference, question: nil, text: "x")
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "fee",
                {
                    try DemandFee(reference: reference, cents: nil)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("request", { try request.perform(by: $0, at: noon, in: $1, $2) }),
            ("key", { try key.perform(by: $0, at: noon, in: $1, $2) }),
            (
                "key ends",
                {
                    try EndKey(reference: reference, key: .new(at: noon))
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("tie", { try tie.perform(by: $0, at: noon, in: $1, $2) }),
            ("validity", { try validity.perform(by: $0, at: noon, in: $1, $2) }),
            ("returned letter", { try returned.perform(by: $0, at: noon, in: $1, $2) }),
        ]
    }

    @Test(arguments: Engine.underTest)
    func `what a person does in their file is done by nobody else`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let (reference, strangers) = (kase.reference, Self.strangers)
        let copy = try #require(
            CopyChoice("\(CaseDocumentID.new(at: noon)) \(CaseMemberID.new(at: noon))"))
        let correction = CorrectAnswers(reference: reference, section: "home", typed: [:])
        let own: [(name: String, act: Act)] = [
            (
                "ask",
                {
                    try AskQuestion(reference: reference, text: "x")
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "answer a draft",
                {
                    try AnswerHearing(reference: reference, text: "x")
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("correct", { try correction.perform(by: $0, at: noon, in: $1, $2) }),
            (
                "reuse",
                {
                    try ReuseDocument(reference: reference, choice: copy)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
        ]
        // Staff have doors of their own.
        try await expectNotFound(own, for: strangers + [bruno, carla], fixture)
        try await expectNotFound(shared(reference), for: strangers, fixture)
    }

    /// What the person does, and the office too.
    private func shared(_ reference: Reference) -> [(name: String, act: Act)] {
        let child = PersonOfFile(
            name: "Noa Exemplo", birth: noon.utcDay, relation: .child, isInPortugal: true)
        let file = AddDocument.StoredFile(
            digest: "00", name: "a.pdf", kind: "application/pdf", bytes: 3)
        let document = AddDocument(
            reference: reference, code: "passport", member: nil, file: file)
        var waited = document
        waited.waited = AddDocument.Waited(id: .new(at: noon), since: noon)
        let late = waited
        let received = ReceiveDocument(
            reference: reference, item: .new(at: noon), document: .new(at: noon))
        return [
            (
                "member",
                {
                    try AddMember(reference: reference, person: child)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("document", { _ = try document.perform(by: $0, at: noon, in: $1, $2) }),
            ("document that waited", { _ = try late.perform(by: $0, at: noon, in: $1, $2) }),
            ("receive", { try received.perform(by: $0, at: noon, in: $1, $2) }),
            (
                "certificate",
                {
                    _ = try IssueCertificate(reference: reference)
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            (
                "close a request",
                {
                    try CloseRequest(reference: reference, added: .new(at: noon))
                        .perform(by: $0, at: noon, in: $1, $2)
                }
            ),
            ("fee", { try RenewFee(reference: reference).perform(by: $0, at: noon, in: $1, $2) }),
        ]
    }
}
