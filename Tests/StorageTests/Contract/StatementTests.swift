import Storage
import TestSupport
import Testing

/// What a connection keeps prepared has an end.
struct StatementTests {
    @Test(arguments: Engine.underTest) func `more statements than are kept prepared`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        for round in 0..<2 {
            let sum = try await database.read { db in
                try (0..<1_100).reduce(0) { sum, number in
                    sum + (try db.count(SQL(stringLiteral: "SELECT \(number) + \(round)")))
                }
            }
            #expect(sum == 1_099 * 550 + round * 1_100)
        }
    }
}
