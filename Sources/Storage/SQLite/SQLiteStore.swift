import GRDB

/// The embedded engine: GRDB's pool for readers, one writing thread that groups waiting writes.
final class SQLiteStore: Store {
    let pool: DatabasePool
    private let readers: ReaderPool
    private let queue: WriteQueue
    private let keys: Keys

    init(path: String, limits: StorageLimits, keys: Keys) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = max(2, min(limits.connections, readersMax))
        configuration.busyMode = .timeout(busySecondsMax)
        configuration.prepareDatabase { db in
            // 256 MiB mapped is what makes reading fast; the cache is of each connection, so it is small.
            try db.execute(sql: "PRAGMA cache_size = -16384; PRAGMA mmap_size = 268435456")
            // What is deleted is overwritten, however the library was built: an erasure leaves nothing to find.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        let pool = try opened(path, configuration)
        // Making the pool sets WAL and with it synchronous = NORMAL; an acknowledged write must be on disk.
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw StorageError.statement("synchronous is not FULL", state: "")
            }
        }
        self.pool = pool
        self.readers = try ReaderPool(
            path: path, count: max(2, min(limits.connections, readersMax)),
            configuration: configuration,
            waitingMax: limits.waiting)
        self.keys = keys
        queue = WriteQueue(pool: pool, keys: keys, waitingMax: limits.waiting)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        let keys = self.keys
        return try await reading(inTransaction: true) { db in
            try body(Reader(SQLiteConnection(db), keys: keys))
        }
    }

    func ask(_ question: SQL) async throws -> [Row] {
        try await reading(inTransaction: false) { db in try SQLiteConnection(db).all(question) }
    }

    private func reading<T: Sendable>(
        inTransaction: Bool, _ body: @Sendable (GRDB.Database) throws -> T
    ) async throws -> T {
        do {
            return try await readers.read(inTransaction: inTransaction, body)
        } catch let error as DatabaseError {
            throw queue.isClosed ? StorageError.closed : StorageError(error)
        }
    }

    /// One thread writes, so writes follow each other, whatever they are about.
    func write<T: Sendable>(
        on subject: String?, _ body: @escaping @Sendable (Writer) throws -> T
    ) async throws -> T {
        let outcome = Outcome<T>()
        try await queue.perform { writer in outcome.value = try body(writer) }
        guard let value = outcome.value else { throw StorageError.closed }
        return value
    }

    /// One writer: nothing meets.
    var retried: Int { 0 }

    /// The log of writes still holds pages as they were: they go into the file, and the log is emptied. Where somebody
    /// reads for long meanwhile, the next time does it.
    func emptyLog() async throws {
        let pool = self.pool
        do {
            try await onOwnThread {
                _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            }
        } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED { return }
            throw queue.isClosed ? StorageError.closed : StorageError(error)
        }
    }

    func close() {
        queue.close()
        readers.close()
        try? pool.close()
    }
}

private func opened(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
    do {
        return try DatabasePool(path: path, configuration: configuration)
    } catch let error as DatabaseError {
        throw StorageError.connection("\(path): \(error.message ?? "cannot be opened")")
    }
}

/// More readers than this only fight for two cores.
private let readersMax = 16
/// Another process (a command beside the server) may hold the write lock this long.
private let busySecondsMax = 10.0
