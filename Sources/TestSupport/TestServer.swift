import Foundation
import Storage
import Synchronization

/// The PostgreSQL server of `CAIS_TEST_POSTGRES`: databases for tests, and what is left of them removed.
enum TestServer {
    private static let prefix = "cais_test_"
    private static let state = Mutex(State())

    private struct State {
        var made = 0
        var open: Set<String> = []
    }

    /// Creates a database named after this process; returns its URL.
    static func create(copyOf template: String?) throws -> String {
        guard let server = testServer else {
            throw StorageError.connection("CAIS_TEST_POSTGRES is not set")
        }
        let number = state.withLock { state in
            state.made += 1
            return state.made
        }
        if number == 1 { try begin(server) }
        let name = "\(prefix)\(getpid())_\(number)"
        let url = PostgresServer.url(server, database: name)
        let origin = template.map { " TEMPLATE \(self.name(of: $0))" } ?? ""
        try PostgresServer.run("CREATE DATABASE \(name)\(origin)", at: server)
        _ = state.withLock { $0.open.insert(url) }
        return url
    }

    static func drop(_ url: String) {
        guard let server = testServer else { return }
        _ = try? PostgresServer.run(
            "DROP DATABASE IF EXISTS \(name(of: url)) WITH (FORCE)", at: server)
        _ = state.withLock { $0.open.remove(url) }
    }

    /// Waits while too many are open: a server takes a hundred connections. Only for a while, so that a
    /// test which holds some and wants more goes on.
    static func waitForRoom() async {
        for _ in 0..<200 {
            if state.withLock({ $0.open.count }) < openMax { return }
            try? await Task.sleep(for: .milliseconds(25))
        }
    }

    private static func begin(_ server: String) throws {
        atexit { TestServer.end() }
        let names = try PostgresServer.run(
            "SELECT datname FROM pg_database WHERE datname LIKE '\(prefix)%'", at: server)
        for name in names where isLeftOver(name) {
            _ = try? PostgresServer.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", at: server)
        }
    }

    /// Whether the process that made a database is gone.
    private static func isLeftOver(_ name: String) -> Bool {
        let process = name.dropFirst(prefix.count).prefix { $0 != "_" }
        return !FileManager.default.fileExists(atPath: "/proc/\(process)")
    }

    private static func end() {
        for url in state.withLock({ $0.open }) { drop(url) }
    }

    private static func name(of url: String) -> String {
        let path = url.prefix { $0 != "?" }
        return String(path.split(separator: "/").last ?? "")
    }
}

/// With three connections each, well below PostgreSQL's default of a hundred.
private let openMax = 20
