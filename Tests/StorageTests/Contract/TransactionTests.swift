import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// A write is whole or not at all; a read changes nothing and sees one state.
struct TransactionTests {
    @Test(arguments: Engine.underTest) func `a read cannot write`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        let begin = ContinuousClock.now
        let error = await #expect(throws: StorageError.self) {
            _ = try await database.read { db in try db.all("INSERT INTO sample (id) VALUES (1)") }
        }
        guard case .statement = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(ContinuousClock.now - begin < .seconds(20), "it was not tried again and again")
        #expect(try await database.samples().isEmpty)
    }

    @Test(arguments: Engine.underTest) func `a write that throws leaves nothing`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        await #expect(throws: GivenUp()) {
            try await database.write { db in
                try db.add(1)
                throw GivenUp()
            }
        }
        #expect(try await database.samples().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a write whose statement failed is not stored even when it goes on`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in try db.add(1) }
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.add(2)
                do { try db.add(1) } catch is StorageError {}
            }
        }
        #expect(try await database.samples() == [1])
    }

    @Test(arguments: Engine.underTest) func `a new statement after a failed new one is served`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in try db.add(1) }
        for round in 0..<3 {
            await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run(
                        SQL(stringLiteral: "INSERT INTO sample (id, n) VALUES (1, \(round))"))
                }
            }
            let found = try await database.read { db in
                try db.count(
                    SQL(stringLiteral: "SELECT COUNT(*) FROM sample WHERE id >= -\(round)"))
            }
            #expect(found == 1)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a wrong statement is an error and the next one is served`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        for _ in 0..<3 {
            await #expect(throws: StorageError.self) {
                try await database.read { db in try db.all("SELEC 1") }
            }
            await #expect(throws: StorageError.self) {
                try await database.read { db in try db.all("SELECT \(1) FROM nowhere") }
            }
            #expect(try await database.read { db in try db.count("SELECT 41 + 1") } == 42)
        }
    }

    @Test(arguments: Engine.underTest) func `a question inside a question is answered`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in for id in 1...600 { try db.add(id) } }
        let pairs = try await database.read { db in
            var pairs: [[Int]] = []
            try db.each("SELECT id FROM sample WHERE id <= \(600) ORDER BY id") { row in
                let next = try db.count(
                    "SELECT COUNT(*) FROM sample WHERE id > \(try row[0] as Int)")
                pairs.append([try row[0], next])
            }
            return pairs
        }
        #expect(pairs == (1...600).map { [$0, 600 - $0] })
    }

    @Test(arguments: Engine.underTest) func `a question inside the same question is answered`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            for (id, parent) in [(1, 0), (2, 1), (3, 1), (4, 2), (5, 4)] {
                try db.run("INSERT INTO sample (id, n) VALUES (\(id), \(parent))")
            }
        }
        let order = try await database.read { db in try below(0, db) }
        #expect(order == [1, 2, 4, 5, 3])
    }

    @Sendable private func below(_ parent: Int, _ db: Reader) throws -> [Int] {
        var found: [Int] = []
        try db.each("SELECT id FROM sample WHERE n = \(parent) ORDER BY id") { row in
            guard found.count < 10 else { throw GivenUp() }
            found.append(try row[0])
            found += try below(row[0], db)
        }
        return found
    }

    @Test(arguments: Engine.underTest) func `an error thrown between rows ends the question only`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in for id in 1...2_000 { try db.add(id) } }
        for _ in 0..<3 {
            await #expect(throws: GivenUp()) {
                try await database.read { db in
                    try db.each("SELECT id FROM sample ORDER BY id") { row in
                        if try row[0] == 700 { throw GivenUp() }
                    }
                }
            }
            #expect(try await database.samples().count == 2_000)
        }
    }

    @Test(arguments: Engine.underTest) func `a read sees one state`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in try db.add(1) }
        let began = Counter()
        let wrote = DispatchSemaphore(value: 0)
        async let counts = database.read { db in
            let first = try db.count("SELECT COUNT(*) FROM sample")
            began.next()
            _ = wrote.wait(timeout: .now() + 20)
            return [first, try db.count("SELECT COUNT(*) FROM sample")]
        }
        while began.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
        try await database.write { db in try db.add(2) }
        wrote.signal()
        #expect(try await counts == [1, 1])
        #expect(try await database.samples() == [1, 2])
    }

    @Test(arguments: Engine.underTest) func `broken rules are told alike`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.add(1)
            try db.run("INSERT INTO part (id, sample, name, amount) VALUES (1, 1, 'first', 1)")
        }
        let broken: [(SQL, ConstraintKind)] = [
            ("INSERT INTO sample (id) VALUES (1)", .unique),
            ("INSERT INTO part (id, sample, name, amount) VALUES (2, 1, 'first', 1)", .unique),
            ("INSERT INTO part (id, sample, name, amount) VALUES (2, 9, 'x', 1)", .foreignKey),
            ("INSERT INTO part (id, sample, name, amount) VALUES (2, 1, 'x', -1)", .check),
            ("INSERT INTO part (id, sample, amount) VALUES (2, 1, 1)", .notNull),
            ("DELETE FROM sample WHERE id = 1", .foreignKey),
        ]
        for (sql, kind) in broken {
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in try db.run(sql) }
            }
            guard case .constraint(let found, _) = error else {
                return #expect(Bool(false), "\(sql.text)")
            }
            #expect(found == kind, "\(sql.text)")
        }
    }

    @Test(arguments: Engine.underTest) func `the number of changed rows is told`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let changes = try await database.write { db in
            [
                try db.run("INSERT INTO sample (id, n) VALUES (1, 1), (2, 1), (3, 1)"),
                try db.run("UPDATE sample SET n = 2 WHERE id > 1"),
                try db.run("UPDATE sample SET n = 3 WHERE id > 9"),
                try db.run("SELECT id FROM sample"),
                try db.run("INSERT INTO sample (id) VALUES (1) ON CONFLICT (id) DO NOTHING"),
                try db.run("DELETE FROM sample"),
            ]
        }
        #expect(changes == [3, 2, 0, 0, 0, 3])
    }

    @Test(arguments: Engine.underTest) func `a changed row can be returned`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let back: Int? = try await database.write { db in
            try db.add(1)
            return try db.value("UPDATE sample SET n = n + 41 WHERE id = 1 RETURNING n")
        }
        #expect(back == 42)
        #expect(try await database.read { db in try db.value("SELECT n FROM sample") } == 42)
    }

    @Test(arguments: Engine.underTest) func `after closing everything is refused`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in try db.add(1) }
        database.close()
        database.close()
        await #expect(throws: StorageError.closed) {
            try await database.write { db in try db.add(2) }
        }
        await #expect(throws: StorageError.closed) { try await database.samples() }
    }

    @Test(arguments: Engine.underTest) func `closing waits for what was accepted`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let other = try TestDatabase.another(on: database)
        let acknowledged = Counter()
        await withTaskGroup(of: Void.self) { group in
            for id in 0..<40 {
                group.addTask {
                    if (try? await other.write { db in try db.add(id) }) != nil {
                        acknowledged.next()
                    }
                }
            }
            group.addTask { other.close() }
        }
        #expect(try await database.samples().count == acknowledged.value)
    }
}
