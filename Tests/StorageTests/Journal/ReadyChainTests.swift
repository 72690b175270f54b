import Kernel
import Storage
import TestSupport
import Testing

/// Chains that were sealed before their transaction are chains like any other.
@Suite struct ReadyChainTests {
    private func chain(_ number: Int, _ kinds: [String], _ keys: Keys) throws -> ReadyChain {
        let subject = "case/\(number)"
        let lines = kinds.enumerated().map { place, kind in
            ReadyChain.Line(
                JournalEvent(kind, subject: subject, ["place": String(place)]), by: bruno,
                at: noon.adding(seconds: Int64(place)))
        }
        return try ReadyChain(subject, lines, keys: keys)
    }

    @Test(arguments: Engine.underTest)
    func `they are sound, are read back, and grow`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        let keys = database.keys
        let chains = try (1...40).map { try chain($0, ["case.filed", "case.seen"], keys) }
        try await database.write { db in
            try db.begin(chains, at: noon)
            #expect(try db.makeCheckpoint(at: noon)?.lines == 80)
        }
        try await database.write { db in
            try db.record(JournalEvent("case.closed", subject: "case/7"), by: bruno, at: noon)
        }
        try await database.read { db in
            let lines = try db.journal(of: "case/7")
            #expect(lines.map(\.kind) == ["case.filed", "case.seen", "case.closed"])
            #expect(lines[1].fields == ["place": "1"] && lines[1].actor == bruno.account)
            #expect(lines[1].at == noon.adding(seconds: 1))
            let found = try db.verifyJournal()
            #expect(found.isSound && found.lines == 81 && found.subjects == 40)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a checkpoint that signs them at once leaves nothing for the next but what came after`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let keys = database.keys
        let chains = try (1...3).map { try chain($0, ["case.filed"], keys) }
        try await database.write { db in
            try db.begin(chains, signed: true, at: noon)
            #expect(try db.makeCheckpoint(at: noon) == nil)
        }
        try await database.write { db in
            try db.record(JournalEvent("case.seen", subject: "case/2"), by: bruno, at: noon)
            #expect(try db.makeCheckpoint(at: noon)?.lines == 4)
        }
        try await database.read { db in
            #expect(try db.checkpoints().map(\.lines) == [3, 4])
            let found = try db.verifyJournal()
            #expect(found.isSound && found.checkpoints == 2)
        }
        try await database.write { db in
            _ = try db.run("UPDATE journal SET kind = 'case.lost' WHERE subject = 'case/3'")
        }
        #expect(try await database.read { db in try db.verifyJournal().isSound } == false)
    }

    @Test(arguments: Engine.underTest)
    func `a subject that has lines begins no second time`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        let keys = database.keys
        let chains = try (1...3).map { try chain($0, ["case.filed"], keys) }
        try await database.write { db in try db.begin([chains[1]], at: noon) }
        await #expect(throws: StorageError.self) {
            try await database.write { db in try db.begin(chains, at: noon) }
        }
        let lines = try await database.read { db in try db.verifyJournal().lines }
        #expect(lines == 1)
        #expect(throws: StorageError.self) { try ReadyChain("case/9", [], keys: keys) }
    }
}
