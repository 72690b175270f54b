import Kernel
import Storage
import Testing
import Web

@testable import App

/// A form that is sent twice is one request.
struct OnceTests {
    @Test func `the same form sent twice files one case and answers the same address`() async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let before = try await cases(house)
        let first = try await Story.file(ana, once: "the same form")
        let again = try await Story.file(ana, once: "the same form")
        #expect(first == again)
        #expect(try await cases(house) == before + 1)
        let other = try await Story.file(ana, once: "another form")
        #expect(other != first)
        #expect(try await cases(house) == before + 2)
    }

    @Test func `another person's key does not answer for mine`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let (ana, zita) = (Browser(try await house.site()), Browser(try await house.site()))
        try await ana.signIn("ana")
        try await zita.signIn("zita")
        let hers = try await Story.file(ana, once: "one key")
        let mine = try await Story.file(zita, once: "one key")
        #expect(hers != mine)
        #expect(try await zita.get("/cases/\(hers)").status == 404)
        #expect(try await zita.get("/cases/\(mine)").status == 200)
    }

    private func cases(_ house: House) async throws -> Int {
        try await house.database.read { db in try db.count("SELECT COUNT(*) FROM kase") }
    }
}
