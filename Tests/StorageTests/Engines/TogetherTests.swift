import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// Writes that wait for a connection at the same time, which both engines store together.
struct TogetherTests {
    /// Keeps the one connection busy until so many have begun, and a while for them to wait in line.
    private func behind<T: Sendable>(
        _ database: Database, _ begun: Counter, _ count: Int, _ act: @Sendable () async throws -> T
    ) async throws -> T {
        async let busy: Void = database.write { _ in
            let end = Date().addingTimeInterval(20)
            while begun.value < count, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
            Thread.sleep(forTimeInterval: 1.5)
        }
        try await Task.sleep(for: .milliseconds(50))
        let result = try await act()
        try await busy
        return result
    }

    /// What each write came to: nil where it threw.
    private func outcomes<T: Sendable>(
        _ ids: ClosedRange<Int>, _ database: Database,
        _ body: @escaping @Sendable (Int, Writer) throws -> T,
        whenStored: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> [Int: Result<T, any Error>] {
        let begun = Counter()
        return try await behind(database, begun, ids.count) {
            await withTaskGroup(of: (Int, Result<T, any Error>).self) { group in
                for id in ids {
                    group.addTask {
                        begun.next()
                        do {
                            let value = try await database.write { try body(id, $0) }
                            whenStored(id)
                            return (id, .success(value))
                        } catch {
                            return (id, .failure(error))
                        }
                    }
                }
                var found: [Int: Result<T, any Error>] = [:]
                for await (id, outcome) in group { found[id] = outcome }
                return found
            }
        }
    }

    private func texts(_ database: Database) async throws -> [String?] {
        try await database.read { db in
            try db.all("SELECT t FROM sample ORDER BY id").map { try $0[0] }
        }
    }

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

    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `a request that is refused after its key was taken does not part the others`() async throws
    {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let outcomes = try await outcomes(1...6, database) { id, db -> String in
            try db.once(OnceKey("k\(id)", contents: ""), at: Moment(secondsSince1970: 0)) {
                try db.add(id)
                if id == 3 { throw GivenUp() }
                return try db.value("SELECT pg_current_xact_id()::text") ?? ""
            }
        }
        #expect(throws: GivenUp.self) { _ = try outcomes[3]?.get() }
        let stored = outcomes.values.compactMap { try? $0.get() }
        #expect(stored.count == 5 && Set(stored).count <= 2)
        #expect(try await database.samples() == [1, 2, 4, 5, 6])
        let asked: Int? = try await database.read { db in try db.value("SELECT COUNT(*) FROM asked")
        }
        #expect(asked == 5)
    }

    /// The connection breaks under writes that are stored together, first while they are done, then at their end.
    @Test(.enabled(if: Engine.underTest.contains(.postgres)), arguments: [false, true])
    func `writes whose connection breaks are each stored once or of unknown outcome`(
        atTheEnd: Bool
    ) async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let (runs, broken) = (Counter(), Counter())
        let end: SQL = "SELECT pg_terminate_backend(pg_backend_pid())"
        let outcomes = try await outcomes(1...6, database) { id, db in
            try db.add(id)
            runs.next()
            guard runs.value == (atTheEnd ? 6 : 3), broken.value == 0 else { return }
            broken.next()
            // What is sent travels with the COMMIT.
            if atTheEnd { try db.send(end) } else { try db.run(end) }
        }
        #expect(broken.value == 1)
        let stored = try await database.samples()
        for (id, outcome) in outcomes {
            switch outcome {
            case .success: #expect(stored.count { $0 == id } == 1, "\(id)")
            case .failure(StorageError.unknownOutcome): #expect(atTheEnd)
            case .failure(let error): Issue.record("\(id): \(error)")
            }
        }
        #expect(atTheEnd || stored == [1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: Engine.underTest)
    func `where the end of all fails each is done alone`(engine: Engine) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in
            try db.add(9)
            try db.run(
                """
                CREATE TABLE later (id BIGINT PRIMARY KEY,
                of BIGINT REFERENCES sample (id) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
        // The first speaks of a row that is not there, which only the COMMIT looks at; the second finds it there.
        let outcomes = try await outcomes(1...4, database) { id, db in
            let found: Int? = try db.value("SELECT COUNT(*) FROM later WHERE of = 77")
            if found != 0 { throw GivenUp() }
            try db.run("INSERT INTO later (id, of) VALUES (\(id), \(id == 1 ? 77 : 9))")
        }
        #expect(throws: StorageError.self) { try outcomes[1]?.get() }
        for id in 2...4 { try outcomes[id]?.get() }
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
