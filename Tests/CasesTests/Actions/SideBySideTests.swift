import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Families that file at the same moment do not wait for each other.
struct SideBySideTests {
    @Test(arguments: Engine.underTest) func `families file side by side`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let before = fixture.database.retried
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    for count in 0..<filings {
                        _ = try await fixture.fileOnce("\(client)/\(count)")
                    }
                }
            }
            try await group.waitForAll()
        }
        let stored = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM kase")
        }
        #expect(stored == clients * filings)
        // Before they asked nothing back, each was tried about three times.
        #expect(fixture.database.retried - before < clients * filings / 10)
    }

    @Test(arguments: Engine.underTest) func `one family that sends twice at once files once`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<clients { group.addTask { try await fixture.fileOnce("ana/same") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        let stored = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM kase")
        }
        #expect(paths.count == 1)
        #expect(stored == 1)
    }
}

extension Fixture {
    /// What the page does when somebody sends the form.
    fileprivate func fileOnce(_ key: String) async throws -> String {
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold, municipality: lisbon,
            applicant: ana.person ?? PersonID(1))
        return try await database.write { [house] db in
            try db.once(OnceKey(key, contents: ""), at: noon) {
                try action.perform(by: ana, at: noon, in: db, house).reference.text
            }
        }
    }
}

private let clients = 4
private let filings = 25
