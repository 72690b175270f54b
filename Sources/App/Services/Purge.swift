import Cases
import Kernel
import Logging
import Observatory
import People
import ServiceNetwork
import Storage

/// Forgets what serves nothing any more, night after night, in batches so small that no writer waits for them.
struct Purge: Sendable {
    let compartments: Compartments
    /// Where people sign in.
    let signIn: Database
    let people: People

    /// Which documents of a compartment stand in a row of its rooms; where nobody tells, all files stay.
    var held: [Compartment: Held] = [:]
    /// Where people file; nil in a house without case files.
    var cases: Cases?
    /// Where paths are drawn and people referred; nil in a house without the network.
    var network: ServiceNetwork?
    /// Where files of series are brought in; nil in a house without the observatory.
    var observatory: Observatory?
    /// Sealed rooms, which forget what their procedures say.
    var rooms: [SealedRoom] = []

    /// Of these digests those that a row names; nil where the store cannot tell.
    typealias Held = @Sendable ([String], Reader) throws -> Set<String>?
    private typealias Step = @Sendable (Moment, Int, Writer) throws -> Int

    func service(_ clock: @escaping Clock, _ logger: Logger) -> NightService {
        NightService(
            work: { now in
                let told = try await run(at: now).told
                if !told.isEmpty {
                    logger.notice("purge", metadata: told.mapValues { .stringConvertible($0) })
                }
            },
            name: "purge", secondsBetween: purgeSeconds, clock: clock, logger: logger)
    }

    /// Answers what went.
    @discardableResult
    func run(at now: Moment) async throws -> Forgotten {
        var gone = Forgotten()
        for database in compartments.databases.values {
            gone.add(
                try await empty(database, olderThan: answeredDays, at: now) { before, limit, db in
                    try db.purgeAnswered(before: before, limit: limit)
                }, .answers, in: database.compartment)
            gone.add(
                try await empty(database, olderThan: deliveredDays, at: now) { before, limit, db in
                    try db.purgeDelivered(before: before, limit: limit)
                }, .letters, in: database.compartment)
        }
        for (kind, days, step) in steps(at: now) {
            gone.add(
                try await empty(signIn, olderThan: days, at: now, step), kind,
                in: signIn.compartment)
        }
        if let network {
            try await signIn.write { db in try network.purgeBranchRequests(at: now, in: db) }
        }
        // After the paths and referrals, which keep an account while they stand.
        if let cases {
            gone.add(try await cases.forgetKeptAccounts(at: now), .accounts, in: .general)
        }
        for room in rooms {
            gone.add(try await room.forgetDue(at: now), .cases, in: room.compartment)
        }
        for (compartment, held) in held {
            gone.add(try await sweep(compartment, held, at: now), .files, in: compartment)
        }
        return gone
    }

    /// What goes where people sign in, and how old it must be.
    private func steps(at now: Moment) -> [(Forgotten.Kind, Int64, Step)] {
        let people = self.people
        var all: [(Forgotten.Kind, Int64, Step)] = [
            (.sessions, sessionDays, { try people.purgeSessions(before: $0, limit: $1, in: $2) }),
            (.addresses, 0, { try people.purgeFormerChannels(before: $0, limit: $1, in: $2) }),
        ]
        if let cases {
            let begun: Step = { try cases.purgeUnfinishedRequests(before: $0, limit: $1, in: $2) }
            let days: Step = { try cases.purgePersonDays(before: $0, limit: $1, in: $2) }
            all += [(.unfinished, 0, begun), (.days, 1, days)]
        }
        if let network {
            let paths: Step = { try network.purgePaths(before: $0, at: now, limit: $1, in: $2) }
            let sent: Step = { try network.purgeReferrals(before: $0, limit: $1, in: $2) }
            all += [(.paths, pathDays, paths), (.referrals, referralDays, sent)]
        }
        if let observatory {
            let drafts: Step = { try observatory.purgeDrafts(before: $0, limit: $1, in: $2) }
            all.append((.drafts, Observatory.draftDays, drafts))
        }
        return all
    }

    /// Takes away files that were stored for a request that was refused afterwards: nothing leads to them.
    private func sweep(
        _ compartment: Compartment, _ held: @escaping Held, at now: Moment
    ) async throws -> Int {
        guard let database = compartments[compartment],
            let documents = compartments.documents[compartment]
        else { return 0 }
        var gone = 0
        let before = now.adding(seconds: -strayDays * 86_400)
        documents.emptySpool(untouchedSince: before)
        let old = try await documents.untouched(since: before)
        for start in stride(from: 0, to: old.count, by: purgeBatch) {
            let batch = Array(old[start..<min(start + purgeBatch, old.count)])
            guard let named = try await database.read({ db in try held(batch, db) }) else {
                return gone
            }
            for digest in batch where !named.contains(digest) {
                if try documents.remove(digest, untouchedSince: before) { gone += 1 }
            }
            try await Task.sleep(for: .milliseconds(purgePauseMilliseconds))
        }
        return gone
    }

    /// Answers how many went.
    private func empty(
        _ database: Database, olderThan days: Int64, at now: Moment, _ step: @escaping Step
    ) async throws -> Int {
        let before = now.adding(seconds: -days * 86_400)
        var gone = 0
        while true {
            let batch = try await database.write { db in try step(before, purgeBatch, db) }
            gone += batch
            if batch < purgeBatch { return gone }
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
/// Who did not agree within two months of drawing a path up will not: a choice of this house.
let pathDays: Int64 = 60
/// What was told serves nothing two months after every consent to it was over: a choice of this house.
let referralDays: Int64 = 60
/// A request stores its file and writes the row within minutes: a file that a running one brings is younger.
let strayDays: Int64 = 1
/// Some milliseconds of work, after which waiting writers come first.
let purgeBatch = 200
private let purgePauseMilliseconds = 50
private let purgeSeconds: Int64 = 24 * 3_600

extension House {
    /// What a night forgets here; documents belong to case files and to nothing else.
    var purge: Purge {
        let cases = self.cases
        return Purge(
            compartments: compartments, signIn: database, people: people,
            held: [.general: { try cases.held($0, in: $1) }], cases: cases, network: network,
            observatory: observatory, rooms: Array(sealed.values))
    }
}
