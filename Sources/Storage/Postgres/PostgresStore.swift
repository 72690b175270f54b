import Foundation
import Kernel

/// PostgreSQL through libpq: a pool of connections, each on its own thread, fed from one queue.
final class PostgresStore: Store {
    private let queue: PostgresQueue
    private let keys: Keys

    init(url: String, compartment: Compartment, limits: StorageLimits, keys: Keys) throws {
        self.keys = keys
        let url = try PostgresURL.withDefaults(url)
        // A wrong URL is said at once, and the schema is there before the first worker looks for it.
        try PostgresURL.makeSchema(at: url, compartment: compartment)
        queue = PostgresQueue(limits)
        queue.start(
            workers: max(1, min(limits.connections, connectionsMax)), url: url,
            schema: compartment.name)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await perform(.reading, body)
    }

    func ask(_ question: SQL) async throws -> [Row] {
        try checkValues(of: question)
        return try await withCheckedThrowingContinuation { answer in
            queue.add(PostgresQuestion(sql: question, answer: answer))
        }
    }

    func write<T: Sendable>(
        on subject: String?, _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        try await perform(.writing, on: subject, body)
    }

    var retried: Int { queue.retried }

    func emptyLog() async throws {}

    func close() {
        queue.close()
    }

    private func perform<T: Sendable>(
        _ kind: PostgresJob.Kind, on subject: String? = nil,
        _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        let outcome = Outcome<T>()
        let keys = self.keys
        try await withCheckedThrowingContinuation { answer in
            let run: @Sendable (PostgresConnection) throws -> Void = { connection in
                let writer = Writer(connection, keys: keys)
                outcome.value = try body(writer)
                try writer.finish()
            }
            queue.add(PostgresJob(kind: kind, subject: subject, run: run, answer: answer))
        }
        guard let value = outcome.value else { throw StorageError.closed }
        return value
    }
}

/// What a URL gets unless it says otherwise.
enum PostgresURL {
    /// Short time-outs, also for a host that vanished without a word, and a server that takes writes.
    static func withDefaults(_ url: String) throws -> String {
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            throw StorageError.connection(
                "a database URL begins with postgresql://, not \(url.prefix(16))")
        }
        var result = url
        for (name, value) in defaults where !url.contains(name + "=") {
            result += (result.contains("?") ? "&" : "?") + name + "=" + value
        }
        return result
    }

    static func makeSchema(at url: String, compartment: Compartment) throws {
        // A compartment's name is letters only (see Compartment).
        let name = compartment.name
        let find = "SELECT 1 FROM pg_namespace WHERE nspname = '\(name)'"
        guard try PostgresServer.run(find, at: url).isEmpty else { return }
        do {
            try PostgresServer.run("CREATE SCHEMA IF NOT EXISTS \(name)", at: url)
            // Whoever made it, and nobody else, looks into it.
            try PostgresServer.run("REVOKE ALL ON SCHEMA \(name) FROM PUBLIC", at: url)
        } catch StorageError.statement {
            // Another node made it in between (PostgreSQL's IF NOT EXISTS may still collide), or we may not.
            if try PostgresServer.run(find, at: url).isEmpty {
                throw StorageError.migration("cannot make schema \(name)")
            }
        }
    }

    private static let defaults = [
        ("connect_timeout", "2"), ("target_session_attrs", "read-write"),
        ("client_encoding", "UTF8"),
        ("application_name", "cais"), ("keepalives_idle", "5"), ("keepalives_interval", "2"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
    ]
}

/// PostgreSQL's own default allows 100 in all.
private let connectionsMax = 64
