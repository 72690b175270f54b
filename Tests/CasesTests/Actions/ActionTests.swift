import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct ActionTests {
    @Test(arguments: Engine.underTest) func `a household is one file with one line and one letter`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        #expect(try await fixture.members(of: kase).map(\.person.name) == ["Ana Exemplo", "Ivo Exemplo", "Lia Exemplo"])
        #expect(try await fixture.kinds(of: kase) == ["case.filed", "letter.made"])
        #expect(kase.office == lisbonCentre)
        #expect(kase.projection.state == "submitted")
        #expect(fixture.told.notices.withLock { $0.count } == 1)
    }

    @Test(arguments: Engine.underTest) func `nobody files in another's name`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold, municipality: lisbon,
            applicant: ana.person ?? PersonID(1))
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try action.perform(by: yusuf, at: noon, in: db, house)
            }
        }
        #expect(try await fixture.database.read { try $0.count("SELECT COUNT(*) FROM kase") } == 0)
    }

    @Test(arguments: Engine.underTest) func `one request sent twice is one file`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold, municipality: lisbon,
            applicant: ana.person ?? PersonID(1))
        var answers = Set<String>()
        for _ in 0..<2 {
            let answer = try await fixture.database.write { [house = fixture.house] db in
                try db.once("ana /cases/new one", at: noon) {
                    try action.perform(by: ana, at: noon, in: db, house).reference.text
                }
            }
            answers.insert(answer)
        }
        #expect(answers.count == 1)
        #expect(try await fixture.database.read { try $0.count("SELECT COUNT(*) FROM kase") } == 1)
    }

    @Test(arguments: Engine.underTest) func `a document joins the file of its person only`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(digest: "d", name: "p.pdf", kind: .pdf, bytes: 9)
        let member = try await fixture.members(of: kase)[1].id
        let action = AddDocument(reference: kase.reference, code: "passport", member: member, file: file)
        try await fixture.database.write { [house = fixture.house] db in
            _ = try action.perform(by: ana, at: after(1), in: db, house)
        }
        #expect(try await fixture.kinds(of: kase).last == "case.document-added")
        let needs = try await fixture.database.read { [house = fixture.house] db in
            try house.needs(of: kase, kase.history(in: db), in: db)
        }
        #expect(needs.filter(\.isIn).map(\.document.code) == ["passport"])
        #expect(needs.filter(\.isIn).map(\.member.id) == [member])
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try action.perform(by: yusuf, at: after(1), in: db, house)
            }
        }
        let wrong = AddDocument(reference: kase.reference, code: "diploma", member: nil, file: file)
        await #expect(throws: CaseRefusal.unknownDocument("diploma")) {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try wrong.perform(by: ana, at: after(1), in: db, house)
            }
        }
    }

    @Test func `a file is judged by its bytes, not by its name`() {
        let pdf = UploadedFile(name: "x.exe", bytes: Array("%PDF-1.7".utf8))
        let program = UploadedFile(name: "x.pdf", bytes: Array("MZ".utf8))
        let large = UploadedFile(name: "x.pdf", bytes: Array("%PDF-".utf8) + [UInt8](repeating: 0, count: 10 * 1_048_576))
        #expect(AddDocument.StoredFile.refusal(pdf) == nil)
        #expect(AddDocument.StoredFile.refusal(program) == .fileKindUnknown)
        #expect(AddDocument.StoredFile.refusal(large) == .fileTooLarge)
        #expect(AddDocument.StoredFile.refusal(nil) == .fileEmpty)
    }

    @Test(arguments: Engine.underTest) func `only the office asks for documents, and never twice for one`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: Refused.notFound) { try await fixture.ask("passport", of: kase, at: after(1), by: beatriz) }
        await #expect(throws: Refused.notFound) { try await fixture.ask("passport", of: kase, at: after(1), by: ana) }
        await #expect(throws: CaseRefusal.unknownDocument("diploma")) {
            try await fixture.ask("diploma", of: kase, at: after(1))
        }
        try await fixture.ask("passport", of: kase, at: after(1))
        #expect(try await fixture.kinds(of: kase) == ["case.filed", "letter.made", "documents.requested", "letter.made"])
        await #expect(throws: CaseRefusal.alreadyAsked("passport")) {
            try await fixture.ask("passport", of: kase, at: after(2))
        }
    }

    @Test(arguments: Engine.underTest) func `an item is received once, and by the person only as a file`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: Refused.notFound) { try await fixture.receiveAll(of: kase, at: after(2), by: ana) }
        let item = try await fixture.database.read { try kase.history(in: $0).openItems[0].item.id }
        try await fixture.receiveAll(of: kase, at: after(2))
        #expect(try await fixture.kinds(of: kase).last == "documents.received")
        let again = ReceiveDocument(reference: kase.reference, item: item)
        await #expect(throws: CaseRefusal.notAsked) {
            try await fixture.database.write { [house = fixture.house] db in
                try again.perform(by: bruno, at: after(3), in: db, house)
            }
        }
    }

    @Test(arguments: Engine.underTest) func `a visit is recorded once a day and told on`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let action = RecordVisit(reference: kase.reference)
        try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: bruno, at: after(1), in: db, house)
        }
        #expect(fixture.told.visits.withLock { $0 } == [kase.id])
        #expect(try await fixture.stored(kase).projection.state == "in-analysis")
        await #expect(throws: CaseRefusal.visitAlreadyRecorded) {
            try await fixture.database.write { [house = fixture.house] db in
                try action.perform(by: bruno, at: after(1), in: db, house)
            }
        }
    }

    @Test(arguments: Engine.underTest) func `a decision needs its grounds and reasons, and no open items`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.itemsOpen) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        }
        try await fixture.receiveAll(of: kase, at: after(3))
        await #expect(throws: CaseRefusal.groundMissing) { try await fixture.decide("refused", [], of: kase, at: after(4)) }
        await #expect(throws: CaseRefusal.unknownGround("conditions-met")) {
            try await fixture.decide("refused", ["conditions-met"], of: kase, at: after(4))
        }
        await #expect(throws: CaseRefusal.unknownOutcome) {
            try await fixture.decide("maybe", ["conditions-met"], of: kase, at: after(4))
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(4), by: beatriz)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(5))
        let stored = try await fixture.stored(kase)
        #expect(stored.projection.outcome == "granted")
        #expect(stored.projection.turn == .none)
        #expect(stored.projection.nextDate == nil)
        #expect(try await fixture.kinds(of: kase).suffix(2) == ["case.decided", "letter.made"])
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(6))
        }
    }

    @Test func `after the person's window the office may decide with what it has`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.itemsOpen) {
            try await fixture.decide("refused", ["conditions-not-met"], of: kase, at: Moment(day("2026-12-10"), hour: 10))
        }
        try await fixture.decide("refused", ["conditions-not-met"], of: kase, at: Moment(day("2026-12-11"), hour: 10))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
    }

    @Test(arguments: Engine.underTest) func `the police answers what was put to it, and sees nothing else`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        _ = try await fixture.file(yusuf)
        let ask = AskPolice(reference: kase.reference)
        try await fixture.database.write { [house = fixture.house] db in
            try ask.perform(by: bruno, at: after(1), in: db, house)
        }
        let open = try await fixture.database.read { try ConsultationLine.open(for: jorge, in: $0) }
        #expect(open.map(\.reference) == [kase.reference])
        // Fifteen working days after 24 November 2026, without 1 and 8 December.
        #expect(open.map(\.due) == [day("2026-12-17")])
        #expect(try await fixture.database.read { try ConsultationLine.open(for: bruno, in: $0) }.isEmpty)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in _ = try Case.find(kase.reference, for: jorge, in: db) }
        }
        await #expect(throws: CaseRefusal.consultationOpen) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        }
        let answer = AnswerPolice(consultation: open[0].id, answer: .noObjection)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                try answer.perform(by: marta, at: after(2), in: db, house)
            }
        }
        try await fixture.database.write { [house = fixture.house] db in
            try answer.perform(by: jorge, at: after(2), in: db, house)
        }
        await #expect(throws: CaseRefusal.notAsked) {
            try await fixture.database.write { [house = fixture.house] db in
                try answer.perform(by: jorge, at: after(3), in: db, house)
            }
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
    }

    @Test func `silence of the police does not hold a case for ever`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let ask = AskPolice(reference: kase.reference)
        try await fixture.database.write { [house = fixture.house] db in
            try ask.perform(by: bruno, at: after(1), in: db, house)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: Moment(day("2026-12-18"), hour: 9))
    }

    @Test(arguments: Engine.underTest) func `a certificate proves the state and no name`(engine: Engine) async throws {
        let fixture = try await Fixture(engine, language: "en")
        let kase = try await fixture.file()
        let action = IssueCertificate(reference: kase.reference)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try action.perform(by: yusuf, at: after(1), in: db, house)
            }
        }
        let id = try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: ana, at: after(1), in: db, house)
        }
        let letter = try await fixture.database.write { try Letter.open(id, for: ana, at: after(1), in: $0).letter }
        #expect(letter.language == "en")
        #expect(letter.html.contains("Ana Exemplo"))
        #expect(letter.html.contains("23 August 2027"))
        let checked = try await fixture.database.read { try CheckedCode.find(letter.code, in: $0) }
        #expect(checked?.isDecided == false)
        #expect(checked?.expires == day("2027-02-22"))
        #expect(try await fixture.database.read { try CheckedCode.find(VerifyCode.new(), in: $0) } == nil)
        #expect(try await fixture.kinds(of: kase).contains("certificate.issued"))
    }

    @Test(arguments: Engine.underTest) func `every look of staff is kept, and no look of the person`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let look = LookAtCase(reference: kase.reference)
        _ = try await fixture.database.write { try look.perform(by: bruno, at: after(1), in: $0) }
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { db in _ = try look.perform(by: ana, at: after(1), in: db) }
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { db in _ = try look.perform(by: beatriz, at: after(1), in: db) }
        }
        #expect(try await fixture.database.read { try LookLine.all(of: kase.id, in: $0).map(\.name) } == ["Bruno"])
    }
}
