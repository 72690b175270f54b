import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct ActionTests {
    @Test(arguments: Engine.underTest) func `a household is one file with one line and one letter`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        #expect(
            try await fixture.members(of: kase).map(\.person.name) == [
                "Ana Exemplo", "Ivo Exemplo", "Lia Exemplo",
            ])
        #expect(try await fixture.kinds(of: kase) == ["case.filed", "letter.made"])
        #expect(kase.office == lisbonCentre)
        #expect(kase.projection.state == "submitted")
        #expect(fixture.told.notices.withLock { $0.count } == 1)
    }

    @Test(arguments: Engine.underTest) func `nobody files in another's name`(
        engine: Engine
    ) async throws {
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

    @Test(arguments: Engine.underTest) func `one request sent twice is one file`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold, municipality: lisbon,
            applicant: ana.person ?? PersonID(1))
        var answers = Set<String>()
        for _ in 0..<2 {
            let answer = try await fixture.database.write { [house = fixture.house] db in
                try db.once(OnceKey("ana /cases/new one", contents: ""), at: noon) {
                    try action.perform(by: ana, at: noon, in: db, house).reference.text
                }
            }
            answers.insert(answer)
        }
        #expect(answers.count == 1)
        #expect(try await fixture.database.read { try $0.count("SELECT COUNT(*) FROM kase") } == 1)
    }

    @Test(arguments: Engine.underTest) func `a document joins the file of its person only`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(
            digest: "d", name: "p.pdf", kind: "application/pdf", bytes: 9)
        let member = try await fixture.members(of: kase)[1].id
        let action = AddDocument(
            reference: kase.reference, code: "passport", member: member, file: file)
        try await fixture.database.write { [house = fixture.house] db in
            _ = try action.perform(by: ana, at: after(1), in: db, house)
        }
        #expect(try await fixture.kinds(of: kase).last == "case.document-added")
        let needs = try await fixture.database.read { [house = fixture.house] db in
            try house.needs(of: kase, kase.history(in: db), at: after(1), in: db)
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

    @Test func `a file is judged by its bytes, not by its name`() throws {
        func judged(_ bytes: [UInt8]) throws -> CaseRefusal? {
            fileRefusal(try UploadedFile(name: "x.pdf", bytes: bytes))
        }
        let pdf = Array("%PDF-1.7".utf8)
        let program = Array("MZ, but named x.pdf".utf8)
        let large = Array("%PDF-".utf8) + [UInt8](repeating: 0, count: 10 * 1_048_576)
        #expect(try judged(pdf) == nil)
        #expect(try judged(program) == .fileKindUnknown)
        #expect(try judged(large) == .fileTooLarge(10 * 1_048_576))
        #expect(try judged([]) == .fileEmpty)
        #expect(fileRefusal(nil) == .fileEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `only the office asks for documents, and never twice for one`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: Refused.notFound) {
            try await fixture.ask("passport", of: kase, at: after(1), by: beatriz)
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.ask("passport", of: kase, at: after(1), by: ana)
        }
        await #expect(throws: CaseRefusal.unknownDocument("diploma")) {
            try await fixture.ask("diploma", of: kase, at: after(1))
        }
        try await fixture.ask("passport", of: kase, at: after(1))
        #expect(
            try await fixture.kinds(of: kase) == [
                "case.filed", "letter.made", "documents.requested", "letter.made",
            ])
        await #expect(throws: CaseRefusal.alreadyAsked("passport")) {
            try await fixture.ask("passport", of: kase, at: after(2))
        }
    }

    @Test(arguments: Engine.underTest)
    func `an officer works on the files of others, and in their own is its person alone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (own, other) = (try await fixture.file(), try await fixture.file(yusuf))
        let anaAtTheDesk = Principal(
            account: AccountID(77), person: ana.person, name: "Ana", duties: bruno.duties)
        #expect(own.access(of: anaAtTheDesk) == .applicant)
        #expect(other.access(of: anaAtTheDesk) == .staff)
        await #expect(throws: Refused.notFound) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: own, at: after(1), by: anaAtTheDesk)
        }
        try await fixture.decide(
            "granted", ["conditions-met"], of: other, at: after(1), by: anaAtTheDesk)
        #expect(try await !fixture.stored(own).isDecided)
    }

    @Test(arguments: Engine.underTest)
    func `an item is received once, and by the person only as a file`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: Refused.notFound) {
            try await fixture.receiveAll(of: kase, at: after(2), by: ana)
        }
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

    @Test(arguments: Engine.underTest) func `a visit is recorded once a day and told on`(
        engine: Engine
    ) async throws {
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

    @Test(arguments: Engine.underTest)
    func `a decision needs its grounds and reasons, and no open items`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.itemsOpen) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        }
        try await fixture.receiveAll(of: kase, at: after(3))
        await #expect(throws: CaseRefusal.groundMissing) {
            try await fixture.decide("refused", [], of: kase, at: after(4))
        }
        await #expect(throws: CaseRefusal.unknownGround("conditions-met")) {
            try await fixture.decide("refused", ["conditions-met"], of: kase, at: after(4))
        }
        await #expect(throws: CaseRefusal.unknownOutcome) {
            try await fixture.decide("maybe", ["conditions-met"], of: kase, at: after(4))
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: kase, at: after(4), by: beatriz)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(5))
        let stored = try await fixture.stored(kase)
        #expect(stored.projection.outcome == "granted")
        // Ten working days after Saturday 28 November to tell the consulate; 1 and 8 December are holidays.
        #expect(stored.projection.state == "visa-due" && stored.projection.turn == .state)
        #expect(stored.projection.nextDate == day("2026-12-15"))
        #expect(try await fixture.kinds(of: kase).suffix(2) == ["case.decided", "letter.made"])
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(6))
        }
    }
}
