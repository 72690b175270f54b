import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cooperation

@Suite struct AgreementTests {
    @Test(arguments: Engine.underTest)
    func `the register loads once, each fact with its source`(engine: Engine) async throws {
        let (cooperation, database) = try await house(engine)
        #expect(try await cooperation.importAll(home: projectFolder, at: noon) == 3)
        #expect(try await cooperation.importAll(home: projectFolder, at: noon) == 0)
        let all = try await database.read { db in try Agreement.all(in: db) }
        #expect(all.map(\.slug) == ["cplp", "india", "morocco"])
        #expect(all.allSatisfy { !$0.facts.isEmpty && $0.facts.allSatisfy { !$0.source.isEmpty } })
        #expect(all[1].inForce == Day(year: 2022, month: 1, day: 27))
        #expect(all[2].inForce == nil)
        let lines = try await database.read { db in try db.journal(of: "agreements") }
        #expect(lines.count == 1)
    }

    @Test func `a fact without a source is refused and nothing is stored`() async throws {
        let (cooperation, database) = try await house(.sqlite)
        let yaml = """
            agreements:
              - slug: x
                kind: mobility
                title: {pt: X, en: X}
                parties: [PT]
                facts:
                  - name: {pt: N, en: N}
                    text: {pt: T, en: T}
            """
        await #expect(throws: FormatError.self) {
            _ = try await cooperation.importAgreements(Array(yaml.utf8), file: "x.yaml", at: noon)
        }
        #expect(try await database.read { db in try Agreement.all(in: db) }.isEmpty)
    }

    @Test func `the pages show what is known and say what is not`() async throws {
        let (cooperation, _) = try await house(.sqlite)
        try await cooperation.importAll(home: projectFolder, at: noon)
        let browser = try RoomBrowser(cooperation.routes)
        let list = try await browser.get("/agreements")
        #expect(list.text.contains("/agreements/india"))
        let page = try await browser.get("/agreements/morocco")
        #expect(page.text.contains("12 January 2022"))
        #expect(page.text.contains("not known"))
        #expect(page.text.contains("Source: http://www.aecops.pt/"))
        #expect(try await browser.get("/agreements/ghosts").status == 404)
    }

    private func house(_ engine: Engine) async throws -> (Cooperation, Database) {
        let database = try await TestDatabase.make(
            engine, migrations: storageSchema + Cooperation.schema)
        return (Cooperation(database: database), database)
    }
}
