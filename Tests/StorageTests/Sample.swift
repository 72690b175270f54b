import Kernel
import Storage
import Synchronization
import TestSupport

/// Two tables in which every rule of a schema occurs.
let sampleSchema: [Migration] =
    storageSchema + [
        Migration(
            "Sample", "2026-11-23-sample",
            [
                """
                CREATE TABLE sample (
                    id BIGINT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, t TEXT, b BYTEA)
                """,
                """
                CREATE TABLE part (
                    id BIGINT PRIMARY KEY, sample BIGINT NOT NULL REFERENCES sample (id),
                    name TEXT NOT NULL UNIQUE, amount BIGINT NOT NULL CHECK (amount >= 0))
                """,
            ])
    ]

func sampleDatabase(_ engine: Engine, connections: Int = 3) async throws -> Database {
    try await TestDatabase.make(engine, migrations: sampleSchema, connections: connections)
}

extension Writer {
    func add(_ id: Int, _ text: String? = nil) throws {
        try run("INSERT INTO sample (id, n, t) VALUES (\(id), \(id), \(text))")
    }
}

extension Database {
    func samples() async throws -> [Int] {
        try await read { db in try db.all("SELECT id FROM sample ORDER BY id").map { try $0[0] } }
    }
}

/// Why a test's own write gives up.
struct GivenUp: Error, Equatable {}

/// A number that threads count up.
final class Counter: Sendable {
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }

    @discardableResult
    func next() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
