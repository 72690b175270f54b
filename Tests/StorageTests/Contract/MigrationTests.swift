import Kernel
import Storage
import TestSupport
import Testing

/// A schema goes forward, whole, and only as it was shipped.
struct MigrationTests {
    private let first = Migration(
        "Room", "2026-11-23-first", ["CREATE TABLE first (id BIGINT PRIMARY KEY)"])
    private let second = Migration(
        "Room", "2026-11-24-second", ["ALTER TABLE first ADD COLUMN n BIGINT"])

    @Test(arguments: Engine.underTest) func `steps are added and run once`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine, migrations: [first])
        try await database.migrate([first, second])
        try await database.migrate([first, second])
        try await database.write { db in try db.run("INSERT INTO first (id, n) VALUES (1, 2)") }
    }

    @Test(arguments: Engine.underTest) func `an edited step is refused`(engine: Engine) async throws
    {
        let database = try await TestDatabase.make(engine, migrations: [first])
        let edited = Migration(
            first.room, first.name, ["CREATE TABLE first (id BIGINT PRIMARY KEY, n BIGINT)"])
        await #expect(throws: StorageError.self) { try await database.migrate([edited]) }
    }

    @Test(arguments: Engine.underTest) func `a step of a newer program is refused`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine, migrations: [first, second])
        await #expect(throws: StorageError.self) { try await database.migrate([first]) }
    }

    @Test(arguments: Engine.underTest) func `all steps or none`(engine: Engine) async throws {
        let database = try await TestDatabase.make(engine, migrations: [])
        let wrong = Migration(
            "Room", "2026-11-25-wrong",
            ["CREATE TABLE other (id BIGINT PRIMARY KEY)", "CREATE TABL"])
        await #expect(throws: StorageError.self) { try await database.migrate([first, wrong]) }
        await #expect(throws: StorageError.self) {
            try await database.read { db in try db.all("SELECT * FROM first") }
        }
        try await database.migrate([first, second])
    }

    @Test(arguments: Engine.underTest) func `nodes that start together migrate once`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine, migrations: [])
        let steps = sampleSchema + [first, second]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let node = try TestDatabase.another(on: database, connections: 1)
                group.addTask { try await node.migrate(steps) }
            }
            try await group.waitForAll()
        }
        let done = try await database.read { db in try db.count("SELECT COUNT(*) FROM schema_step")
        }
        #expect(done == steps.count)
    }

    @Test(arguments: Engine.underTest)
    func `questions prepared before a step are answered after it`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine, migrations: [first])
        try await database.write { db in try db.run("INSERT INTO first (id) VALUES (1)") }
        let ask: @Sendable (Reader) throws -> Int = {
            try $0.all("SELECT * FROM first").first?.values.count ?? 0
        }
        for _ in 0..<4 { #expect(try await database.read(ask) == 1) }
        try await database.migrate([first, second])
        for _ in 0..<4 { #expect(try await database.read(ask) == 2) }
    }
}
