import Foundation
import Storage
import TestSupport
import Testing

/// One question without a transaction around it.
struct AskTests {
    @Test(arguments: Engine.underTest) func `one question has its rows, in their order and whole`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in for id in 1...3 { try db.add(id, "t\(id)") } }
        let rows = try await database.ask("SELECT id, t, r FROM sample WHERE id > \(1) ORDER BY id")
        #expect(rows.map(\.values.count) == [3, 3])
        let texts: [String] = try rows.map { try $0[1] }
        let empty: [Double?] = try rows.map { try $0["r"] }
        #expect(texts == ["t2", "t3"] && empty == [nil, nil])
        #expect(try await database.ask("SELECT id FROM sample WHERE id = \(9)").isEmpty)
        #expect(throws: StorageError.self) { let _: Int = try rows[0][3] }
    }

    @Test(arguments: Engine.underTest) func `a question cannot write, and the next one is answered`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        await #expect(throws: StorageError.self) {
            _ = try await database.ask("INSERT INTO sample (id) VALUES (1) RETURNING id")
        }
        await #expect(throws: StorageError.self) {
            _ = try await database.ask("SELECT no_such_column FROM sample")
        }
        #expect(try await database.ask("SELECT id FROM sample").isEmpty)
        try await database.write { db in try db.add(7) }
        #expect(try await database.samples() == [7])
    }

    /// PostgreSQL: they travel together, and the one that fails takes none with it.
    @Test(arguments: Engine.underTest)
    func `questions that wait for one connection each get their own rows or their own error`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine, connections: 1)
        try await database.write { db in for id in 1...30 { try db.add(id, "t\(id)") } }
        async let busy: Void = database.read { _ in Thread.sleep(forTimeInterval: 0.1) }
        let answers = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for id in 1...30 {
                group.addTask {
                    // Every seventh fails when it runs; texts differ, so that some are prepared together.
                    let question: SQL =
                        id % 7 == 0
                        ? "SELECT t, no_such_column FROM sample WHERE id = \(id)"
                        : id % 2 == 0
                            ? "SELECT t FROM sample WHERE id = \(id)"
                            : "SELECT t FROM sample WHERE id = \(id) AND id > \(0)"
                    let rows = try? await database.ask(question)
                    return (id, try rows?.first.map { try $0[0] })
                }
            }
            var found: [Int: String?] = [:]
            for try await (id, text) in group { found[id] = text }
            return found
        }
        try await busy
        for id in 1...30 { #expect(answers[id] == .some(id % 7 == 0 ? nil : "t\(id)")) }
        #expect(try await database.ask("SELECT t FROM sample WHERE id = \(30)").count == 1)
    }

    /// An open transaction would hold back PostgreSQL's cleaning, and an old state with it.
    @Test(.enabled(if: Engine.underTest.contains(.postgres)))
    func `no transaction stays open behind a reading`() async throws {
        let database = try await sampleDatabase(.postgres)
        let watcher = try await sampleDatabase(.postgres)
        for _ in 0..<5 { _ = try await database.samples() }
        guard case .postgres(let url) = database.location else { return }
        let name = try #require(url.split(separator: "/").last?.split(separator: "?").first)
        let open: SQL = """
            SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = \(String(name)) AND state LIKE 'idle in transaction%'
            """
        var left = 1
        for _ in 0..<100 where left > 0 {
            left = try await watcher.ask(open).first.map { try $0[0] } ?? 0
            if left > 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(left == 0)
    }
}
