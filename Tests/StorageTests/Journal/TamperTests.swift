import Kernel
import TestSupport
import Testing

@testable import Storage

struct TamperTests {
    /// Three subjects of three lines, two checkpoints, and a fourth line each after them.
    private func database(_ engine: Engine) async throws -> Database {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            for seq in 1...4 {
                for subject in subjects {
                    try db.record(
                        JournalEvent("x", subject: subject, ["seq": "\(seq)"]), by: ana, at: noon)
                }
                if seq == 1 {
                    try db.run("CREATE TABLE kept (hash BYTEA, seal BYTEA)")
                    try db.run(
                        "INSERT INTO kept SELECT hash, seal FROM journal_head WHERE subject = 'case/1'"
                    )
                }
                if seq == 2 || seq == 3 { try db.makeCheckpoint(at: noon) }
            }
        }
        return database
    }

    private func attacked(_ engine: Engine, _ attack: Attack) async throws -> Database {
        let database = try await database(engine)
        try await database.write { db in try attack.commit(in: db) }
        return database
    }

    private func record(_ subject: String, in database: Database) async throws {
        try await database.write { db in
            try db.record(JournalEvent("x", subject: subject), by: ana, at: noon)
        }
    }

    @Test(arguments: Engine.underTest) func `an untouched journal is sound`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(found.problems == [])
        #expect([found.lines, found.subjects, found.checkpoints] == [12, 3, 2])
    }

    @Test(arguments: Engine.underTest) func `an untouched journal is built upon and stays sound`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        for subject in subjects { try await record(subject, in: database) }
        let signed = try await database.write { db in
            try db.erase(subject: "case/2", reason: "asked", by: luis, at: noon)
            return try db.makeCheckpoint(at: noon)
        }
        try await record("case/2", in: database)
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(signed?.lines == 16)
        #expect(found.problems == [])
        #expect([found.lines, found.checkpoints] == [17, 3])
    }

    @Test(arguments: Engine.underTest, Attack.allCases) func `is found`(
        engine: Engine, attack: Attack
    ) async throws {
        let database = try await attacked(engine, attack)
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(!found.isSound, "\(attack)")
    }

    @Test(arguments: Engine.underTest, Attack.allCases)
    func `is still found after the house has written on and signed`(
        engine: Engine, attack: Attack
    ) async throws {
        let database = try await attacked(engine, attack)
        // Taken or refused, each in a write of its own: neither may make the change good.
        for subject in subjects + ["case/9"] { try? await record(subject, in: database) }
        _ = try? await database.write { db in try db.makeCheckpoint(at: noon) }
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(!found.isSound, "\(attack)")
    }

    @Test(arguments: Engine.underTest, Attack.allCases.filter { $0.barred != nil })
    func `nothing is built upon what was changed`(engine: Engine, attack: Attack) async throws {
        let database = try await attacked(engine, attack)
        let subject = try #require(attack.barred)
        let before = try await lines(database)
        await expectSealed("record after \(attack)") { try await record(subject, in: database) }
        if !attack.isOfAKey {
            await expectSealed("erase after \(attack)") {
                try await database.write { db in
                    try db.erase(subject: subject, reason: "asked", by: luis, at: noon)
                }
            }
        }
        #expect(try await lines(database) == before)
        for other in subjects where other != subject { try await record(other, in: database) }
    }

    @Test(arguments: Engine.underTest, Attack.allCases.filter(\.endsSigning))
    func `no checkpoint is signed over it`(engine: Engine, attack: Attack) async throws {
        let database = try await attacked(engine, attack)
        await expectSealed("checkpoint after \(attack)") {
            try await database.write { db in _ = try db.makeCheckpoint(at: noon) }
        }
    }

    @Test(arguments: Engine.underTest) func `lines behind a forged head are not read`(
        engine: Engine
    ) async throws {
        let database = try await attacked(engine, .lineForgedWithHead)
        await expectSealed("read") {
            _ = try await database.read { db in try db.journal(of: "case/3") }
        }
        #expect(try await database.read { db in try db.journal(of: "case/1").count } == 4)
    }

    private func lines(_ database: Database) async throws -> Int {
        try await database.read { db in try db.count("SELECT COUNT(*) FROM journal") }
    }

    private func expectSealed(_ what: String, _ act: () async throws -> Void) async {
        do {
            try await act()
            Issue.record("\(what) was taken")
        } catch StorageError.sealed {
            // Refused, as it must be.
        } catch {
            Issue.record("\(what): \(error)")
        }
    }
}

private let subjects = ["case/1", "case/2", "case/3"]
