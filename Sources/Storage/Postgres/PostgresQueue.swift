import Foundation
import Synchronization

/// What waits for a connection, in the order it came, and the threads that do it.
final class PostgresQueue: @unchecked Sendable {
    // Everything mutable is guarded by `condition`.
    private let condition = NSCondition()
    private var waiting: [PostgresTask] = []
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

    func add(_ task: PostgresTask) {
        condition.lock()
        let refusal: StorageError? =
            closed ? .closed : waiting.count - head >= waitingMax ? .overloaded : nil
        if refusal == nil { waiting.append(task) }
        condition.signal()
        condition.unlock()
        if let refusal { task.refuse(refusal) }
    }

    /// The next transaction, or the questions that wait directly behind each other; none once closed and
    /// empty. Where there is none yet, what is left to do comes first.
    func next(beforeWaiting: () -> Void) -> [PostgresTask] {
        condition.lock()
        defer { condition.unlock() }
        if head == waiting.count && !closed {
            condition.unlock()
            beforeWaiting()
            condition.lock()
        }
        while head == waiting.count && !closed { condition.wait() }
        guard head < waiting.count else { return [] }
        var end = head + 1
        if waiting[head].isQuestion {
            while end < min(waiting.count, head + questionsMax), waiting[end].isQuestion {
                end += 1
            }
        }
        let tasks = Array(waiting[head..<end])
        head = end
        if head == waiting.count || head >= compactAt {
            waiting.removeFirst(head)
            head = 0
        }
        return tasks
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

/// One thread with one connection: does tasks, tries again what may be tried again.
struct PostgresWorker {
    let url: String
    let schema: String

    func work(through queue: PostgresQueue) {
        var connection: PostgresConnection?
        while true {
            let tasks = queue.next(beforeWaiting: { connection?.rest() })
            if tasks.isEmpty { return }
            perform(tasks, &connection, queue)
        }
    }

    /// Serialisation failures and broken connections are tried again, with growing waits, up to a limit;
    /// an unknown outcome never is.
    private func perform(
        _ tasks: [PostgresTask], _ connection: inout PostgresConnection?, _ queue: PostgresQueue
    ) {
        var left = tasks[...]
        var tries = 0
        while !left.isEmpty {
            do {
                let open = try connection ?? PostgresConnection(url: url, schema: schema)
                connection = open
                defer { if open.isBroken { connection = nil } }
                try attempt(&left, open)
            } catch {
                tries += 1
                guard let wait = pause(after: error, tries), !queue.isClosed else {
                    give(up: error, &left)
                    tries = 0
                    continue
                }
                if case StorageError.connection = error { connection = nil }
                if case StorageError.serialization = error { queue.noteRetry() }
                // The first try on a connection that died while idle costs no wait.
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            }
        }
    }

    /// The task that failed is told; without a connection, all that came with it.
    private func give(up error: any Error, _ left: inout ArraySlice<PostgresTask>) {
        if case StorageError.connection = error {
            for task in left { task.refuse(error) }
            left = []
        } else {
            left.removeFirst().refuse(error)
        }
    }

    private func attempt(
        _ left: inout ArraySlice<PostgresTask>, _ connection: PostgresConnection
    ) throws {
        if case .transaction(let job)? = left.first {
            try attempt(job, connection)
            left.removeFirst()
            return job.answer.resume()
        }
        try connection.ask(left.compactMap(\.question)) { answer in
            if case .question(let question)? = left.popFirst() {
                question.answer.resume(returning: answer.rows)
            }
        }
    }

    private func attempt(_ job: PostgresJob, _ connection: PostgresConnection) throws {
        connection.open(job.kind)
        do {
            try job.run(connection)
            switch job.kind {
            case .reading: try connection.closeReading()
            case .writing: try connection.commit()
            }
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func pause(after error: any Error, _ tries: Int) -> Double? {
        switch error as? StorageError {
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

/// As many questions travel together at most: those behind wait for those ahead.
private let questionsMax = 8
/// Done jobs are let go after this many, also where the queue is never empty.
private let compactAt = 256
/// Longer than any write of ours takes, short enough for whoever waits.
private let pauseMax = 0.05
/// Contention that lasts longer than this many tries is a fault of ours.
private let serializationTriesMax = 40
/// About half a minute: a leader's failover takes 20 s (docs/decisions).
private let connectionTriesMax = 60
