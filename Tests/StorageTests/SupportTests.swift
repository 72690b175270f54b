import Kernel
import Storage
import TestSupport
import Testing

/// What tests lean on is itself tried.
struct SupportTests {
    @Test func `noon is noon of the first day`() {
        #expect(noon.description == "2026-11-23T12:00:00Z")
    }

    @Test func `there is somebody for each role`() {
        #expect(Role.allCases.allSatisfy { role in everybody.filter { $0.has(role) }.count == 1 })
        #expect(Set(everybody.map(\.account)).count == Role.allCases.count)
    }

    @Test func `seeded randomness is the same in every run`() {
        var random = SeededRandom(0)
        #expect(random.next() == 0xE220_A839_7B1D_CDAF)
    }

    @Test(arguments: Engine.underTest) func `every test has a store of its own`(
        engine: Engine
    ) async throws {
        let first = try await sampleDatabase(engine)
        let second = try await sampleDatabase(engine)
        try await first.write { db in try db.add(1) }
        #expect(try await second.samples().isEmpty)
        let node = try TestDatabase.another(on: first)
        #expect(try await node.samples() == [1])
    }

    @Test func `another database of the same server`() {
        let url = PostgresServer.url("postgresql://a:b@h:1,i:2/postgres?host=/tmp", database: "x")
        #expect(url == "postgresql://a:b@h:1,i:2/x?host=/tmp")
        #expect(PostgresServer.url("postgresql://h", database: "x") == "postgresql://h/x")
    }
}
