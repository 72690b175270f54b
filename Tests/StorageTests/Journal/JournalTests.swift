import Crypto
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// What was recorded is read again, erased where it must be, and signed.
struct JournalTests {
    @Test(arguments: Engine.underTest) func `lines are read in order with what they say`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            try db.record(
                JournalEvent("case.filed", subject: "case/1", ["by": "Ana"]), by: ana, at: noon)
            try db.record(
                JournalEvent("case.decided", subject: "case/1", ["as": "granted"]), by: bruno,
                at: noon)
        }
        let lines = try await database.read { db in try db.journal(of: "case/1") }
        #expect(lines.map(\.seq) == [1, 2])
        #expect(lines.map(\.fields) == [["by": "Ana"], ["as": "granted"]])
        #expect(lines.map(\.actor) == [ana.account, bruno.account])
    }

    @Test(arguments: Engine.underTest) func `what is stored does not show what a line says`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            try db.record(
                JournalEvent("x", subject: "case/1", ["name": "Ana Sofia"]), by: ana, at: noon)
        }
        let stored: [UInt8] = try #require(
            try await database.read { db in try db.value("SELECT payload FROM journal") })
        #expect(Data(stored).range(of: Data("Ana".utf8)) == nil)
    }

    @Test(arguments: Engine.underTest) func `many lines of one instant are stored`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            for number in 0..<6_000 {
                try db.record(JournalEvent("x", subject: "case/\(number % 50)"), by: ana, at: noon)
            }
        }
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(found.lines == 6_000)
        #expect(found.subjects == 50)
        #expect(found.problems.isEmpty)
    }

    @Test(arguments: Engine.underTest) func `writers of one subject take turns`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine, connections: 6)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    try await database.write { db in
                        try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
                    }
                }
            }
            try await group.waitForAll()
        }
        let lines = try await database.read { db in try db.journal(of: "case/1").map(\.seq) }
        #expect(lines == Array(1...60))
    }

    @Test(arguments: Engine.underTest)
    func `erasure takes what was said and leaves the chain sound`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1", ["name": "Ana"]), by: ana, at: noon)
            try db.record(
                JournalEvent("x", subject: "case/2", ["name": "Yusuf"]), by: ana, at: noon)
        }
        let wrapped: [UInt8] = try #require(
            try await database.read { db in
                try db.value("SELECT secret FROM journal_head WHERE subject = 'case/1'")
            })
        try await database.write { db in
            try db.makeCheckpoint(at: noon)
            try db.erase(subject: "case/1", reason: "asked for", by: luis, at: noon)
            try db.record(
                JournalEvent("x", subject: "case/1", ["word": "later"]), by: ana, at: noon)
        }
        let (erased, kept, found, heads) = try await database.read { db in
            (
                try db.journal(of: "case/1"), try db.journal(of: "case/2"), try db.verifyJournal(),
                try db.all("SELECT secret FROM journal_head").map(\.values)
            )
        }
        #expect(erased[0].payload == nil)
        #expect(erased[1].fields == ["reason": "asked for"])
        #expect(erased[2].fields == ["word": "later"])
        #expect(kept[0].fields == ["name": "Yusuf"])
        #expect(found.problems == [])
        #expect(!heads.contains([.bytes(wrapped)]))
    }

    @Test(arguments: Engine.underTest) func `a checkpoint is verified with the public key alone`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        let made = try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
            return [try db.makeCheckpoint(at: noon), try db.makeCheckpoint(at: noon)]
        }
        let checkpoint = try #require(made[0])
        #expect(made[1] == nil)
        #expect(checkpoint.lines == 1)
        let outside = try JSONDecoder().decode(
            Checkpoint.self, from: JSONEncoder().encode(checkpoint))
        #expect(outside.isSigned(by: try database.keys.checkpointPublicKey()))
        #expect(!outside.isSigned(by: try Keys.fixed(.help).checkpointPublicKey()))
        #expect(!outside.isSigned(by: []))
    }

    @Test(arguments: Engine.underTest)
    func `a checkpoint kept outside shows that the store was put back`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        let outside = try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1"), by: ana, at: noon)
            let checkpoint = try db.makeCheckpoint(at: noon)
            for table in ["checkpoint_head", "checkpoint", "journal", "journal_head"] {
                try db.run(SQL(stringLiteral: "DELETE FROM \(table)"))
            }
            return checkpoint.map { [$0] } ?? []
        }
        let found = try await database.read { db in
            [try db.verifyJournal().isSound, try db.verifyJournal(against: outside).isSound]
        }
        #expect(found == [true, false])
    }

    @Test func `another compartment's key opens nothing`() throws {
        let general = try Keys.fixed(.general)
        let sealed = try general.seal([1, 2, 3], use: "subject", context: "case/1")
        #expect(try general.open(sealed, use: "subject", context: "case/1") == [1, 2, 3])
        let sameMaster = try Keys([UInt8](repeating: 1, count: 32), compartment: .general)
        let otherRoom = try Keys([UInt8](repeating: 1, count: 32), compartment: .help)
        let twice = try sameMaster.seal([4], use: "subject", context: "")
        for (keys, box, context, use) in [
            (try Keys.fixed(.help), sealed, "case/1", "subject"),
            (general, sealed, "case/2", "subject"),
            (general, sealed, "case/1", "document"), (otherRoom, twice, "", "subject"),
        ] {
            #expect(throws: StorageError.self) { try keys.open(box, use: use, context: context) }
        }
        #expect(throws: StorageError.self) { try Keys([1, 2, 3], compartment: .general) }
    }

    @Test(arguments: Engine.underTest)
    func `a store opened with another key gives no payload and is not sound`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1", ["name": "Ana"]), by: ana, at: noon)
        }
        let stranger = try Database(
            database.location, compartment: .general,
            keys: try Keys(Keys.random(), compartment: .general),
            connections: 2)
        await #expect(throws: StorageError.self) {
            try await stranger.read { db in try db.journal(of: "case/1") }
        }
        #expect(try await stranger.read { db in try db.verifyJournal() }.isSound == false)
    }
}
