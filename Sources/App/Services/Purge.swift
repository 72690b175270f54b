import Kernel
import Logging
import People
import Storage

/// Forgets what serves nothing any more, night after night, in batches so small that no writer waits for them.
struct Purge: Sendable {
    let compartments: Compartments
    /// Where people sign in.
    let signIn: Database
    let people: People

    private typealias Step = @Sendable (Moment, Int, Writer) throws -> Int

    func service(_ clock: @escaping Clock, _ logger: Logger) -> NightService {
        NightService(
            work: { now in try await run(at: now) },
            name: "purge", secondsBetween: purgeSeconds, clock: clock, logger: logger)
    }

    func run(at now: Moment) async throws {
        for database in compartments.databases.values {
            try await empty(database, olderThan: answeredDays, at: now) { before, limit, db in
                try db.purgeAnswered(before: before, limit: limit)
            }
            try await empty(database, olderThan: deliveredDays, at: now) { before, limit, db in
                try db.purgeDelivered(before: before, limit: limit)
            }
        }
        let people = self.people
        try await empty(signIn, olderThan: sessionDays, at: now) { before, limit, db in
            try people.purgeSessions(before: before, limit: limit, in: db)
        }
    }

    private func empty(
        _ database: Database, olderThan days: Int64, at now: Moment, _ step: @escaping Step
    ) async throws {
        let before = now.adding(seconds: -days * 86_400)
        while try await database.write({ db in try step(before, purgeBatch, db) }) == purgeBatch {
            try await Task.sleep(for: .milliseconds(purgePauseMilliseconds))
        }
    }
}

/// A form is sent within its session (12 hours) and tried again within minutes; a week also covers a store that
/// was put back to a backup of some days ago.
let answeredDays: Int64 = 7
/// What a person asks after a lost letter is answered from the journal and the attempts; the line itself helps
/// whoever looks after the house for about a month.
let deliveredDays: Int64 = 30
/// Long enough to ask from which devices somebody signed in; after that it is data about people without use.
let sessionDays: Int64 = 30
/// Some milliseconds of work, after which waiting writers come first.
let purgeBatch = 200
private let purgePauseMilliseconds = 50
private let purgeSeconds: Int64 = 24 * 3_600
