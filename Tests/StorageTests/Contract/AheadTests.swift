import Storage
import TestSupport
import Testing

/// Questions that are asked ahead, and answered with the first that is waited for.
struct AheadTests {
    private func database(_ engine: Engine) async throws -> Database {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in for id in 1...3 { try db.add(id, "t\(id)") } }
        return database
    }

    @Test(arguments: Engine.underTest) func `each has its own rows, whenever it is asked for them`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        let before = database.statements.value
        let found = try await database.read { db in
            let first = try db.ahead("SELECT t FROM sample WHERE id = \(1)") { try texts($0) }
            let all = try db.ahead("SELECT t FROM sample ORDER BY id DESC") { try texts($0) }
            let again = try db.ahead("SELECT t FROM sample WHERE id = \(2)") { try texts($0) }
            let count = try db.count("SELECT COUNT(*) FROM sample")
            // Nothing is asked after it: it is waited for.
            let last = try db.ahead("SELECT t FROM sample WHERE id = \(9)") { try texts($0) }
            return [
                try all.get(), try first.get(), ["\(count)"], try last.get(), try again.get(),
                try first.get(),
            ]
        }
        #expect(found == [["t3", "t2", "t1"], ["t1"], ["3"], [], ["t2"], ["t1"]])
        #expect(database.statements.value - before == 5)
    }

    @Test(arguments: Engine.underTest)
    func `one that fails ends its own reading, also where nobody came back for it`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        for comesBack in [true, false] {
            await #expect(throws: StorageError.self) {
                try await database.read { db in
                    let wrong = try db.ahead("SELECT no_such_column FROM sample") { $0.count }
                    if comesBack { _ = try wrong.get() }
                }
            }
            #expect(try await database.samples() == [1, 2, 3])
        }
        let unread = try await database.read { db in
            _ = try db.ahead("SELECT t FROM sample") { $0.count }
            return true
        }
        #expect(unread)
        #expect(try await database.samples() == [1, 2, 3])
    }

    @Test(arguments: Engine.underTest)
    func `in a write it sees what stood before it, and takes the write with it where it fails`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        let counted = try await database.write { db in
            try db.add(4)
            let count = try db.ahead("SELECT id FROM sample") { $0.count }
            try db.add(5)
            return try count.get()
        }
        #expect(counted == 4)
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.add(6)
                _ = try db.ahead("SELECT no_such_column FROM sample") { $0.count }
            }
        }
        #expect(try await database.samples() == [1, 2, 3, 4, 5])
    }
}

private func texts(_ rows: [Row]) throws -> [String] { try rows.map { try $0[0] } }
