import GRDB
import Synchronization

/// Read-only connections that run on the caller's own thread.
///
/// A reading of ours is computing, not waiting: its pages are mapped or cached. Handing it to another
/// thread and back cost five times the reading itself (docs/decisions/2026-11-23-readings.md). Nobody
/// blocks here: who finds no free connection is suspended until one is given back.
final class ReaderPool: Sendable {
    private struct State {
        var free: [DatabaseQueue]
        var waiting: [CheckedContinuation<DatabaseQueue, any Error>] = []
        var head = 0
        var closed = false
    }

    private let state: Mutex<State>
    private let all: [DatabaseQueue]
    private let waitingMax: Int

    init(path: String, count: Int, configuration: Configuration, waitingMax: Int) throws {
        self.waitingMax = waitingMax
        var readonly = configuration
        readonly.readonly = true
        all = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: readonly) }
        state = Mutex(State(free: all))
    }

    func read<T: Sendable>(
        inTransaction: Bool, _ body: @Sendable (GRDB.Database) throws -> T
    ) async throws -> T {
        let queue = try await take()
        defer { give(queue) }
        return try inTransaction ? readNow(queue, body) : askNow(queue, body)
    }

    func close() {
        state.withLock { $0.closed = true }
        for queue in all { try? queue.close() }
    }

    private func askNow<T>(_ queue: DatabaseQueue, _ body: (GRDB.Database) throws -> T) throws -> T
    {
        try queue.unsafeRead(body)
    }

    /// GRDB's blocking call: the queue is ours alone, so that it never waits. `read` would begin a
    /// transaction of its own with uncached statements.
    private func readNow<T>(_ queue: DatabaseQueue, _ body: (GRDB.Database) throws -> T) throws -> T
    {
        try queue.unsafeRead { db in
            // Several questions of one reading see one state.
            try db.cachedStatement(sql: "BEGIN DEFERRED").execute()
            defer { end(db) }
            return try body(db)
        }
    }

    /// A transaction left open would make every later reading on this connection fail.
    private func end(_ db: GRDB.Database) {
        try? db.cachedStatement(sql: "COMMIT").execute()
        if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
    }

    private func take() async throws -> DatabaseQueue {
        let found: DatabaseQueue? = try state.withLock { state in
            if state.closed { throw StorageError.closed }
            return state.free.popLast()
        }
        if let found { return found }
        return try await withCheckedThrowingContinuation { answer in
            let now: Result<DatabaseQueue, any Error>? = state.withLock { state in
                if state.closed { return .failure(StorageError.closed) }
                if let queue = state.free.popLast() { return .success(queue) }
                if state.waiting.count - state.head >= waitingMax {
                    return .failure(StorageError.overloaded)
                }
                state.waiting.append(answer)
                return nil
            }
            if let now { answer.resume(with: now) }
        }
    }

    private func give(_ queue: DatabaseQueue) {
        let next: CheckedContinuation<DatabaseQueue, any Error>? = state.withLock { state in
            guard state.head < state.waiting.count else {
                state.waiting.removeAll(keepingCapacity: true)
                state.head = 0
                state.free.append(queue)
                return nil
            }
            let next = state.waiting[state.head]
            state.head += 1
            // Served ones are let go after a while, also where somebody always waits.
            if state.head >= compactAt {
                state.waiting.removeFirst(state.head)
                state.head = 0
            }
            return next
        }
        next?.resume(returning: queue)
    }
}

private let compactAt = 256
