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
        /// Taken by tests that were let in and have not yet made theirs.
        var promised = 0
        /// Connections to the databases of tests, as the server counted them then.
        var connections = 0
        var counted = ContinuousClock.now - .seconds(60)
        var lastChange = ContinuousClock.now
    }

    /// Creates a database named after this process; returns its URL.
    static func create(copyOf template: String?, inSeat: Bool = false) throws -> String {
        guard let server = testServer else {
            throw StorageError.connection("CAIS_TEST_POSTGRES is not set")
        }
        let number = state.withLock { state in
            state.made += 1
            return state.made
        }
        if number == 1 { try begin(server) }
        defer { if inSeat { state.withLock { $0.promised -= 1 } } }
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
        state.withLock { state in
            state.open.remove(url)
            state.lastChange = .now
        }
    }

    /// Waits until the server has connections to spare. All tests of a run ask at once, and it takes only so many. A
    /// test that holds some and wants more must not wait for itself: where nothing changed for a while, one goes on.
    static func waitForRoom() async {
        while !takeSeat() { try? await Task.sleep(for: .milliseconds(50)) }
    }

    private static func takeSeat() -> Bool {
        let isOld = state.withLock { state in
            guard state.counted.duration(to: .now) > .milliseconds(250) else { return false }
            state.counted = .now
            return true
        }
        if isOld { count() }
        return state.withLock { state in
            let isStuck = state.lastChange.duration(to: .now) > .seconds(5)
            let wanted = state.connections + state.promised * connectionsEach
            guard isStuck || wanted < connectionsMax else { return false }
            state.promised += 1
            state.lastChange = .now
            return true
        }
    }

    /// Databases that a test forgot to close hold no connection for long, so the server is asked and not our list.
    private static func count() {
        guard let server = testServer else { return }
        let rows = try? PostgresServer.run(
            "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE '\(prefix)%'", at: server)
        guard let found = rows?.first.flatMap({ Int($0) }) else { return }
        state.withLock { $0.connections = found }
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

/// Half of the 1,200 of tools/with-postgres.sh: between two counts many are let in together.
private let connectionsMax = 600
/// What a test's database opens, and one to make it.
private let connectionsEach = 4
