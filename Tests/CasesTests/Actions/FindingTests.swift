import Foundation
import Kernel
import Languages
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A decision says of each ground what was found, what shows it and what would change it, and until when it can be
/// challenged.
@Suite struct FindingTests {
    @Test(arguments: Engine.underTest)
    func `a draft that states what it rests on states it of each ground, from this case`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let foreign = CaseDocumentID(77)
        for (finding, refusal) in [
            (Finding(ground: "entry-ban", fact: ""), .factMissing("entry-ban")),
            (Finding(ground: "public-order", fact: "Outra."), .factMissing("entry-ban")),
            (Finding(ground: "entry-ban", fact: "Há."), .changeMissing("entry-ban")),
            (
                Finding(ground: "entry-ban", fact: "Há.", evidence: [foreign], change: "Nada."),
                .unknownEvidence
            ),
        ] as [(Finding, CaseRefusal)] {
            await #expect(throws: refusal) {
                try await fixture.propose([finding], of: kase, at: after(1))
            }
        }
        #expect(try await fixture.history(of: kase).hearing == nil)
        try await fixture.propose([ban], of: kase, at: after(1))
        #expect(try await fixture.history(of: kase).hearing?.draft.findings == [ban])
    }

    @Test(arguments: Engine.underTest)
    func `a document of the case that shows it stands in the letter of the draft`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(
            digest: "d", name: "p.pdf", kind: "application/pdf", bytes: 9)
        try await fixture.add(file, "passport", to: kase, at: after(1))
        let history = try await fixture.history(of: kase)
        let document = try #require(history.documents.first?.id)
        let shown = Finding(
            ground: ban.ground, fact: ban.fact, evidence: [document], change: ban.change)
        try await fixture.propose([shown], of: kase, at: after(2))
        let letter = try await fixture.letter(.hearing, of: kase).html
        #expect(letter.contains("Mostra-o: Passaporte do familiar, no serviço desde"))
        #expect(letter.contains(ban.fact) && letter.contains(ban.change ?? "-"))
    }

    @Test(arguments: Engine.underTest)
    func `what the draft said stands in the decision, its letter and the page`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.refused()
        let decision = try #require(await fixture.history(of: kase).decision)
        #expect(decision.findings == [ban])
        let letter = try await fixture.letter(.refusal, of: kase).html
        let page = try await fixture.decisionPage(of: kase, fixture.cases)
        for words in [ban.fact, ban.change ?? "-"] {
            #expect(letter.contains(words) && page.contains(words), "\(words)")
        }
        #expect(try await fixture.differences().isEmpty)
    }

    /// Read on Monday, 15 March 2027; three months later is Tuesday, 15 June.
    @Test(arguments: Engine.underTest)
    func `the last day is one on the page, in the letter and from the command`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.refused()
        let letter = try await fixture.letter(.refusal, of: kase)
        let served = try await fixture.cases(
            read: letter.id, at: Moment(day("2027-03-15"), hour: 9))
        let t = fixture.house.neighbours.translator("pt")
        for (cases, isServed) in [(fixture.cases, false), (served, true)] {
            let asked = try await cases.remedies(of: kase.reference)
            #expect(asked.map(\.clock) == ["challenge", "court-challenge"])
            #expect(asked.allSatisfy { $0.isServed == isServed && !$0.isVerified })
            let page = try await fixture.decisionPage(of: kase, cases)
            let told = try await fixture.database.read { [house = cases.house] db in
                try house.remedies(toldBy: letter, of: Case.stored(kase.id, in: db), in: db)
            }
            let paper = LetterDocument(
                letter: letter, reference: kase.reference, verifyBase: "https://cais.test",
                remedies: told.filter(\.isServed)
            ).print(t, style: "")
            for remedy in asked {
                let last = try #require(remedy.last)
                #expect(page.contains(t.date(last)) && paper.contains(t.date(last)), "\(last)")
            }
            if isServed { #expect(asked.first?.last == day("2027-06-15")) }
        }
        let open = try await fixture.file(yusuf)
        #expect(try await fixture.cases.remedies(of: open.reference).isEmpty)
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.cases.remedies(of: Reference.new(Case.referenceKind))
        }
    }

    @Test func `a decision from before findings is read as it was`() throws {
        let old = Data(#"{"outcome":"refused","grounds":["entry-ban"],"reasons":"Porque."}"#.utf8)
        let decision = try JSONDecoder().decode(CaseEvent.Decision.self, from: old)
        #expect(decision.findings == nil && decision.grounds == ["entry-ban"])
        let draft = try JSONDecoder().decode(Verdict.self, from: old)
        #expect(draft.findings == nil)
    }
}

private let ban = Finding(
    ground: "entry-ban", fact: "Há uma indicação no sistema.", change: "Que a apaguem.")

extension Fixture {
    fileprivate func propose(_ findings: [Finding], of kase: Case, at now: Moment) async throws {
        let draft = Verdict(
            outcome: "refused", grounds: ["entry-ban"], reasons: "Porque sim.", findings: findings)
        try await database.write { [house] db in
            try ProposeRefusal(reference: kase.reference, draft: draft)
                .perform(by: bruno, at: now, in: db, house)
        }
    }

    /// Heard on the ban, and refused on Friday, 12 March 2027.
    fileprivate func refused() async throws -> Case {
        let kase = try await file()
        try await propose([ban], of: kase, at: after(1))
        try await bring(.handed, kase, at: after(2))
        try await decide(
            "refused", ["entry-ban"], of: kase, at: Moment(day("2027-03-12"), hour: 10),
            despite: nil)
        return kase
    }

    /// The same room, told that the person opened the message of a letter.
    fileprivate func cases(read letter: LetterID, at moment: Moment) async throws -> Cases {
        var neighbours = house.neighbours
        let fact = NoticeFact(
            key: letterNoticePrefix + letter.description, way: .account, what: .read, at: moment,
            detail: "")
        neighbours.notices = { _, _, _ in CaseNotices(facts: [fact], byPost: []) }
        return Cases(
            database: database, documents: cases.documents, policy: house.policy, zone: .utc,
            calendars: try testCalendar(), neighbours: neighbours, verifyBase: "")
    }

    fileprivate func decisionPage(of kase: Case, _ cases: Cases) async throws -> String {
        let house = cases.house
        let view = try await database.read { db in
            try CaseView(
                Case.stored(kase.id, in: db), for: ana, at: Moment(day("2027-03-16"), hour: 9),
                in: db, house)
        }
        return CaseParts(
            view: view, t: house.neighbours.translator("pt"), house: house, isOwn: true
        ).decision.text
    }
}
