import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Requests that are begun, kept, found again, given up and sent; by their person and under a mandate.
@Suite struct RequestTests {
    private let folder = withForm(sampleForm)

    @Test(arguments: Engine.underTest)
    func `what was typed is kept sealed, found again and saved anew`(engine: Engine) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        let id = try await fixture.begin(at: noon)
        let kept = try await fixture.opened(id, at: after(29))
        #expect(kept.request.contents.answers == fullAnswers && kept.mandate == nil)
        #expect(try await fixture.unfinished(of: ana) == [id])
        let sealed = try await fixture.database.read { db in
            try db.value("SELECT content FROM unfinished_request", as: [UInt8].self) ?? []
        }
        #expect(sealed.count > 100)
        #expect(Data(sealed).range(of: Data("Padaria".utf8)) == nil)
        #expect(Data(sealed).range(of: Data("Exemplo".utf8)) == nil)
        try await fixture.database.write { [house = fixture.house] db in
            try SaveRequest(request: id) { contents in
                var next = contents
                next.answers["firm"] = "Talho"
                return next
            }.perform(by: ana, at: after(29), in: db, house)
        }
        // Its time began anew.
        let saved = try await fixture.opened(id, at: after(58))
        #expect(saved.request.contents.answers["firm"] == "Talho")
        #expect(saved.request.contents.answers["nif"] == "500 000 000")
    }

    @Test(arguments: Engine.underTest)
    func `after its time it is there for nobody, and a night deletes it`(
        engine: Engine
    )
        async throws
    {
        let fixture = try await Fixture(engine, folder: folder)
        let (old, young) = (try await fixture.begin(), try await fixture.begin(at: after(10)))
        #expect(try await fixture.unfinished(of: ana, at: after(30)) == [young])
        await #expect(throws: Refused.notFound) { _ = try await fixture.opened(old, at: after(30)) }
        let cases = fixture.cases
        let gone = try await fixture.database.write { db in
            try cases.purgeUnfinishedRequests(before: after(30), limit: 10, in: db)
        }
        let left = try await fixture.database.read { db in
            try db.all("SELECT id FROM unfinished_request").map { try $0[0] as Int64 }
        }
        #expect(gone == 1 && left == [young.value])
    }

    @Test(arguments: Engine.underTest)
    func `to others it does not exist, not to open, to save, to send or to delete`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        fixture.giveDinis(mayAct: true, until: after(20))
        let id = try await fixture.begin()
        // Dinis may act for Ana, and did not begin this.
        for who in [yusuf, dinis, bruno, carla, luis, fatima] {
            #expect(try await fixture.unfinished(of: who) == [], "\(who.name)")
            await #expect(throws: Refused.notFound) { _ = try await fixture.opened(id, by: who) }
            await #expect(throws: Refused.notFound) { _ = try await fixture.send(id, by: who) }
            await #expect(throws: Refused.notFound) {
                try await fixture.database.write { [house = fixture.house] db in
                    try SaveRequest(request: id) { $0 }.perform(by: who, at: noon, in: db, house)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await fixture.database.write { [house = fixture.house] db in
                    try DropRequest(request: id).perform(by: who, at: noon, in: db, house)
                }
            }
        }
        #expect(try await fixture.opened(id).request.contents.answers == fullAnswers)
    }

    @Test(arguments: Engine.underTest)
    func `its person deletes it, and nothing of it stays`(engine: Engine) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        let id = try await fixture.begin()
        try await fixture.database.write { [house = fixture.house] db in
            try DropRequest(request: id).perform(by: ana, at: after(1), in: db, house)
        }
        await #expect(throws: Refused.notFound) { _ = try await fixture.opened(id) }
        let rows = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM unfinished_request")
        }
        #expect(rows == 0)
    }

    @Test(arguments: Engine.underTest)
    func `sent, it is a case with its answers, and no request any more`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine, folder: folder)
        let id = try await fixture.begin()
        let kase = try await fixture.send(id)
        let filed = try await fixture.history(of: kase).filed
        #expect(filed.answers?["wage"] == "920.50" && filed.answers?["land-2"] == "CV")
        #expect(filed.filer == nil && kase.applicant == ana.person)
        #expect(try await fixture.unfinished(of: ana) == [])
        await #expect(throws: Refused.notFound) { _ = try await fixture.send(id) }
    }

    @Test(arguments: Engine.underTest)
    func `nothing is sent without its people or with an answer missing, and all of it stays`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        let nobody = try await fixture.begin(contents: RequestContents(answers: fullAnswers))
        await #expect(throws: RequestRefusal.peopleMissing) { _ = try await fixture.send(nobody) }
        let half = fullAnswers.merging(["works": "", "land-2": "XX"]) { $1 }
        let id = try await fixture.begin(
            contents: RequestContents(people: anaAlone, answers: half))
        await #expect(throws: RequestRefusal.answersMissing(2)) { _ = try await fixture.send(id) }
        #expect(Set(try await fixture.unfinished(of: ana)) == [nobody, id])
        let count = try await fixture.database.read { try $0.count("SELECT COUNT(*) FROM kase") }
        #expect(count == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a person keeps twenty at most, and none of a procedure that takes nothing new`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        for _ in 1...requestsPerPersonMax { _ = try await fixture.begin() }
        await #expect(throws: RequestRefusal.tooMany) { _ = try await fixture.begin() }
        _ = try await fixture.begin(by: yusuf)
        await #expect(throws: CaseRefusal.closedToNew) {
            _ = try await fixture.begin("legacy-ei", by: yusuf)
        }
        let long = RequestContents(answers: ["firm": String(repeating: "x", count: 100_001)])
        await #expect(throws: RequestRefusal.tooLarge) {
            _ = try await fixture.begin(by: yusuf, contents: long)
        }
    }

    @Test(arguments: Engine.underTest)
    func `under a mandate to file somebody files for its person, who is told by whom`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: folder)
        fixture.giveDinis(mayAct: true, until: after(5))
        let id = try await fixture.begin(by: dinis, mandate: "7")
        let hers = try await fixture.opened(id)
        #expect(hers.request.contents.helper == "Dinis" && hers.mandate == nil)
        #expect(try await fixture.unfinished(of: ana) == [id])
        #expect(try await fixture.unfinished(of: dinis) == [id])
        let kase = try await fixture.send(id, by: dinis, at: after(1))
        #expect(kase.applicant == ana.person && kase.filedBy == dinis.account)
        let filer = try await fixture.history(of: kase).filed.filer
        #expect(filer == CaseEvent.Filer(name: "Dinis", mandate: "7"))
        let used = try await fixture.database.read { db in
            try db.journal(of: Case.subject(kase.id)).first { $0.kind == "mandate.used" }
        }
        #expect(used?.actor == dinis.account && used?.fields["what"] == "filing")
        let told = fixture.told.bodies.withLock { $0 }
        #expect(told.contains { $0.contains("Dinis") && $0.contains(kase.reference.text) })
        let looks = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.looks(at: try #require(ana.person), in: db)
        }
        #expect(looks.map(\.name) == ["Dinis"] && looks.allSatisfy(\.byMandate))
    }

    @Test(arguments: Engine.underTest)
    func `a mandate to look files nothing, nor one that ended or is another's`(
        engine: Engine
    )
        async throws
    {
        let fixture = try await Fixture(engine, folder: folder)
        fixture.giveDinis(mayAct: false, until: after(5))
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.begin(by: dinis, mandate: "7")
        }
        fixture.giveDinis(mayAct: true, until: after(5))
        for (who, number) in [(dinis, "8"), (joana, "7"), (dinis, nil)] as [(Principal, String?)] {
            await #expect(throws: Refused.notFound) {
                _ = try await fixture.begin(by: who, mandate: number)
            }
        }
        let id = try await fixture.begin(by: dinis, mandate: "7", at: after(4))
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.send(id, by: dinis, at: after(5))
        }
        #expect(try await fixture.unfinished(of: dinis, at: after(5)) == [])
        // A new mandate, to look alone, is none to send.
        fixture.giveDinis(mayAct: false, until: after(9))
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.send(id, by: dinis, at: after(6))
        }
        // Nor is one to act in the files that are there: it is not asked to carry more than she gave.
        fixture.giveDinis(mayAct: true, mayFile: false, until: after(9))
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.send(id, by: dinis, at: after(6))
        }
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.begin(by: dinis, mandate: "7", at: after(6))
        }
        #expect(try await fixture.unfinished(of: dinis, at: after(6)) == [])
        // It stays hers, and she sends it herself.
        #expect(try await fixture.send(id, at: after(6)).filedBy == ana.account)
    }
}
