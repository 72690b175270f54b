import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import App

/// One key for each compartment, from the first command to the restored backup.
struct KeyTests {
    /// Options over an empty place: a folder, and on PostgreSQL a database of its own.
    private func place(
        _ engine: Engine, keys: String? = nil, environment: [String: String] = [:]
    ) async throws -> Options {
        var database: String?
        if engine == .postgres, case .postgres(let url) = try await TestDatabase.emptyPlace() {
            database = url
        }
        return try Options(
            data: try TestFolder.make() + "/data", database: database, home: projectFolder,
            keys: keys, environment: environment)
    }

    /// The same installation, asked by somebody who names no folder of keys.
    private func forgetful(_ options: Options) throws -> Options {
        try Options(
            data: options.data, database: options.database, home: projectFolder, environment: [:])
    }

    private func files(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    }

    private func trouble(_ act: () async throws -> Answer) async -> String? {
        do {
            _ = try await act()
            return nil
        } catch {
            return Trouble(explaining: error).description
        }
    }

    @Test func `CAIS_KEYS names the folder of keys where no flag does`() throws {
        func folder(_ flag: String?, _ environment: [String: String]) throws -> String {
            try Options(
                data: "x", database: nil, home: projectFolder, keys: flag,
                environment: environment
            ).keyFiles.folder
        }
        #expect(try folder(nil, ["CAIS_KEYS": "/etc/cais/keys"]) == "/etc/cais/keys")
        #expect(try folder("/run/keys", ["CAIS_KEYS": "/etc/cais/keys"]) == "/run/keys")
        #expect(try folder(nil, [:]) == "x/keys")
        #expect(try folder(nil, ["CAIS_KEYS": ""]) == "x/keys")
    }

    @Test(arguments: Engine.underTest)
    func `a store is given no second key by somebody who forgot where the first is`(
        engine: Engine
    ) async throws {
        let keys = try TestFolder.make() + "/keys"
        let options = try await place(engine, environment: ["CAIS_KEYS": keys])
        _ = try await setup(options, compartments: ["help"])
        #expect(files(keys) == ["help.key"])
        let forgetful = try forgetful(options)
        let words = try #require(
            await trouble { try await setup(forgetful, compartments: ["help"]) })
        #expect(words.contains("--keys") && words.contains("CAIS_KEYS"))
        #expect(files(options.data + "/keys").isEmpty, "no key was made")
        #expect(try await verify(options, against: nil, export: nil).isGood)
        let unsure = try #require(
            await trouble { try await verify(forgetful, against: nil, export: nil) })
        #expect(unsure.contains("CAIS_KEYS"))
    }

    @Test(arguments: Engine.underTest)
    func `a store that is opened with another key says which file and what to do`(
        engine: Engine
    ) async throws {
        let options = try await place(engine)
        _ = try await setup(options, compartments: ["help"])
        let key = options.keyFiles.folder + "/help.key"
        try Data(Data(Keys.random()).base64EncodedString().utf8).write(
            to: URL(fileURLWithPath: key))
        let words = try #require(
            await trouble { try await verify(options, against: nil, export: nil) })
        #expect(words.contains(key))
        #expect(words.contains("--keys") && words.contains("CAIS_KEYS"))
    }

    /// A backup of two compartments, and an empty place without keys.
    private func backedUp(_ engine: Engine) async throws -> (Options, String, Options) {
        let options = try await place(engine)
        _ = try await setup(options, compartments: ["help", "protection"])
        let folder = try TestFolder.make() + "/backup"
        #expect(try await backup(options, to: folder).isGood)
        return (options, folder, try await place(engine))
    }

    private func copyKey(_ name: String, _ origin: Options, _ target: Options) throws {
        try FileManager.default.createDirectory(
            atPath: target.keyFiles.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: origin.keyFiles.folder + "/\(name).key",
            toPath: target.keyFiles.folder + "/\(name).key")
    }

    @Test(arguments: Engine.underTest)
    func `a restore that would leave something out unsaid restores nothing and fails`(
        engine: Engine
    ) async throws {
        let (origin, folder, target) = try await backedUp(engine)
        let none = try #require(await trouble { try await restore(target, from: folder) })
        #expect(none.contains("help") && none.contains("protection"))
        try copyKey("help", origin, target)
        let half = try #require(await trouble { try await restore(target, from: folder) })
        #expect(half.contains("--without protection") && !half.contains("--without help"))
        let all = ["help", "protection"]
        #expect(await trouble { try await restore(target, from: folder, without: all) } != nil)
        #expect(await trouble { try await restore(target, from: folder, without: ["x"]) } != nil)
        // The empty place is as it was: with what was left out named, the rest goes into it.
        let answer = try await restore(target, from: folder, without: ["protection"])
        #expect(answer.isGood)
        #expect(answer.text.contains("help: ") && answer.text.contains("protection: left out"))
        #expect(try await verify(target, against: nil, export: nil).isGood)
    }

    @Test(arguments: Engine.underTest)
    func `with all its keys a backup is restored whole`(engine: Engine) async throws {
        let (origin, folder, target) = try await backedUp(engine)
        try copyKey("help", origin, target)
        try copyKey("protection", origin, target)
        let answer = try await restore(target, from: folder)
        #expect(answer.isGood)
        #expect(!answer.text.contains("left out"))
        #expect(try await verify(target, against: nil, export: nil).isGood)
    }

    @Test(arguments: Engine.underTest)
    func `nothing is exported of a journal that does not hold`(engine: Engine) async throws {
        let options = try await place(engine)
        _ = try await setup(options, compartments: ["help"])
        let folder = try TestFolder.make()
        let database = try Database(
            options.location(of: .help), compartment: .help,
            keys: try #require(try options.keyFiles.keys(of: .help)), connections: 2)
        defer { database.close() }
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
        }
        let good = folder + "/good.json"
        #expect(try await verify(options, against: nil, export: good).isGood)
        #expect(files(folder) == ["good.json"])
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
            try db.run("UPDATE journal SET kind = 'y' WHERE seq = 2")
        }
        let answer = try await verify(options, against: nil, export: folder + "/bad.json")
        #expect(!answer.isGood)
        #expect(answer.text.contains("nothing was written to"))
        #expect(files(folder) == ["good.json"])
        #expect(try await database.read { db in try db.checkpoints().count } == 1)
    }

    @Test func `the guide names the folder of keys before the first command that opens a store`()
        throws
    {
        let guide = try String(
            contentsOfFile: projectFolder + "/deploy/README.md", encoding: .utf8)
        let named = try #require(guide.firstRange(of: "CAIS_KEYS=/etc/cais/keys"))
        let read = try #require(guide.firstRange(of: "set -a; . /etc/cais/cais.env; set +a"))
        let first = try #require(guide.firstRange(of: "    cais setup"))
        #expect(named.lowerBound < read.lowerBound && read.lowerBound < first.lowerBound)
        let unit = try String(
            contentsOfFile: projectFolder + "/deploy/cais.service", encoding: .utf8)
        #expect(unit.contains("EnvironmentFile=-/etc/cais/cais.env"))
        #expect(
            unit.contains("--keys %d"),
            "the flag wins over the folder that the service may not read")
    }
}
