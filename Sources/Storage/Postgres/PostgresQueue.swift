import Foundation
import Synchronization

/// What waits for a connection, and the threads that do it.
///
/// Three quarters of the threads store writes, those that wait together; the others, of two threads one, are
/// left for questions.
final class PostgresQueue: @unchecked Sendable {
    // Everything mutable is guarded by `condition`.
    private let condition = NSCondition()
    private var writes = WaitingLine<PostgresJob>()
    private var readings = WaitingLine<Reading>()
    /// What the writes are about that are being stored.
    private var busy: Set<String> = []
    /// Threads that store writes now, and how many may.
    private var storing = 0
    /// How often something was stored, counted before anybody is told.
    private var storedCount = 0
    private var storingMax = 1
    /// As many groups are stored one after the other, because writes met.
    private var inTurn = 0
    /// Writes and readings take turns.
    private var wroteLast = false
    private var closed = false
    private var running = 0
    private let waitingMax: Int
    private let patience: Duration
    private let meetings = Atomic(0)

    private enum Reading {
        case question(PostgresQuestion)
        case job(PostgresJob)
    }

    init(_ limits: StorageLimits) {
        waitingMax = limits.waiting
        patience = limits.patience
    }

    func start(workers: Int, url: String, schema: String) {
        running = workers
        storingMax = max(1, workers - max(1, workers / 4))
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

    func noteRetry(_ jobs: Int) { meetings.add(jobs, ordering: .relaxed) }

    /// A write met others twice and would go on meeting them, as small tables are watched by the page: for some groups
    /// no two threads store side by side. Once is no reason: whoever lost a race finds it lost at the second try.
    func takeTurns() {
        condition.lock()
        inTurn = inTurnMax
        condition.unlock()
    }

    /// Whether what was asked for then is tried again while the server cannot be reached. Counted from then and not
    /// from the first try: behind a long line nobody waits many times as long.
    func isPatient(since asked: ContinuousClock.Instant) -> Bool {
        ContinuousClock.now - asked < patience
    }

    var isClosed: Bool {
        condition.lock()
        defer { condition.unlock() }
        return closed
    }

    func add(_ question: PostgresQuestion) {
        if let refusal = add({ readings.add(.question(question)) }) {
            question.answer.resume(throwing: refusal)
        }
    }

    func add(_ job: PostgresJob) {
        let refusal = add {
            if job.kind == .reading { readings.add(.job(job)) } else { writes.add(job) }
        }
        if let refusal { job.answer.resume(throwing: refusal) }
    }

    private func add(_ put: () -> Void) -> StorageError? {
        condition.lock()
        defer { condition.unlock() }
        if closed { return .closed }
        if writes.count + readings.count >= waitingMax { return .overloaded }
        put()
        condition.signal()
        return nil
    }

    /// The next turn; over once closed and empty. Where there is none yet, what is left to do comes first.
    func next(beforeWaiting: () -> Void) -> PostgresTurn {
        condition.lock()
        defer { condition.unlock() }
        var hasRested = false
        while true {
            if let turn = turn() { return turn }
            if closed && writes.isEmpty { return .over }
            if !hasRested {
                hasRested = true
                condition.unlock()
                beforeWaiting()
                condition.lock()
            } else {
                condition.wait()
            }
        }
    }

    private func turn() -> PostgresTurn? {
        let storingMax = inTurn > 0 ? 1 : self.storingMax
        if !writes.isEmpty, storing < storingMax, readings.isEmpty || !wroteLast {
            var group = PostgresGroup(storedBefore: storedCount)
            takeWrites(into: &group)
            if !group.jobs.isEmpty {
                wroteLast = true
                storing += 1
                return .writes(group)
            }
        }
        wroteLast = false
        switch readings.next() {
        case nil: return nil
        case .job(let job): return .transaction(job)
        case .question(let first):
            var questions = [first]
            while questions.count < questionsMax, case .question(let question)? = readings.first {
                questions.append(question)
                _ = readings.next()
            }
            return .questions(questions)
        }
    }

    /// Adds writes that came while those before them were done, to be stored with them, unless another thread has
    /// stored something meanwhile: they may rest on it, and this transaction would not see it.
    func addMore(to group: inout PostgresGroup) {
        condition.lock()
        defer { condition.unlock() }
        guard !group.jobs.isEmpty, storedCount == group.storedBefore else { return }
        takeWrites(into: &group)
    }

    /// The first that wait, but for those whose subject another thread stores something about.
    private func takeWrites(into group: inout PostgresGroup) {
        let taken = writes.take(writesMax - group.jobs.count) { job in
            guard let subject = job.subject, !group.subjects.contains(subject) else { return true }
            guard busy.insert(subject).inserted else { return false }
            group.subjects.insert(subject)
            return true
        }
        group.jobs += taken
    }

    /// Something was stored, and nobody is told yet.
    func noteStored() {
        condition.lock()
        storedCount += 1
        condition.unlock()
    }

    /// The thread that was given writes has answered them.
    func stored(_ group: PostgresGroup) {
        condition.lock()
        storing -= 1
        inTurn = max(0, inTurn - 1)
        busy.subtract(group.subjects)
        if closed { condition.broadcast() } else if !writes.isEmpty { condition.signal() }
        condition.unlock()
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

/// First come, first served.
struct WaitingLine<Element> {
    private var elements: [Element] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }
    var first: Element? { isEmpty ? nil : elements[head] }

    mutating func add(_ element: Element) { elements.append(element) }

    mutating func next() -> Element? { take(1) { _ in true }.first }

    /// The first that fit; the others keep their places.
    mutating func take(_ countMax: Int, _ fits: (Element) -> Bool) -> [Element] {
        var taken: [Element] = []
        var place = head
        while taken.count < countMax, place < elements.count, place - head < lookMax {
            guard fits(elements[place]) else {
                place += 1
                continue
            }
            if place == head {
                taken.append(elements[place])
                head += 1
                place += 1
            } else {
                taken.append(elements.remove(at: place))
            }
        }
        if isEmpty || head >= compactAt {
            elements.removeFirst(head)
            head = 0
        }
        return taken
    }
}

/// As many questions travel together at most: they are answered together.
private let questionsMax = 8
/// As many writes are stored together at most: they are acknowledged together.
private let writesMax = 8
/// Enough that what met is through and few are done twice, and few enough for those that would meet nobody. Counted
/// and not timed: a machine that is busy stores fewer in any time, and meets no less.
private let inTurnMax = 32
/// As far into a line one looks for what fits.
private let lookMax = 64
/// What has gone is let go after this many, also where a line is never empty.
private let compactAt = 256
