import Foundation
import GRDB

/// Groups waiting writes into one commit, each in a savepoint of its own: one sync serves many.
final class WriteQueue: @unchecked Sendable {
    // Everything mutable is guarded by `condition`.
    private let condition = NSCondition()
    private var waiting: [Job] = []
    private var closed = false
    private var stopped = false
    private let pool: DatabasePool
    private let keys: Keys

    private struct Job {
        let run: @Sendable (Writer) throws -> Void
        let answer: CheckedContinuation<Void, any Error>
    }

    private let waitingMax: Int

    init(pool: DatabasePool, keys: Keys, waitingMax: Int) {
        self.pool = pool
        self.waitingMax = waitingMax
        self.keys = keys
        let thread = Thread { [self] in work() }
        thread.name = "cais.sqlite.writer"
        thread.start()
    }

    /// Waits until the write is on disk, or throws what it threw.
    func perform(_ run: @escaping @Sendable (Writer) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { answer in
            enqueue(Job(run: run, answer: answer))
        }
    }

    var isClosed: Bool {
        condition.lock()
        defer { condition.unlock() }
        return closed
    }

    func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        while !stopped { condition.wait() }
        condition.unlock()
    }

    private func enqueue(_ job: Job) {
        condition.lock()
        let refusal: StorageError? =
            closed ? .closed : waiting.count >= waitingMax ? .overloaded : nil
        if refusal == nil { waiting.append(job) }
        condition.signal()
        condition.unlock()
        if let refusal { job.answer.resume(throwing: refusal) }
    }

    private func work() {
        while let jobs = next() { commit(jobs) }
        condition.lock()
        stopped = true
        condition.broadcast()
        condition.unlock()
    }

    /// The writes that wait now; nil once closed and empty.
    private func next() -> [Job]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !closed { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        let batch = Array(waiting.prefix(batchMax))
        waiting.removeFirst(batch.count)
        return batch
    }

    /// One transaction for all; a job that throws takes back only its own part.
    private func commit(_ jobs: [Job]) {
        var errors = [(any Error)?](repeating: nil, count: jobs.count)
        do {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                do {
                    for (index, job) in jobs.enumerated() { errors[index] = try attempt(job, db) }
                    try db.execute(sql: "COMMIT")
                } catch {
                    if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        } catch {
            let told: any Error = (error as? DatabaseError).map(StorageError.init) ?? error
            // Nothing is stored. What one refused may rest on what another wrote, so each is done alone.
            if jobs.count > 1 {
                for job in jobs { commit([job]) }
                return
            }
            errors = errors.map { $0 ?? told }
        }
        for (job, error) in zip(jobs, errors) {
            if let error { job.answer.resume(throwing: error) } else { job.answer.resume() }
        }
    }

    /// Returns what the job threw; throws only when the savepoint itself fails.
    private func attempt(_ job: Job, _ db: GRDB.Database) throws -> (any Error)? {
        try db.execute(cached: "SAVEPOINT job")
        do {
            let connection = SQLiteConnection(db)
            let writer = Writer(connection, keys: keys)
            try job.run(writer)
            try writer.finish()
            if let failure = connection.failure { throw failure }
            try db.execute(cached: "RELEASE job")
            return nil
        } catch {
            try db.execute(cached: "ROLLBACK TO job")
            try db.execute(cached: "RELEASE job")
            return error
        }
    }
}

extension GRDB.Database {
    fileprivate func execute(cached sql: String) throws {
        try cachedStatement(sql: sql).execute()
    }
}

/// Keeps one commit under some tens of milliseconds.
private let batchMax = 256
