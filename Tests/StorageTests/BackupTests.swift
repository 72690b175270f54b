import Foundation
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// A backup taken while people work is sound, and a changed one is not restored.
struct BackupTests {
    private func target(_ engine: Engine) async throws -> Database.Location {
        switch engine {
        case .sqlite: return .sqlite(path: try TestFolder.make() + "/restored/general.db")
        case .postgres: return try await TestDatabase.emptyPlace()
        }
    }

    private func restore(
        _ folder: String, _ engine: Engine, _ documents: Documents? = nil
    ) async throws -> (Restored, Database) {
        let place = try await target(engine)
        let restored = try await Database.restore(
            from: folder, to: place, documents: documents, compartment: .general, keys: .fixed())
        return (
            restored, try Database(place, compartment: .general, keys: .fixed(), connections: 2)
        )
    }

    @Test(arguments: Engine.underTest)
    func `a backup under load holds every write acknowledged before it`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 6)
        try await database.write { db in
            let text = String(repeating: "x", count: 500)
            for id in 1_000_000..<1_005_000 { try db.add(id, text) }
        }
        let load = Load(database)
        let folder = try TestFolder.make() + "/backup"
        async let writing: Void = load.write(tasks: 4)
        for _ in 0..<3_000 where load.acknowledged.count < 20 {
            try await Task.sleep(for: .milliseconds(10))
        }
        let before = load.acknowledged
        let manifest = try await database.backup(to: folder, at: noon)
        load.stop()
        try await writing

        let (restored, copy) = try await restore(folder, engine)
        let ids = Set(try await copy.samples())
        #expect(before.count >= 20)
        #expect(before.isSubset(of: ids))
        #expect(restored.verification.isSound)
        #expect(restored.verification.lines == manifest.lines)
        #expect(
            ids.count == manifest.lines.map { $0 + 5_000 },
            "a write is in the backup with its journal line or not at all")
        #expect(load.acknowledged.count > before.count, "writers went on")
        // Beside all other tests on two cores; alone it was 15 ms on SQLite and 130 ms on PostgreSQL.
        #expect(load.longest < .seconds(5))
        try await copy.write { db in try db.add(-1) }
    }

    @Test(arguments: Engine.underTest) func `documents come along, sealed`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let documents = Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
        let digests = try (0..<5).map { try documents.store(Array("document \($0)".utf8)) }
        let folder = try TestFolder.make()
        let manifest = try await database.backup(to: folder, documents: documents, at: noon)
        #expect(manifest.documents.count == 5)
        let elsewhere = Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
        _ = try await restore(folder, engine, elsewhere)
        #expect(try elsewhere.load(digests[3]) == Array("document 3".utf8))
        #expect(elsewhere.all() == documents.all())
    }

    @Test func `a stray that is taken away during a backup does not spoil it`() async throws {
        let database = try await sampleDatabase(.sqlite)
        let documents = Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
        let digest = try documents.store([1, 2, 3])
        // Listed where it does not lie, so that it is gone when it is to be copied.
        let gone = String(repeating: "a", count: 64)
        try Data().write(to: URL(fileURLWithPath: documents.folder + "/" + gone))
        #expect(documents.all().contains(gone))
        let folder = try TestFolder.make()
        let manifest = try await database.backup(to: folder, documents: documents, at: noon)
        #expect(manifest.documents.map(\.path) == ["documents/\(digest)"])
    }

    @Test(arguments: Engine.underTest, ["database", "document", "manifest.json", "manifest.sig"])
    func `a changed, torn or missing file is named and nothing is restored`(
        engine: Engine, which: String
    ) async throws {
        let database = try await sampleDatabase(engine)
        let documents = Documents(folder: try TestFolder.make() + "/documents", keys: try .fixed())
        let digest = try documents.store([1, 2, 3])
        let name =
            ["database": engine.backupFile, "document": "documents/\(digest)"][which] ?? which
        for how in ["changed", "torn", "missing"] {
            let folder = try TestFolder.make()
            try await database.backup(to: folder, documents: documents, at: noon)
            try spoil(folder + "/" + name, how)
            let place = try await target(engine)
            let error = await #expect(throws: BackupError.self) {
                try await Database.restore(
                    from: folder, to: place, compartment: .general, keys: .fixed())
            }
            let text = String(describing: error)
            #expect(text.contains(name) || text.contains("manifest.json"), "\(how): \(text)")
            if case .sqlite(let path) = place {
                #expect(!FileManager.default.fileExists(atPath: path))
            }
        }
    }

    private func spoil(_ path: String, _ how: String) throws {
        var bytes = try #require(FileManager.default.contents(atPath: path))
        try FileManager.default.removeItem(atPath: path)
        if how == "missing" { return }
        if how == "torn" {
            bytes.removeLast(bytes.count / 2 + 1)
        } else {
            bytes[bytes.count / 2] ^= 1
        }
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    @Test(arguments: Engine.underTest) func `what is there is never overwritten`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let folder = try TestFolder.make()
        try await database.backup(to: folder, at: noon)
        await #expect(throws: BackupError.occupied(folder)) {
            try await database.backup(to: folder, at: noon)
        }
        await #expect(throws: BackupError.self) {
            try await Database.restore(
                from: folder, to: database.location, compartment: .general, keys: .fixed())
        }
        #expect(try await database.samples().isEmpty)
    }

    @Test(arguments: Engine.underTest) func `a backup of another compartment or key is refused`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let folder = try TestFolder.make()
        try await database.backup(to: folder, at: noon)
        let place = try await target(engine)
        await #expect(throws: BackupError.self) {
            try await Database.restore(
                from: folder, to: place, compartment: .help, keys: .fixed(.help))
        }
        await #expect(throws: BackupError.self) {
            try await Database.restore(from: folder, to: place, compartment: .help, keys: .fixed())
        }
    }

    @Test(arguments: Engine.underTest) func `a spoilt journal is told by the backup`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
            try db.run("UPDATE journal SET kind = 'y'")
        }
        let folder = try TestFolder.make()
        let manifest = try await database.backup(to: folder, at: noon)
        #expect(manifest.problems.count == 1)
        #expect(try await restore(folder, engine).0.verification.isSound == false)
    }

    @Test func `a password is not among the arguments`() {
        let parts = PostgresBackup.withoutPassword("postgresql://cais:p%40ss@a:1,b:2/db?x=y")
        #expect(parts.url == "postgresql://cais@a:1,b:2/db?x=y")
        #expect(parts.password == "p@ss")
        #expect(PostgresBackup.withoutPassword("postgresql://cais@a/db").password == nil)
    }
}

/// Writers that go on until told to stop, and how long each write took.
final class Load: Sendable {
    private let database: Database
    private let state = Mutex(State())

    private struct State {
        var acknowledged: Set<Int> = []
        var longest = Duration.zero
        var stopped = false
    }

    init(_ database: Database) {
        self.database = database
    }

    var acknowledged: Set<Int> { state.withLock { $0.acknowledged } }
    var longest: Duration { state.withLock { $0.longest } }
    func stop() { state.withLock { $0.stopped = true } }

    func write(tasks: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks { group.addTask { try await self.write(from: task * 100_000) } }
            try await group.waitForAll()
        }
    }

    private func write(from start: Int) async throws {
        var id = start
        while !state.withLock({ $0.stopped }) {
            let begin = ContinuousClock.now
            let number = id
            try await database.write { db in
                try db.add(number)
                try db.record(JournalEvent("x", subject: "case/\(number)"), by: ana, at: noon)
            }
            let took = ContinuousClock.now - begin
            state.withLock { state in
                state.acknowledged.insert(number)
                state.longest = max(state.longest, took)
            }
            id += 1
        }
    }
}
