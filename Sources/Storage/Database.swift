import Foundation
public import Kernel
import Synchronization

/// One compartment's store: many readers, writes that are whole and on disk when acknowledged.
public final class Database: Sendable {
    public let compartment: Compartment
    public let location: Location
    public let keys: Keys
    let store: any Store
    package let statements = StatementTally()
    private let afterClose = Mutex<(@Sendable () -> Void)?>(nil)

    /// Where a compartment lives.
    public enum Location: Sendable, Equatable {
        /// A file of the embedded engine.
        case sqlite(path: String)
        /// A PostgreSQL URL, with any number of hosts.
        case postgres(url: String)

        public var engine: Engine {
            switch self {
            case .sqlite: .sqlite
            case .postgres: .postgres
            }
        }
    }

    /// Opens a store; `connections` are readers on SQLite and threads on PostgreSQL, `waiting` the jobs that
    /// may wait before `StorageError.overloaded` says so, `patience` how long after it was asked for a job is
    /// tried again while PostgreSQL cannot be reached.
    public init(
        _ location: Location, compartment: Compartment, keys: Keys, connections: Int = 8,
        waiting: Int = waitingStandard, patience: Duration = patienceStandard
    ) throws {
        let limits = StorageLimits(
            connections: connections, waiting: waiting, patience: patience)
        self.compartment = compartment
        self.location = location
        self.keys = keys
        switch location {
        case .sqlite(let path): store = try SQLiteStore(path: path, limits: limits, keys: keys)
        case .postgres(let url):
            store = try PostgresStore(
                url: url, compartment: compartment, limits: limits, keys: keys)
        }
    }

    public var engine: Engine { location.engine }

    /// Asks questions of one consistent state.
    public func read<T: Sendable>(
        _ body: @escaping @Sendable (Reader) throws -> T
    ) async throws -> T {
        try await store.read { [statements] db in
            db.tally = statements
            return try body(db)
        }
    }

    /// Asks one question and hands over its rows. It sees one state without a transaction around it, which
    /// spares PostgreSQL two statements: for hot paths.
    public func ask(_ question: SQL) async throws -> [Row] {
        statements.add()
        return try await store.ask(question)
    }

    /// Changes data in one transaction; it may run more than once, so it has no other effect.
    ///
    /// Writes that name one `subject`, such as a time that many want, follow each other on this node instead of meeting
    /// as conflicts. It changes how often they are tried, not what they come to.
    @discardableResult
    public func write<T: Sendable>(
        on subject: String? = nil, _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        try await store.write(on: subject) { [statements] db in
            db.tally = statements
            return try body(db)
        }
    }

    /// Lets go of old pages that an engine keeps beside its file, after something was erased. PostgreSQL's vacuum does
    /// so by itself.
    public func emptyLog() async throws { try await store.emptyLog() }

    /// Writes rolled back and tried again because they met others, since the store was opened.
    public var retried: Int { store.retried }

    /// Waits for running work and closes; later calls throw `StorageError.closed`.
    public func close() {
        store.close()
        afterClose.withLock { $0.take() }?()
    }

    /// Something to do once when the store is closed, such as removing a test's files.
    package func whenClosed(_ act: @escaping @Sendable () -> Void) {
        afterClose.withLock { $0 = act }
    }

    /// Closes on a thread of its own: the last reference may end on a thread that closing waits for.
    deinit {
        let store = self.store
        let act = afterClose.withLock { $0.take() }
        Thread.detachNewThread {
            store.close()
            act?()
        }
    }
}

/// What an engine offers to `Database`.
protocol Store: Sendable {
    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T
    func ask(_ question: SQL) async throws -> [Row]
    func write<T: Sendable>(
        on subject: String?, _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T
    var retried: Int { get }
    func emptyLog() async throws
    func close()
}

/// How much a store does at once.
struct StorageLimits: Sendable {
    let connections: Int
    let waiting: Int
    let patience: Duration
}

/// Beyond this many waiting jobs a visitor is better served by a clear 503 than by waiting.
public let waitingStandard = 4_096

/// A leader's failover takes 20 s (docs/decisions).
public let patienceStandard = Duration.seconds(30)

/// Carries a result from a working thread to the task that waits for it.
final class Outcome<T: Sendable>: @unchecked Sendable {
    // Written once by the working thread before the continuation resumes, read once after.
    var value: T?
}
