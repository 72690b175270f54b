import Foundation

/// One thread with one connection: takes turns, tries again what may be tried again.
struct PostgresWorker {
    let url: String
    let schema: String

    func work(through queue: PostgresQueue) {
        var connection: PostgresConnection?
        while true {
            switch queue.next(beforeWaiting: { connection?.rest() }) {
            case .over: return
            case .questions(let questions): answer(questions, &connection, queue)
            case .transaction(let job): perform(job, &connection, queue)
            case .writes(var group):
                store(&group, &connection, queue)
                queue.stored(group)
            }
        }
    }

    private func answer(
        _ questions: [PostgresQuestion], _ connection: inout PostgresConnection?,
        _ queue: PostgresQueue
    ) {
        var left = questions[...]
        var outage: (any Error)?
        while let first = left.first {
            do {
                if let outage, !queue.isPatient(since: first.asked) { throw outage }
                try insist(&connection, queue, since: first.asked) { open in
                    try open.ask(left.map(\.sql)) { answer in
                        left.popFirst()?.answer.resume(returning: answer.rows)
                    }
                }
            } catch {
                if case StorageError.connection = error { outage = error }
                left.popFirst()?.answer.resume(throwing: error)
            }
        }
    }

    private func perform(
        _ job: PostgresJob, _ connection: inout PostgresConnection?, _ queue: PostgresQueue
    ) {
        do {
            try insist(&connection, queue, since: job.asked) { try attempt(job, $0) }
            job.answer.resume()
        } catch {
            job.answer.resume(throwing: error)
        }
    }

    /// Serialisation failures and broken connections are tried again, with growing waits, up to a limit;
    /// an unknown outcome never is.
    private func insist(
        _ connection: inout PostgresConnection?, _ queue: PostgresQueue,
        since asked: ContinuousClock.Instant, _ act: (PostgresConnection) throws -> Void
    ) throws {
        var tries = 0
        while true {
            do {
                let open = try connection ?? PostgresConnection(url: url, schema: schema)
                connection = open
                defer { if open.isBroken { connection = nil } }
                return try act(open)
            } catch let error as StorageError {
                tries += 1
                guard let wait = pause(after: error, tries), !queue.isClosed else { throw error }
                if case .connection = error {
                    connection = nil
                    guard tries == 1 || queue.isPatient(since: asked) else { throw error }
                }
                if case .serialization = error {
                    queue.noteRetry(1)
                    if tries > 1 { queue.takeTurns() }
                }
                // The first try on a connection that died while idle costs no wait.
                if wait > 0 { Thread.sleep(forTimeInterval: wait) }
            }
        }
    }

    private func attempt(_ job: PostgresJob, _ connection: PostgresConnection) throws {
        connection.open(job.kind)
        do {
            try job.run(connection)
            if job.kind == .reading {
                try connection.closeReading()
            } else {
                try connection.commit()
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
        case .connection:
            return min(0.5, 0.05 * Double(tries - 1))
        default:
            return nil
        }
    }
}

extension PostgresWorker {
    /// Writes that wait are stored in one transaction. Where that fails all of it is taken back: those that met
    /// another are tried together once more, the others are done alone, the one at which it failed last.
    private func store(
        _ group: inout PostgresGroup, _ connection: inout PostgresConnection?,
        _ queue: PostgresQueue
    ) {
        var tries = 0
        while group.jobs.count > 1, tries < togetherTriesMax, let open = connection {
            let failed = storeTogether(&group, open, queue)
            if open.isBroken { connection = nil }
            guard let failed else { return }
            tries += failed.isMeeting ? 1 : togetherTriesMax
            if tries >= togetherTriesMax { group.jobs.append(group.jobs.remove(at: failed.place)) }
        }
        var outage: (any Error)?
        for job in group.jobs {
            do {
                if let outage, !queue.isPatient(since: job.asked) { throw outage }
                try insist(&connection, queue, since: job.asked) { try attempt(job, $0) }
                queue.noteStored()
                job.answer.resume()
            } catch {
                if case StorageError.connection = error { outage = error }
                job.answer.resume(throwing: error)
            }
        }
    }

    private struct Failed {
        let place: Int
        /// Another transaction was in the way; the next try finds it done.
        let isMeeting: Bool
    }

    /// Nil where all were answered, else the write at which it failed.
    ///
    /// Those at the head that changed nothing, refused or not, are answered at once: they were readings, and
    /// wait for no disk. Whoever lost a race for what another took stands there.
    private func storeTogether(
        _ group: inout PostgresGroup, _ connection: PostgresConnection, _ queue: PostgresQueue
    ) -> Failed? {
        connection.open(.writingTogether)
        var refusals: [(any Error)?] = []
        var unknown: (any Error)?
        do {
            while refusals.count < group.jobs.count {
                let refusal = try refusal(of: group.jobs[refusals.count], connection)
                if connection.hasOnlyRead {
                    end(group.jobs.removeFirst(), refusal)
                } else {
                    refusals.append(refusal)
                }
                if refusals.count == group.jobs.count { queue.addMore(to: &group) }
            }
            if group.jobs.isEmpty {
                try connection.closeReading()
            } else {
                try connection.commit()
            }
        } catch {
            connection.rollback()
            if group.jobs.isEmpty { return nil }
            let isMeeting = if case StorageError.serialization = error { true } else { false }
            if isMeeting { queue.noteRetry(group.jobs.count) }
            guard case StorageError.unknownOutcome = error else {
                return Failed(
                    place: min(refusals.count, group.jobs.count - 1), isMeeting: isMeeting)
            }
            // What one refused may rest on what another wrote, and nobody knows whether that is stored.
            unknown = error
        }
        queue.noteStored()
        for (job, refusal) in zip(group.jobs, refusals) { end(job, unknown ?? refusal) }
        return nil
    }

    private func end(_ job: PostgresJob, _ error: (any Error)?) {
        if let error {
            job.answer.resume(throwing: error)
        } else {
            job.answer.resume()
        }
    }

    /// Why a write among others does not happen. Thrown where it changed something by then that cannot be taken
    /// back alone, or the store failed: then all of it is taken back.
    private func refusal(
        of job: PostgresJob, _ connection: PostgresConnection
    ) throws -> (any Error)? {
        connection.beginPart()
        do {
            try job.run(connection)
            return nil
        } catch {
            // What the store said may be tried again, alone.
            guard !(error is StorageError), try connection.takeBackPart() else { throw error }
            return error
        }
    }
}

/// As often writes that met others are tried together.
private let togetherTriesMax = 2
/// Longer than any write of ours takes, short enough for whoever waits.
private let pauseMax = 0.05
/// Contention that lasts longer than this many tries is a fault of ours.
private let serializationTriesMax = 40
