import Kernel
import Storage
import TestSupport
import Testing

/// What leaves the house leaves at least once, and one node at a time carries it.
struct OutboxTests {
    private let later = noon.adding(seconds: 60)

    @Test(arguments: Engine.underTest) func `a message is due, claimed, settled`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.post("mail", key: "a", body: Array("hello".utf8), due: noon, at: noon)
            try db.post("mail", key: "a", body: Array("again".utf8), due: noon, at: noon)
            try db.post("mail", key: "b", body: [], due: later, at: noon)
        }
        let due = try await database.read { db in try db.outboxDue(at: noon, limit: 10) }
        #expect(due.map(\.key) == ["a"])
        #expect(due.map(\.body) == [Array("hello".utf8)])
        let message = try #require(due.first)
        let claims = try await database.write { db in
            [
                try db.claim(message, until: later, at: noon),
                try db.claim(message, until: later, at: noon),
            ]
        }
        #expect(claims == [true, false])
        try await database.write { db in try db.settle(message.id, at: noon) }
        #expect(try await database.read { db in try db.outboxWaiting() } == 1)
    }

    @Test(arguments: Engine.underTest) func `two nodes never carry one message at once`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let other = try TestDatabase.another(on: database)
        try await database.write { db in
            for number in 0..<30 {
                try db.post("mail", key: "\(number)", body: [], due: noon, at: noon)
            }
        }
        let due = try await database.read { db in try db.outboxDue(at: noon, limit: 100) }
        let until = later
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for message in due {
                for node in [database, other] {
                    group.addTask {
                        try await node.write { db in try db.claim(message, until: until, at: noon) }
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(due.count == 30)
        #expect(won == 30)
    }

    @Test(arguments: Engine.underTest) func `a failed message is due again later`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let until = later
        try await database.write { db in
            try db.post("mail", key: "a", body: [], due: noon, at: noon)
            let message = try #require(try db.outboxDue(at: noon, limit: 1).first)
            try db.postpone(message.id, until: until, because: "no route")
        }
        let counts = try await database.read { db in
            [
                try db.outboxDue(at: noon, limit: 9).count,
                try db.outboxDue(at: until, limit: 9).count,
            ]
        }
        #expect(counts == [0, 1])
    }

    @Test(arguments: Engine.underTest)
    func `a message that was tampered with does not hold up the others`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let keys = try await database.write { db in
            for key in ["a", "b", "c"] {
                try db.post("mail", key: key, body: [1], due: noon, at: noon)
            }
            try db.run(
                "UPDATE outbox SET body = \([UInt8](repeating: 7, count: 40)) WHERE key = 'a'")
            return try db.outboxDue(at: noon, limit: 10).map(\.key)
        }
        #expect(Set(keys) == ["b", "c"])
    }
}
