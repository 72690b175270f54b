import Foundation
import Synchronization

/// Jobs in the order they came, and the threads that do them.
final class PostgresQueue: @unchecked Sendable {
    // Everything mutable is guarded by `condition`.
    private let condition = NSCondition()
    private var waiting: [PostgresJob] = []
    private var head = 0
    private var closed = false
    private var running = 0
    private let waitingMax: Int
    private let meetings = Atomic(0)

    init(waitingMax: Int) {
        self.waitingMax = waitingMax
    }

    func start(workers: Int, url: String, schema: String) {
        running = workers
        for number in 0..<workers {
            let thread = Thread { [self] in
                PostgresWorker(url: url, schema: schema).work(through: self)
                finished()
            }
            thread.name = "cais.postgres.\(number)"
            thread.start()
        }
    }

    /// How often a job was tried again because it met another.
    var retried: Int { meetings.load(ordering: .relaxed) }

    func noteRetry() { meetings.add(1, ordering: .relaxed) }

    var isClosed: Bool {
        condition.lock()
        defer { condition.unlock() }
        return closed
    }

    func add(_ job: PostgresJob) {
        condition.lock()
        let refusal: StorageError? =
            closed ? .closed : waiting.count - head >= waitingMax ? .overloaded : nil
        if refusal == nil { waiting.append(job) }
        condition.signal()
        condition.unlock()
        if let refusal { job.answer.resume(throwing: refusal) }
    }

    /// The next job; nil once closed and empty. Where there is none yet, what is left to do comes first.
    func next(beforeWaiting: () -> Void) -> PostgresJob? {
        condition.lock()
        defer { condition.unlock() }
        if head == waiting.count && !closed {
            condition.unlock()
            beforeWaiting()
            condition.lock()
        }
        while head == waiting.count && !closed { condition.wait() }
        guard head < waiting.count else { return nil }
        let job = waiting[head]
        head += 1
        if head == waiting.count || head >= compactAt {
            waiting.removeFirst(head)
            head = 0
        }
        return job
    }

    func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        while running > 0 { condition.wait() }
        condition.unlock()
    }

    private func finished() {
        condition.lock()
        running -= 1
        condition.broadcast()
        condition.unlock()
    }
}

/// One thread with one connection: runs jobs, tries again what may be tried again.
struct PostgresWorker {
    let url: String
    let schema: String

    func work(through queue: PostgresQueue) {
        var connection: PostgresConnection?
        while let job = queue.next(beforeWaiting: { connection?.rest() }) {
            do {
                try perform(job, &connection, queue)
                job.answer.resume()
            } catch {
                job.answer.resume(throwing: error)
            }
        }
    }

    /// Serialisation failures and broken connections are tried again, with growing waits, up to a limit;
    /// an unknown outcome never is.
    private func perform(
        _ job: PostgresJob, _ connection: inout PostgresConnection?, _ queue: PostgresQueue
    ) throws {
        var tries = 0
        while true {
            do {
                let open = try connection ?? PostgresConnection(url: url, schema: schema)
                connection = open
                defer { if open.isBroken { connection = nil } }
                return try attempt(job, open)
            } catch let error as StorageError {
                tries += 1
                guard let wait = pause(after: error, tries), !queue.isClosed else { throw error }
                if case .connection = error { connection = nil }
                if case .serialization = error { queue.noteRetry() }
                // The first try on a connection that died while idle costs no wait.
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            }
        }
    }

    private func attempt(_ job: PostgresJob, _ connection: PostgresConnection) throws {
        connection.open(job.kind)
        do {
            try job.run(connection)
            switch job.kind {
            case .asking: break
            case .reading: try connection.closeReading()
            case .writing: try connection.commit()
            }
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func pause(after error: StorageError, _ tries: Int) -> Double? {
        switch error {
        case .serialization where tries < serializationTriesMax:
            // Whom it met is through by now; where it meets again, the waits scatter and grow.
            return tries == 1 ? 0 : Double.random(in: 0...min(pauseMax, 0.001 * Double(1 << tries)))
        case .connection where tries < connectionTriesMax:
            return min(0.5, 0.05 * Double(tries - 1))
        default:
            return nil
        }
    }
}

/// Done jobs are let go after this many, also where the queue is never empty.
private let compactAt = 256
/// Longer than any write of ours takes, short enough for whoever waits.
private let pauseMax = 0.05
/// Contention that lasts longer than this many tries is a fault of ours.
private let serializationTriesMax = 40
/// About half a minute: a leader's failover takes 20 s (docs/decisions).
private let connectionTriesMax = 60
