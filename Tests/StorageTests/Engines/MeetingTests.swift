import Storage
import TestSupport
import Testing

/// Writes of which each reads what the others change.
struct MeetingTests {
    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `writes that met follow each other for a while, and few are done twice`() async throws {
        let (database, count) = (try await sampleDatabase(.postgres, connections: 8), 2_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<count {
                group.addTask {
                    try await database.write { db in
                        _ = try db.count("SELECT COUNT(*) FROM sample WHERE id >= 0")
                        try db.add(id)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.samples() == Array(0..<count))
        #expect(database.retried > 0, "they met at all")
        #expect(database.retried < count / 2)
    }
}
