import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Writes that wait for a connection at the same time, which both engines store together.
struct TogetherTests {
    @Test(arguments: Engine.underTest)
    func `a write that is refused leaves nothing behind, those that waited with it are stored`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in for id in 1...6 { try db.add(id, "old") } }
        let outcomes = try await outcomes(1...6, database) { id, db in
            if id == 2 { throw GivenUp() }
            // A change asked for as a question: it has to be taken back like any other.
            let text: String? = try db.value(
                "UPDATE sample SET t = \("new\(id)") WHERE id = \(id) RETURNING t")
            if id == 4 { throw GivenUp() }
            if id == 5 {
                try db.send("UPDATE sample SET t = 'sent' WHERE id = 5")
                throw GivenUp()
            }
            return text
        }
        for id in [2, 4, 5] {
            #expect(throws: GivenUp.self) { _ = try outcomes[id]?.get() }
        }
        for id in [1, 3, 6] { #expect(try outcomes[id]?.get() == "new\(id)") }
        #expect(try await texts(database) == ["new1", "old", "new3", "old", "old", "new6"])
    }

    @Test(arguments: Engine.underTest, ["UPDATE", "INSERT", "WITH", "DELETE"])
    func `a change is taken back, however it was asked for`(
        engine: Engine, how: String
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in for id in 1...3 { try db.add(id, "old") } }
        let outcomes = try await outcomes(1...3, database) { id, db in
            if id != 2 { return try db.add(id + 10, "new") }
            switch how {
            case "UPDATE":
                let _: Int? = try db.value("UPDATE sample SET t = 'x' WHERE id = 2 RETURNING id")
            case "INSERT": try db.add(9, "x")
            case "WITH":
                try db.run(
                    "WITH two AS (SELECT 2 AS id) UPDATE sample SET t = 'x' FROM two WHERE sample.id = two.id"
                )
            default: try db.run("DELETE FROM sample WHERE id = 2")
            }
            throw GivenUp()
        }
        #expect(throws: GivenUp.self) { try outcomes[2]?.get() }
        #expect(try await texts(database) == ["old", "old", "old", "new", "new"])
    }

    @Test(arguments: Engine.underTest)
    func `a write whose statement fails is told so alone`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in try db.add(3) }
        let outcomes = try await outcomes(1...5, database) { id, db in try db.add(id) }
        #expect(throws: StorageError.self) { try outcomes[3]?.get() }
        for id in [1, 2, 4, 5] { try outcomes[id]?.get() }
        #expect(try await database.samples() == [1, 2, 3, 4, 5])
        #expect(try await database.write { db in try db.run("DELETE FROM sample") } == 5)
    }

    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `writes that wait share one transaction, and a lone one has its own`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let outcomes = try await outcomes(1...6, database) { id, db -> String in
            try db.add(id)
            return try db.value("SELECT pg_current_xact_id()::text") ?? ""
        }
        let together = Set(try outcomes.values.map { try $0.get() })
        // One at the most came too late to wait with the others.
        #expect(together.count <= 2)
        let alone: String = try await database.write { db in
            try db.add(7)
            return try db.value("SELECT pg_current_xact_id()::text") ?? ""
        }
        #expect(!together.contains(alone))
    }

    @Test(arguments: Engine.underTest)
    func `writes on one subject follow each other and never meet as conflicts`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 8)
        try await database.write { db in for id in 1...4 { try db.add(id) } }
        let first: Int? = try await database.read { db in try db.value(sum) }
        let before = database.retried
        let count = 200
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    try await database.write(on: "sample 1") { db in
                        let n: Int = try db.value("SELECT n FROM sample WHERE id = 1") ?? 0
                        try db.run("UPDATE sample SET n = \(n + 1) WHERE id = 1")
                    }
                }
            }
            try await group.waitForAll()
        }
        let total: Int? = try await database.read { db in try db.value(sum) }
        #expect(total == count + (first ?? 0) && database.retried == before)
    }

    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `who is refused before a change does not part the others`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let outcomes = try await outcomes(1...6, database) { id, db -> String in
            if id == 3 {
                // A change that met no row is none.
                let met = try db.run("UPDATE sample SET t = 'met' WHERE id = 99")
                throw met == 0 ? GivenUp() : CancellationError()
            }
            try db.add(id)
            return try db.value("SELECT pg_current_xact_id()::text") ?? ""
        }
        #expect(throws: GivenUp.self) { _ = try outcomes[3]?.get() }
        let stored = outcomes.values.compactMap { try? $0.get() }
        #expect(stored.count == 5 && Set(stored).count <= 2)
    }

    /// Somebody else holds a row: who waits for it does so alone.
    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `a lock of another node holds up nobody who does not want it`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let node = try Database(
            database.location, compartment: database.compartment, keys: database.keys,
            connections: 1)
        defer { node.close() }
        try await database.write { db in try db.add(1) }
        let (held, stored) = (Counter(), Counter())
        // Lets go once the others are stored; where they wait for it, that takes until the end.
        async let holding: Void = node.write { db in
            try db.run("UPDATE sample SET n = n + 1 WHERE id = 1")
            held.next()
            let end = Date().addingTimeInterval(20)
            while stored.value < 3, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
        }
        while held.value == 0 { try await Task.sleep(for: .milliseconds(10)) }
        let begun = Date()
        let outcomes = try await outcomes(1...4, database) { id, db in
            if id == 1 {
                try db.run("UPDATE sample SET n = n + 1 WHERE id = 1")
            } else {
                try db.add(id)
            }
        } whenStored: { id in
            if id != 1 { stored.next() }
        }
        try await holding
        for outcome in outcomes.values { try outcome.get() }
        #expect(stored.value == 3 && Date().timeIntervalSince(begun) < 20)
        #expect(try await database.samples() == [1, 2, 3, 4])
        let count: Int? = try await database.read { db in
            try db.value("SELECT n FROM sample WHERE id = 1")
        }
        #expect(count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `a statement that was sent has its answer once the write went on or ended`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let (seen, last) = try await database.write { db in
            let first = try db.send("INSERT INTO sample (id, n) VALUES (1, 1), (2, 2)")
            let count = try db.count("SELECT COUNT(*) FROM sample")
            let last = try db.send("UPDATE sample SET n = 9 WHERE id = 2 RETURNING n")
            return ([first.changed, count], last)
        }
        #expect(seen == [2, 2])
        #expect(try last.rows?.first.map { try $0[0] as Int } == 9 && last.changed == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a statement that was sent and fails fails the write, and nothing is stored`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.add(1)
                try db.send("INSERT INTO sample (id) VALUES (1)")
            }
        }
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.send("INSERT INTO sample (id, no_such_column) VALUES (2, 2)")
                try db.add(3)
            }
        }
        #expect(try await database.samples().isEmpty)
        try await database.write { db in _ = try db.send("INSERT INTO sample (id) VALUES (4)") }
        #expect(try await database.samples() == [4])
    }
}

private let sum: SQL = "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM sample"
