import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

/// What only a server can do to us. Where there is none, `Engine.underTest` has said so.
@Suite(.enabled(if: Engine.underTest.contains(.postgres)))
struct PostgresTests {
    private func url(_ database: Database) throws -> String {
        guard case .postgres(let url) = database.location else { throw GivenUp() }
        return url
    }

    @Test func `a read survives the end of its backend`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let url = try url(database)
        for _ in 0..<3 {
            let backend = try await database.read { db in try db.count("SELECT pg_backend_pid()") }
            try PostgresServer.run("SELECT pg_terminate_backend(\(backend))", at: url)
            #expect(try await database.samples().isEmpty)
        }
    }

    @Test func `a write survives the end of its backend before the commit, and is stored once`()
        async throws
    {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let url = try url(database)
        let tries = Counter()
        try await database.write { db in
            try db.add(1)
            if tries.next() == 1 {
                let backend = try db.count("SELECT pg_backend_pid()")
                try PostgresServer.run("SELECT pg_terminate_backend(\(backend))", at: url)
            }
            try db.add(2)
        }
        #expect(tries.value == 2)
        #expect(try await database.samples() == [1, 2])
    }

    @Test func `an end of the backend at the commit is an unknown outcome`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let url = try url(database)
        let error = await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.add(1)
                let backend = try db.count("SELECT pg_backend_pid()")
                try PostgresServer.run("SELECT pg_terminate_backend(\(backend))", at: url)
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
        guard case .unknownOutcome = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(try await database.samples().isEmpty)
    }

    @Test func `an unreachable server is said at once`() throws {
        let begin = ContinuousClock.now
        #expect(throws: StorageError.self) {
            try Database(
                .postgres(url: "postgresql://postgres@127.0.0.1:1/none"), compartment: .general,
                keys: .fixed())
        }
        #expect(ContinuousClock.now - begin < .seconds(5))
    }

    /// Each is tried as long after it was asked for, also behind a long line.
    @Test func `in an outage a long line is refused as soon as a short one`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let node = try Database(
            database.location, compartment: database.compartment, keys: database.keys,
            connections: 1, patience: .seconds(2))
        defer { node.close() }
        try await node.write { db in try db.add(1) }
        let (url, name) = (try url(database), try await name(of: node))
        try PostgresServer.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS false", at: server(url))
        try PostgresServer.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'",
            at: server(url))
        let begin = ContinuousClock.now
        let refused = await withTaskGroup(of: Bool.self) { group in
            for id in 2...60 {
                group.addTask { await isUnreachable { try await node.write { try $0.add(id) } } }
                group.addTask { await isUnreachable { _ = try await node.ask("SELECT 1") } }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused == 118)
        #expect(ContinuousClock.now - begin < .seconds(10))
        try PostgresServer.run("ALTER DATABASE \(name) ALLOW_CONNECTIONS true", at: server(url))
        try await node.write { db in try db.add(2) }
        #expect(try await database.samples() == [1, 2])
    }

    private func name(of database: Database) async throws -> String {
        try await database.read { db in try db.value("SELECT current_database()::text") ?? "" }
    }

    /// The same server's own database.
    private func server(_ url: String) -> String {
        guard let slash = url.lastIndex(of: "/") else { return url }
        return url[..<slash] + "/postgres"
    }

    private func isUnreachable(_ act: () async throws -> Void) async -> Bool {
        do {
            try await act()
            return false
        } catch StorageError.connection {
            return true
        } catch {
            return false
        }
    }

    @Test func `a compartment stands in its own schema, whatever options the URL brings`()
        async throws
    {
        let database = try await TestDatabase.make(.postgres)
        let own = try url(database) + "?options=-cstatement_timeout%3D60000"
        let sealed = try Database(
            .postgres(url: own), compartment: .help, keys: .fixed(.help), connections: 1)
        try await sealed.migrate(storageSchema)
        let schemas = try await sealed.read { db in
            try db.all("SELECT schemaname FROM pg_tables WHERE tablename = 'journal' ORDER BY 1")
                .map { try $0[0] as String }
        }
        #expect(schemas == ["general", "help"])
        let timeout: String? = try await sealed.read { db in try db.value("SHOW statement_timeout")
        }
        #expect(timeout == "1min")
    }

    @Test func `writes are serializable and wait for the disk`() async throws {
        let database = try await sampleDatabase(.postgres)
        let modes = try await database.write { db in
            [
                try db.value("SHOW transaction_isolation", as: String.self),
                try db.value("SHOW synchronous_commit", as: String.self),
            ]
        }
        #expect(modes == ["serializable", "on"])
    }

    @Test func `too many values are refused at once and the connection goes on`() async throws {
        let database = try await sampleDatabase(.postgres, connections: 1)
        let ids = Array(0..<70_000)
        let error = await #expect(throws: StorageError.self) {
            _ = try await database.read { db in
                try db.count("SELECT COUNT(*) FROM sample WHERE id IN \(list: ids)")
            }
        }
        guard case .statement = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(try await database.samples().isEmpty)
    }
}
