import Foundation
import Storage
import TestSupport
import Testing

/// What writes that are stored together see of each other and of time, on PostgreSQL.
@Suite(.enabled(if: Engine.underTest.contains(.postgres)))
struct OrderTests {
    @Test func `who changed nothing, before anybody did, is answered before the others are stored`()
        async throws
    {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let (begun, answered) = (Counter(), Counter())
        let sawAnswer = try await behind(database, begun, 3) {
            async let read: Void = write(database, begun) { db in
                _ = try db.all("SELECT id FROM sample")
            }
            try await Task.sleep(for: .milliseconds(100))
            async let refused: Void = write(database, begun) { _ in throw GivenUp() }
            try await Task.sleep(for: .milliseconds(100))
            async let changed = write(database, begun) { db in
                try db.add(1)
                let end = Date().addingTimeInterval(20)
                while answered.value < 2, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
                return answered.value
            }
            try await read
            answered.next()
            do { try await refused } catch is GivenUp { answered.next() }
            return try await changed
        }
        #expect(sawAnswer == 2)
        #expect(try await database.samples() == [1])
    }

    /// A write that joins others late would read as of their beginning, before what its sender knows is stored.
    @Test func `a write sees all that was answered before it was asked for`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 4)
        try await database.write { db in try db.add(1, "old") }
        let (begun, isStored) = (Counter(), Counter())
        async let first: Void = database.write(on: "one") { db in
            begun.next()
            while begun.value < 3 { Thread.sleep(forTimeInterval: 0.01) }
            Thread.sleep(forTimeInterval: 0.2)
        }
        while begun.value < 1 { try await Task.sleep(for: .milliseconds(10)) }
        let hasSnapshot = Counter()
        let act: @Sendable (Int, Writer) throws -> Void = { id, db in
            // Another table, so that it does not meet what is stored meanwhile.
            try db.run("INSERT INTO asked (key, at) VALUES (\("key \(id)"), 0)")
            hasSnapshot.next()
            while isStored.value < 1 { Thread.sleep(forTimeInterval: 0.01) }
        }
        async let second: Void = write(database, begun, on: "one") { try act(2, $0) }
        async let third: Void = write(database, begun, on: "one") { try act(3, $0) }
        while hasSnapshot.value < 1 { try await Task.sleep(for: .milliseconds(10)) }
        try await database.write { db in try db.run("UPDATE sample SET t = 'new' WHERE id = 1") }
        async let late: String? = database.write(on: "one") { db in
            try db.value("SELECT t FROM sample WHERE id = 1")
        }
        try await Task.sleep(for: .milliseconds(200))
        isStored.next()
        #expect(try await late == "new")
        _ = try await (first, second, third)
    }

    @discardableResult
    private func write<T: Sendable>(
        _ database: Database, _ begun: Counter, on subject: String? = nil,
        _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        begun.next()
        return try await database.write(on: subject, body)
    }
}
