import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// The help room: told at the general door, read on a host of its own.
struct HelpHostTests {
    @Test
    func `a report of exploitation leaves no word in any file, and only its own host reads it`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        try await tell(installed)
        for path in try files(installed.options.data) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            for word in ["Alcatruz", "vindima", "zulmira"].map({ Data($0.utf8) }) {
                #expect(bytes.range(of: word) == nil, "in \(path)")
            }
        }
        let general = try await House.open(installed.options)
        for path in ["/talks", "/asks", "/clusters", "/refusal-counts", "/handed", "/help-room"] {
            #expect(!general.routes.contains { $0.path == path }, "\(path)")
        }
        general.compartments.close()
        let compartments = try await Compartments.open(
            installed.options, only: [.help], schema: SealedHouse.schema)
        defer { compartments.close() }
        let host = try SealedHouse(installed.options, compartments, behindProxy: false)
        let (dora, tania) = (
            Browser(try await host.site()), Browser(try await host.site())
        )
        try await dora.signIn("dora")
        let id = try await host.database.read { db in
            try db.value(
                "SELECT id FROM sealed_case ORDER BY id DESC LIMIT 1", as: Int64.self)
        }
        let page = try await dora.get("/talks/\(try #require(id))")
        #expect(page.status == 200)
        #expect(page.text.contains("Quinta Alcatruz"))
        try await tania.signIn("tania")
        #expect(try await tania.get("/handed").status == 200)
        #expect(try await tania.get("/talks/\(try #require(id))").status == 403)
        for path in ["/cases", "/desk", "/complaints"] {
            #expect(try await dora.get(path).status == 404)
        }
        #expect(try await dora.get("/support").text.contains("data-replace"))
    }

    @Test func `the staff of the help room are strangers at the general host`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let dora = Browser(try await house.site())
        #expect(try await dora.signIn("dora").status != 303)
    }

    @Test func `without the key of the room nothing is taken, and what anyone may read stays`()
        async throws
    {
        let installed = try await DemoStore.shared.copy(without: [.help])
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let visitor = Browser(try await house.site())
        #expect(try await visitor.get("/talks/new").status == 404)
        for path in ["/support", "/health", "/health/coverage"] {
            let page = try await visitor.get(path)
            #expect(page.status == 200)
            #expect(!page.text.contains("/talks/new"))
            #expect(!page.text.contains("/health-requests/new"))
        }
    }

    private func tell(_ installed: Installed) async throws {
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let before = try await house.compartments[.help]?.read { db in
            try db.count("SELECT COUNT(*) FROM sealed_case")
        }
        let visitor = Browser(try await house.site())
        let report = [
            "tellerKind": "self", "wages": "yes", "employer": "Quinta Alcatruz, Lda.",
            "reportWords": "Não me pagam desde a vindima.", "contact": "zulmira@example.org",
        ]
        let told = try await visitor.post("/talks/new", report, csrf: try await visitor.csrf())
        #expect(told.status == 200)
        let count = try await house.compartments[.help]?.read { db in
            try db.count("SELECT COUNT(*) FROM sealed_case")
        }
        #expect(count == before.map { $0 + 1 }, "there is a report to look for")
    }

    private func files(_ folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (names ?? []).map { folder + "/" + $0 }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}
