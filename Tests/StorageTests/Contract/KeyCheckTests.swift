import Kernel
import TestSupport
import Testing

@testable import Storage

/// A store opens with the key that made it and with no other.
struct KeyCheckTests {
    private func opened(_ database: Database, with keys: Keys) throws -> Database {
        try Database(database.location, compartment: .general, keys: keys, connections: 2)
    }

    /// What an opening with another key is told; nil where it was let in.
    private func refusal(
        _ database: Database, _ migrations: [Migration] = sampleSchema
    ) async throws -> String? {
        let keys = try Keys(
            Keys.random(), compartment: .general, origin: "/elsewhere/general.key")
        let stranger = try opened(database, with: keys)
        defer { stranger.close() }
        do {
            try await stranger.migrate(migrations)
            return nil
        } catch StorageError.key(let words) {
            return words
        }
    }

    /// As a store of a program that kept no check value.
    private func forgetKey(_ database: Database) async throws {
        try await database.write { db in try db.run("DELETE FROM key_check") }
    }

    private func values(_ database: Database) async throws -> Int {
        try await database.read { db in try db.count("SELECT COUNT(*) FROM key_check") }
    }

    private func record(_ subjects: [String], in database: Database) async throws {
        try await database.write { db in
            for subject in subjects {
                try db.record(JournalEvent("x", subject: subject), by: ana, at: noon)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `another key is refused with the name of its file, before anything is written`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let step = Migration("Room", "2026-11-26-new", ["CREATE TABLE fresh (id BIGINT)"])
        let words = try #require(try await refusal(database, sampleSchema + [step]))
        #expect(words.contains("/elsewhere/general.key"))
        #expect(words.contains("general"))
        let steps = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM schema_step WHERE room = 'Room'")
        }
        #expect(steps == 0)
        try await TestDatabase.another(on: database).migrate(sampleSchema)
        #expect(try await values(database) == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a store that kept no value takes it from the key that sealed its heads`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await record(["case/1", "case/2"], in: database)
        try await forgetKey(database)
        #expect(try await refusal(database) != nil)
        #expect(try await values(database) == 0)
        try await database.migrate(sampleSchema)
        #expect(try await values(database) == 1)
        #expect(try await refusal(database) != nil)
    }

    @Test(arguments: Engine.underTest)
    func `where only some heads hold the store opens and takes no value`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await record(["case/1", "case/2"], in: database)
        try await forgetKey(database)
        try await database.write { db in
            try db.run("UPDATE journal_head SET seq = 2 WHERE subject = 'case/2'")
        }
        try await database.migrate(sampleSchema)
        #expect(try await values(database) == 0)
        #expect(try await refusal(database) != nil)
        #expect(try await database.read { db in try db.verifyJournal().isSound } == false)
    }

    @Test(arguments: Engine.underTest)
    func `a value that was changed from outside closes the store`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        let value = Keys.random()
        try await database.write { db in try db.run("UPDATE key_check SET value = \(value)") }
        await #expect(throws: StorageError.self) { try await database.migrate(sampleSchema) }
    }
}
