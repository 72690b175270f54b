import Kernel
import LegalTime
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// The file on paper says what happened and which dates passed; what one can do next fits the case.
@Suite struct DossierTests {
    /// The decision of a file of 23 November 2026 is due on 23 August 2027.
    @Test(arguments: Engine.underTest)
    func `a date that passed stands in the dossier with how it was counted, and not before`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        try await fixture.receiveAll(of: kase, at: after(2))
        let early = try await fixture.dossier(of: kase, at: after(3), by: ana)
        #expect(early.html.contains("Não passou nenhum prazo"))
        for words in ["O serviço pediu documentos", "Ana Exemplo", kase.reference.text] {
            #expect(early.html.contains(words), "\(words)")
        }
        let late = try await fixture.dossier(
            of: kase, at: Moment(day("2028-01-10"), hour: 9), by: ana)
        #expect(!late.html.contains("Não passou nenhum prazo"))
        #expect(late.html.contains("O ato não veio até hoje."))
        #expect(late.html.contains("Como se contou:"))
        // The receipt stands in it with the code by which anybody can check it.
        let receipt = try await fixture.database.read { db -> String? in
            try db.value("SELECT code FROM letter WHERE kase = \(kase.id) AND kind = 'receipt'")
        }
        #expect(late.html.contains(try #require(receipt)))
    }

    @Test(arguments: Engine.underTest)
    func `what the page tells of an event stands in the dossier too`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let child = PersonOfFile(
            name: "Noa Exemplo", birth: day("2024-01-05"), relation: .child, isInPortugal: true)
        try await fixture.database.write { [house = fixture.house] db in
            try AddMember(reference: kase.reference, person: child)
                .perform(by: bruno, at: after(1), in: db, house)
            try Consult(reference: kase.reference, body: "ucfe")
                .perform(by: bruno, at: after(1), in: db, house)
            let asked = try #require(try kase.history(in: db).consultation)
            try AnswerConsultation(
                consultation: asked.id, answer: .objection, reason: "Processo 7."
            ).perform(by: jorge, at: after(2), in: db, house)
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(3))
        try await fixture.bring(.registered, kase, at: after(4))
        let html = try await fixture.dossier(of: kase, at: after(5), by: ana).html
        for words in ["Noa Exemplo", "Objeção “Processo 7.”", "RL 1 PT"] {
            #expect(html.contains(words), "\(words)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a dossier is checked by its code, tells nobody, and is made a few times a week`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let told = fixture.told.notices.withLock { $0.count }
        let one = try await fixture.dossier(of: kase, at: after(1), by: ana)
        let found = try await fixture.database.read { db in
            try CheckedCode.find(one.code, in: db)
        }
        #expect(found?.kind == .dossier && found?.isSuperseded == false)
        #expect(fixture.told.notices.withLock { $0.count } == told)
        for _ in 1..<dossiersPerSpanMax {
            _ = try await fixture.dossier(of: kase, at: after(1), by: ana)
        }
        await #expect(throws: DossierRefusal.tooMany) {
            _ = try await fixture.dossier(of: kase, at: after(1), by: ana)
        }
        // An officer has a share of their own, and a week later there is room again.
        _ = try await fixture.dossier(of: kase, at: after(1), by: bruno)
        _ = try await fixture.dossier(of: kase, at: after(1 + dossierSpanDays), by: ana)
    }

    @Test func `the page of what to do next offers what fits, and its way to the dossier`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        #expect(try await house.get(path, as: "ana").text.contains(path + "/escalate"))
        let page = try await house.get(path + "/escalate", as: "ana")
        #expect(page.status == 200 && page.text.contains("Complaint to the Ombudsman"))
        #expect(page.text.contains("Source not confirmed yet"))
        // Nothing is late and nothing was refused.
        for words in ["Court, where the office does not decide", "Appeal to the superior"] {
            #expect(!page.text.contains(words), "\(words)")
        }
        #expect(try await house.get(path + "/escalate", as: "yusuf").status == 404)
        #expect(try await house.get(path + "/escalate", as: "bruno").status == 403)
        let made = try await house.post(path + "/dossier", as: "ana", from: page, [:])
        let letter = try #require(made.header("location"))
        #expect(try await house.get(letter, as: "ana").text.contains("Dossi"))
        #expect(try await house.get(letter, as: "yusuf").status == 404)
        let pdf = try await house.get(letter + "/pdf", as: "ana")
        #expect(pdf.header("content-type") == "application/pdf")
        // The office can be asked from here too.
        #expect(page.text.contains("\(path)/questions"))
    }

    @Test func `a way elsewhere without a known word or source is refused with its line`() {
        for (old, new) in [("when: late", "when: soon"), ("[rtp-prov, memory]", "[nowhere]")] {
            let broken = policy(changing: [
                EscalationWay.path: { $0.replacing(old, with: new) }
            ])
            #expect(faults(in: broken).map(\.file) == [EscalationWay.path], "\(new)")
        }
    }
}

extension Fixture {
    /// Makes a dossier and reads it back, in Portuguese.
    fileprivate func dossier(
        of kase: Case, at now: Moment, by who: Principal
    ) async throws -> Letter {
        try await database.write { [house] db in
            let kase = try Case.find(kase.reference, for: who, in: db)
            let id = try MakeDossier(kase: kase).perform(by: who, at: now, in: db, house)
            guard let row = try db.first("SELECT * FROM letter WHERE id = \(id)") else {
                throw Refused.notFound
            }
            return try Letter(row: row, in: db)
        }
    }
}
