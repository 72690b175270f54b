import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Bodies that are asked about a case: what they read, what they answer, who reads that they looked.
struct ConsultTests {
    private func ask(
        _ fixture: Fixture, _ kase: Case, _ body: String = "ucfe", at now: Moment = after(1)
    ) async throws {
        try await fixture.database.write { [house = fixture.house] db in
            try Consult(reference: kase.reference, body: body)
                .perform(by: bruno, at: now, in: db, house)
        }
    }

    private func answer(
        _ fixture: Fixture, _ line: ConsultationLine, _ answer: ConsultationAnswer,
        _ reason: String, at now: Moment = after(2)
    ) async throws {
        try await fixture.database.write { [house = fixture.house] db in
            try AnswerConsultation(consultation: line.id, answer: answer, reason: reason)
                .perform(by: jorge, at: now, in: db, house)
        }
    }

    private func open(_ fixture: Fixture, _ who: Principal) async throws -> [ConsultationLine] {
        try await fixture.database.read { [house = fixture.house] db in
            try ConsultationLine.open(for: who, in: db, house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an objection has a reason, which the office and the person read`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await ask(fixture, kase)
        let line = try #require(try await open(fixture, jorge).first)
        await #expect(throws: CaseRefusal.consultationReasonMissing) {
            try await answer(fixture, line, .objection, "")
        }
        await #expect(throws: CaseRefusal.answerMissing) {
            try await answer(fixture, line, ConsultationAnswer(rawValue: "perhaps"), "x")
        }
        try await answer(fixture, line, .objection, "Processo 7.")
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.consultation?.reason == "Processo 7.")
        #expect(history.consultation?.body == "ucfe")
        #expect(try await fixture.differences().isEmpty)
        // Its file lets it be asked once.
        await #expect(throws: CaseRefusal.alreadyConsulted) {
            try await ask(fixture, kase, at: after(3))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a body whose file says so is asked again, and two at once have a clock each`(
        engine: Engine
    ) async throws {
        let folder = policy(changing: [
            "consultations/labour.yaml": { _ in inspection },
            "procedures/family-reunification.yaml": {
                $0.replacing("  - name: certificate", with: inspectionClock, maxReplacements: 1)
            },
        ])
        let fixture = try await Fixture(engine, folder: folder)
        let kase = try await fixture.file()
        try await ask(fixture, kase)
        try await ask(fixture, kase, "labour", at: after(2))
        await #expect(throws: CaseRefusal.alreadyConsulted) {
            try await ask(fixture, kase, "labour", at: after(2))
        }
        let rows = try await fixture.database.read { db in
            try OpenClock.all(of: kase.id, in: db).map(\.clock)
        }
        #expect(rows.contains("labour") && rows.contains("consultation"))
        let inspector = Principal(
            account: AccountID(43), person: nil, name: "Inspetora",
            duties: [
                Duty(
                    role: .police, organisation: OrganisationID(9), location: nil,
                    purpose: .consultation)
            ])
        let line = try #require(try await open(fixture, inspector).first)
        #expect(try await open(fixture, jorge).count == 1, "each reads its own")
        try await fixture.database.write { [house = fixture.house] db in
            try AnswerConsultation(
                consultation: line.id, answer: ConsultationAnswer(rawValue: "known")
            ).perform(by: inspector, at: after(3), in: db, house)
        }
        let left = try await fixture.database.read { db in
            try OpenClock.all(of: kase.id, in: db).map(\.clock)
        }
        #expect(!left.contains("labour") && left.contains("consultation"))
        try await ask(fixture, kase, "labour", at: after(4))
        #expect(try await open(fixture, inspector).count == 1)
    }

    @Test func `what goes with the question is what its file says, and the look is the person's`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await ask(house.fixture, kase)
        let list = try await house.get("/consultations", as: "jorge").text
        #expect(list.contains(kase.reference.text) && !list.contains("Ana Exemplo"))
        let line = try #require(try await open(house.fixture, jorge).first)
        let path = "/consultations/\(line.id)"
        let page = try await house.get(path, as: "jorge").text
        #expect(page.contains("Ana Exemplo") && page.contains("not stated in the file"))
        // The clock of a family says nothing of silence, so nobody does.
        #expect(page.contains("What it means if no answer comes by then we do not know"))
        #expect(!page.contains("no objection."))
        #expect(try await house.get(path, as: "bruno").status == 403)
        let hers = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(hers.contains("the body that was asked about the case: the question"))
        // Staff for their own purpose, and what they opened.
        _ = try await house.get("/desk/cases/\(kase.reference)", as: "bruno")
        let read = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(read.contains("work on the case: the file"))
    }

    @Test func `a look of the time before says its purpose alone`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.database.write { db in
            try db.run(
                """
                INSERT INTO looked (id, kase, account, name, purpose, at)
                VALUES (7, \(kase.id), 7, 'Berta', 'status', \(noon))
                """)
        }
        let page = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(page.contains("Berta") && page.contains("work on the case"))
        #expect(!page.contains("work on the case:"))
    }
}

/// A second body that may be asked again, with a clock of its own.
private let inspection = """
    code: labour
    title: {pt: Inspeção, en: Inspection}
    organisation: 9
    lastVerified: 2026-11-26
    question: {pt: "Conhecem?", en: "Do you know them?"}
    procedures: [family-reunification]
    clock: labour
    again: true
    fields: [name]
    answers:
      - {code: known, title: {pt: Sim, en: "Yes"}, reason: optional}
      - {code: unknown, title: {pt: Não, en: "No"}, reason: optional}
    article: nenhum
    source: a test
    verified: false
    """

private let inspectionClock = """
      - name: labour
        title: {pt: Inspeção, en: Inspection}
        length: 5
        unit: working
        starts: consultation.asked.labour
        begins: last
        met_by: consultation.answered.labour
        whose: state
        article: nenhum
        source: a test
        verified: false
      - name: certificate
    """
