import Kernel
import Logging
import ServiceLifecycle
import Storage

/// Empties the outbox: at least once, one after the other, with growing waits after failures.
struct OutboxService: Service {
    let database: Database
    let handlers: [String: OutboxHandler]
    let clock: Clock
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let sent = await drain()
                if sent == 0 { try? await Task.sleep(for: .milliseconds(pauseMilliseconds)) }
            }
        }
    }

    /// Sends what is due; returns how many it handled.
    @discardableResult
    func drain() async -> Int {
        do {
            let now = clock()
            let due = try await database.read { db in try db.outboxDue(at: now, limit: batchMax) }
            for message in due { try await handle(message) }
            return due.count
        } catch {
            logger.error("outbox", metadata: ["error": "\(String(reflecting: error))"])
            return 0
        }
    }

    private func handle(_ message: OutboxMessage) async throws {
        let now = clock()
        let until = now.adding(seconds: claimSeconds)
        guard try await database.write({ db in try db.claim(message, until: until, at: now) })
        else { return }
        guard let handler = handlers[message.kind] else {
            return try await postpone(message, "nobody handles \(message.kind)")
        }
        do {
            try await handler(message)
            try await database.write { db in try db.settle(message.id, at: now) }
        } catch {
            try await postpone(message, String(reflecting: error))
        }
    }

    private func postpone(_ message: OutboxMessage, _ failure: String) async throws {
        let wait = min(waitSecondsMax, Int64(10) << min(message.attempts, 12))
        let until = clock().adding(seconds: wait)
        logger.warning(
            "outbox postponed", metadata: ["kind": "\(message.kind)", "error": "\(failure)"])
        try await database.write { db in try db.postpone(message.id, until: until, because: failure)
        }
    }
}

private let batchMax = 50
private let pauseMilliseconds = 500
/// Another node may take over a message that its taker did not settle in this time.
private let claimSeconds: Int64 = 120
/// A message that fails is tried again at least every six hours.
private let waitSecondsMax: Int64 = 6 * 3_600
