import Foundation
import Kernel
import People
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What was not given cannot be read: no key, no connection, no door.
struct CompartmentTests {
    @Test
    func `a house without the equality key has no connection to it and no door of complaints`()
        async throws
    {
        let installed = try await DemoStore.shared.copy(without: [.equality])
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        #expect(house.compartments[.equality] == nil)
        #expect(!house.routes.contains { $0.path.hasPrefix("/complaints") })
        let jurist = Browser(try await house.site())
        try await jurist.signIn("ines")
        for path in ["/complaints", "/complaints/new", "/complaints/status"] {
            #expect(try await jurist.get(path).status == 404)
        }
    }

    @Test
    func `the body's own host makes its accounts and gives its duties, without the general key`()
        async throws
    {
        let options = try testOptions(try TestFolder.make() + "/data")
        _ = try await setup(options, compartments: ["equality"])
        let password = "a long enough word"
        _ = try await addUser(
            options, compartment: "equality", login: "lia", name: "Lia", password: password)
        _ = try await addDuty(
            options, compartment: "equality", login: "lia", role: "jurist", purpose: "complaint",
            organisation: 2, place: nil)
        let users = try await listUsers(options, compartment: "equality")
        #expect(users.text.contains("lia\tLia\tjurist/complaint"))
        await #expect(throws: Trouble.self, "nobody has this address") {
            _ = try await noteBounce(
                options, compartment: "equality", address: "nobody@example.org", reason: "550")
        }
        await #expect(throws: Trouble.self) {
            _ = try await addUser(options, login: "lia", name: "Lia", password: password)
        }
        await #expect(throws: Trouble.self) {
            _ = try await addDuty(
                options, compartment: "equality", login: "lia", role: "jurist",
                purpose: "complaint", organisation: 2, place: "aima-lisboa-1")
        }
    }

    @Test func `a complaint leaves no word in any file of the installation`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let count = try await house.compartments[.equality]?.read { db in
            try db.count("SELECT COUNT(*) FROM sealed_case")
        }
        house.compartments.close()
        #expect(count == 1, "there is a complaint to look for")
        let words = ["sotaque", "Zambujal", "Recusaram"].map { Data($0.utf8) }
        var read = 0
        for path in try files(installed.options.data) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
            read += bytes.count
            for word in words { #expect(bytes.range(of: word) == nil, "in \(path)") }
        }
        #expect(read > 1_000_000)
        let general = try Data(
            contentsOf: URL(fileURLWithPath: installed.options.data + "/general.sqlite"))
        #expect(
            general.range(of: Data("Zibreira".utf8)) != nil,
            "this search finds what stands in the clear")
    }

    @Test func `the general database has not even a table for complaints`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        await #expect(throws: StorageError.self) {
            try await house.database.read { db in
                try db.count("SELECT COUNT(*) FROM sealed_case")
            }
        }
        let kinds = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM journal WHERE kind LIKE 'complaint%'")
        }
        #expect(kinds == 0)
    }

    @Test
    func `the equality body's own host serves complaints and cannot open the general compartment`()
        async throws
    {
        let others = Compartment.standard.filter { $0 != .equality }
        let installed = try await DemoStore.shared.copy(without: others)
        let options = installed.options
        let compartments = try await Compartments.open(
            options, only: [.equality], schema: SealedHouse.schema)
        defer { compartments.close() }
        let house = try SealedHouse(options, compartments, behindProxy: false)
        #expect(compartments.databases.keys.map(\.name) == ["equality"])
        await #expect(throws: Trouble.self) {
            try await Compartments.open(options, only: [.general], schema: House.schema)
        }
        await #expect(throws: Trouble.self) { try await House.open(options) }
        let duty = Duty(
            role: .jurist, organisation: OrganisationID(2), location: nil, purpose: .complaint)
        _ = try await house.people.addUser(
            login: "ines", name: "Inês", password: "longe-do-rio-2026", isPerson: false,
            duties: [duty])
        let jurist = Browser(try await house.site())
        try await jurist.signIn("ines", "longe-do-rio-2026")
        let id = try await house.database.read { db in
            try db.value("SELECT id FROM sealed_case", as: Int64.self)
        }
        let page = try await jurist.get("/complaints/\(try #require(id))")
        #expect(page.status == 200)
        #expect(page.text.contains("sotaque Zambujal"))
        for path in ["/cases", "/desk", "/plan", "/desk/cases/\(installed.story.reference)"] {
            #expect(try await jurist.get(path).status == 404)
        }
    }

    @Test func `accounts of the general house are strangers at the equality body's host`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let compartments = try await Compartments.open(
            installed.options, only: [.equality], schema: SealedHouse.schema)
        defer { compartments.close() }
        let house = try SealedHouse(installed.options, compartments, behindProxy: false)
        for login in ["admin", "ines"] {
            let browser = Browser(try await house.site())
            #expect(try await browser.signIn(login).status == 422)
            #expect(
                try await browser.get("/complaints").header("location")?.hasPrefix("/sign-in")
                    == true)
        }
    }

    @Test(arguments: ["admin", "bruno", "carla", "jorge"])
    func `who works in the general compartment is refused complaints`(login: String) async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let browser = Browser(try await house.site())
        try await browser.signIn(login)
        #expect(try await browser.get("/complaints").status == 403)
        #expect(try await browser.get("/complaints/1").status == 403)
    }

    @Test func `with another key the equality database does not open a complaint`() async throws {
        let installed = try await DemoStore.shared.copy()
        let key = installed.options.keyFiles.folder + "/equality.key"
        try Data(Data(Keys.random()).base64EncodedString().utf8).write(
            to: URL(fileURLWithPath: key))
        var read: Bool?
        do {
            let compartments = try await Compartments.open(
                installed.options, only: [.equality], schema: SealedHouse.schema)
            defer { compartments.close() }
            let database = try #require(compartments[.equality])
            read = try await database.read { db in
                guard let row = try db.first("SELECT id FROM sealed_case") else { return false }
                let id: Int64 = try row[0]
                return try db.journal(of: "sealed/\(id)").contains { $0.payload != nil }
            }
        } catch is StorageError {
            read = false
        }
        #expect(read == false)
    }

    private func files(_ folder: String) throws -> [String] {
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap {
            $0 as? String
        }
        return names.map { folder + "/" + $0 }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}
