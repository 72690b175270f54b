import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

struct SQLiteTests {
    @Test func `an acknowledged write is on disk: synchronous reads 2`() async throws {
        let database = try await sampleDatabase(.sqlite)
        let mode = try await database.write { db in try db.count("PRAGMA synchronous") }
        #expect(mode == 2)
        let journal: String? = try await database.read { db in try db.value("PRAGMA journal_mode") }
        #expect(journal == "wal")
    }

    @Test func `foreign keys are held`() async throws {
        let database = try await sampleDatabase(.sqlite)
        #expect(try await database.write { db in try db.count("PRAGMA foreign_keys") } == 1)
    }

    @Test func `more waiting writes than the limit are refused at once`() async throws {
        let template = try await sampleDatabase(.sqlite)
        let database = try Database(
            template.location, compartment: .general, keys: .fixed(), connections: 2, waiting: 5)
        let began = Counter()
        let free = DispatchSemaphore(value: 0)
        async let first: Void = database.write { _ in
            began.next()
            _ = free.wait(timeout: .now() + 20)
        }
        while began.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
        let refused = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<30 {
                group.addTask {
                    do {
                        try await database.write { db in try db.add(id) }
                    } catch StorageError.overloaded {
                        if refused.next() == 25 { free.signal() }
                    }
                }
            }
            try await group.waitForAll()
        }
        try await first
        #expect(refused.value == 25)
        #expect(try await database.samples().count == 5)
    }

    @Test func `a file that is no database is refused in our words`() async throws {
        let path = try TestFolder.make() + "/no.db"
        try Data(repeating: 7, count: 5_000).write(to: URL(fileURLWithPath: path))
        #expect(throws: StorageError.self) {
            try Database(.sqlite(path: path), compartment: .general, keys: .fixed())
        }
    }
}
