import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// The story of the main job through the whole house, on each engine.
struct StoryTests {
    private func installed(_ engine: Engine) async throws -> Installed {
        guard engine == .postgres else { return try await DemoStore.shared.copy() }
        let options = try testOptions(try TestFolder.make() + "/data", database: try await place())
        _ = try await demo(options, scale: .small)
        return Installed(options: options, story: try await Story.play(options))
    }

    private func place() async throws -> String {
        guard case .postgres(let url) = try await TestDatabase.emptyPlace() else {
            throw Trouble("no PostgreSQL")
        }
        return url
    }

    @Test(arguments: Engine.underTest)
    func `Ana's file is hers and her office's, kept and restored whole`(engine: Engine) async throws
    {
        let installed = try await installed(engine)
        let house = try await House.open(installed.options)
        let reference = installed.story.reference
        let (ana, bruno, berta) = (
            try await house.browser(), try await house.browser(), try await house.browser()
        )
        try await ana.signIn("ana")
        try await bruno.signIn("bruno")
        try await berta.signIn("berta")
        let own = try await ana.get("/cases/\(reference)")
        #expect(own.status == 200 && own.text.contains("Zibreira"))
        #expect(try await bruno.get("/desk/cases/\(reference)").text.contains("Zibreira"))
        #expect(try await berta.get("/desk/cases/\(reference)").status == 404)
        #expect(
            try await ana.get("/cases/\(reference)").text.contains("Bruno Matos"),
            "who looked is hers to read")
        try await compartmentsStandApart(house)
        house.compartments.close()

        #expect(try await verify(installed.options, against: nil, export: nil).isGood)
        let folder = try TestFolder.make() + "/backup"
        #expect(try await backup(installed.options, to: folder).isGood)
        var elsewhere = installed.options
        elsewhere.data = try TestFolder.make() + "/data"
        try FileManager.default.createDirectory(
            atPath: elsewhere.data, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: installed.options.keyFiles.folder, toPath: elsewhere.data + "/keys")
        if engine == .postgres { elsewhere.database = try await place() }
        #expect(try await restore(elsewhere, from: folder).isGood)
        let again = try await House.open(elsewhere)
        defer { again.compartments.close() }
        let browser = try await again.browser()
        try await browser.signIn("ana")
        #expect(try await browser.get("/cases/\(reference)").text.contains("Zibreira"))
    }

    /// Each compartment has its own tables, also on one server, and the jurist finds the complaint.
    private func compartmentsStandApart(_ house: House) async throws {
        await #expect(throws: StorageError.self) {
            try await house.database.read { db in
                try db.count("SELECT COUNT(*) FROM sealed_case")
            }
        }
        let equality = try #require(house.compartments[.equality])
        await #expect(throws: StorageError.self) {
            try await equality.read { db in try db.count("SELECT COUNT(*) FROM kase") }
        }
        let id = try await equality.read { db in
            try db.value("SELECT id FROM sealed_case", as: Int64.self)
        }
        let ines = try await house.browser()
        try await ines.signIn("ines")
        #expect(try await ines.get("/complaints/\(try #require(id))").text.contains("Zambujal"))
    }
}

extension House {
    fileprivate func browser() async throws -> Browser { Browser(try await site()) }
}
