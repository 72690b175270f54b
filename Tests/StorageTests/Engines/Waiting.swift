import Foundation
import Storage
import TestSupport

/// Keeps the one connection busy until so many have begun, and a while for them to wait in line.
func behind<T: Sendable>(
    _ database: Database, _ begun: Counter, _ count: Int, _ act: @Sendable () async throws -> T
) async throws -> T {
    let started = Counter()
    async let busy: Void = database.write { _ in
        started.next()
        let end = Date().addingTimeInterval(20)
        while begun.value < count, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
        Thread.sleep(forTimeInterval: 0.5)
    }
    while started.value == 0 { try await Task.sleep(for: .milliseconds(10)) }
    let result = try await act()
    try await busy
    return result
}

/// What each write came to: nil where it threw.
func outcomes<T: Sendable>(
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

func texts(_ database: Database) async throws -> [String?] {
    try await database.read { db in
        try db.all("SELECT t FROM sample ORDER BY id").map { try $0[0] }
    }
}
