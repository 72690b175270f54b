import Foundation
import Kernel

/// PostgreSQL through libpq: a pool of connections, each on its own thread, fed from one queue.
final class PostgresStore: Store {
    private let queue = PostgresQueue()
    private let keys: Keys

    init(url: String, compartment: Compartment, connections: Int, keys: Keys) throws {
        self.keys = keys
        let url = try PostgresURL.withDefaults(url, compartment: compartment)
        // The first connection is made here, so that a wrong URL is said at once.
        let first = try PostgresConnection(url: url)
        try PostgresURL.makeSchema(first, compartment: compartment)
        queue.start(workers: max(1, min(connections, connectionsMax)), url: url)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await perform(.reading, body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Writer) throws -> T) async throws -> T {
        try await perform(.writing, body)
    }

    func close() {
        queue.close()
    }

    private func perform<T: Sendable>(
        _ kind: PostgresJob.Kind, _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        let outcome = Outcome<T>()
        let keys = self.keys
        try await withCheckedThrowingContinuation { answer in
            let run: @Sendable (PostgresConnection) throws -> Void = { connection in
                outcome.value = try body(Writer(connection, keys: keys))
            }
            queue.add(PostgresJob(kind: kind, run: run, answer: answer))
        }
        guard let value = outcome.value else { throw StorageError.closed }
        return value
    }
}

/// A reading or a write that waits for a connection.
struct PostgresJob: Sendable {
    enum Kind: Sendable { case reading, writing }
    let kind: Kind
    let run: @Sendable (PostgresConnection) throws -> Void
    let answer: CheckedContinuation<Void, any Error>
}

/// What a URL gets unless it says otherwise.
enum PostgresURL {
    /// The compartment's schema, short connect time-outs, and a server that takes writes.
    static func withDefaults(_ url: String, compartment: Compartment) throws -> String {
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            throw StorageError.connection("a database URL begins with postgresql://, not \(url.prefix(16))")
        }
        var result = url
        func add(_ name: String, _ value: String) {
            if result.contains(name + "=") { return }
            result += (result.contains("?") ? "&" : "?") + name + "=" + value
        }
        add("connect_timeout", "2")
        add("target_session_attrs", "read-write")
        add("client_encoding", "UTF8")
        add("application_name", "cais")
        add("options", "-csearch_path%3D\(compartment.name)%20-csynchronous_commit%3Don")
        return result
    }

    static func makeSchema(_ connection: PostgresConnection, compartment: Compartment) throws {
        connection.open("BEGIN")
        let exists: SQL = "SELECT 1 FROM pg_namespace WHERE nspname = \(compartment.name)"
        var found = false
        try connection.run(exists) { _ in found = true }
        if !found {
            // A compartment's name is letters only (see Compartment).
            try connection.run(SQL(stringLiteral: "CREATE SCHEMA IF NOT EXISTS \(compartment.name)")) { _ in }
        }
        try connection.commit()
    }
}

/// PostgreSQL's own default allows 100 in all.
private let connectionsMax = 64
