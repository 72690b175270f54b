import Kernel
import Storage

/// The first of the room to take a case that is kept to few becomes its reader.
struct TakeSealed {
    let id: SealedCaseID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        let account = principal.account
        let row = try db.first(
            """
            SELECT state, (SELECT COUNT(*) FROM sealed_reader r WHERE r.kase = c.id),
                (SELECT COUNT(*) FROM sealed_reader r WHERE r.kase = c.id AND r.account = \(account))
            FROM sealed_case c WHERE id = \(id)
            """)
        guard let row, try house.procedure(of: id, row[0], db.keys).mayWork(principal) else {
            throw Refused.notFound
        }
        let (readers, own): (Int, Int) = (try row[1], try row[2])
        guard readers == 0 else {
            // Whoever is no reader learns nothing of a case that has some.
            throw own > 0 ? SealedRefusal.alreadyRead : Refused.notFound as any Error
        }
        try house.record(.reader(principal.account), on: id, by: principal, at: now, in: db)
    }
}

/// A reader lets somebody else of the room in.
struct LetIntoSealed {
    let account: AccountID

    func perform(
        on view: SealedView, by principal: Principal, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws {
        guard view.history.readers.contains(principal.account) else { throw Refused.notFound }
        if view.history.readers.contains(account) { return }
        try house.record(.reader(account), on: view.id, by: principal, at: now, in: db)
    }
}

/// Breaking the glass: somebody of the room who is no reader asks, another confirms, and it ends by itself.
struct AskGlass {
    let reference: Reference
    let reason: String
    let endangers: Bool

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        let hash = SealedKeepsake.hash(reference, db.keys)
        guard
            let row = try db.first(
                "SELECT id, state FROM sealed_case WHERE reference_hash = \(hash)")
        else { throw Refused.notFound }
        let id: SealedCaseID = try row[0]
        guard try house.procedure(of: id, row[1], db.keys).mayWork(principal) else {
            throw Refused.notFound
        }
        try db.run(
            """
            INSERT INTO sealed_glass (kase, asker, asked_at, ends_at)
            VALUES (\(id), \(principal.account), \(now), NULL)
            ON CONFLICT (kase, asker) DO UPDATE SET asked_at = excluded.asked_at, ends_at = NULL
            """)
        let glass = SealedEvent.Glass(
            reason: reason, endangers: endangers, person: principal.selves.first)
        try house.record(.glass(glass), on: id, by: principal, at: now, in: db)
    }
}

/// Somebody else confirms a request as they read it: one that took its place meanwhile is another.
struct ConfirmGlass {
    let id: SealedCaseID
    let asker: AccountID
    /// When what they read was asked for.
    let askedAt: Moment

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        guard let history = try SealedHistory.load(id, in: db),
            try house.procedure(history.filed.procedure).mayWork(principal),
            try db.count(
                """
                SELECT COUNT(*) FROM sealed_glass
                WHERE kase = \(id) AND asker = \(asker) AND asked_at = \(askedAt)
                    AND ends_at IS NULL
                """) == 1
        else { throw Refused.notFound }
        let asked = history.glasses.last { $0.asker == asker }
        let isSameHuman = asked?.glass.person.map { principal.isSelf($0) } ?? false
        guard principal.account != asker, !isSameHuman else { throw SealedRefusal.sameHands }
        let until = now.adding(seconds: glassSeconds)
        try db.run(
            """
            UPDATE sealed_glass SET ends_at = \(until)
            WHERE kase = \(id) AND asker = \(asker) AND asked_at = \(askedAt)
            """)
        let event = SealedEvent.GlassConfirmed(asker: asker, until: until)
        try house.record(.confirmed(event), on: id, by: principal, at: now, in: db)
    }
}

/// What waits for a second pair of hands: when it was asked for and why, and nothing of the case.
struct GlassLine: Sendable {
    let id: SealedCaseID
    let asker: AccountID
    let askedAt: Moment
    let reason: String

    static func waiting(
        _ procedure: SealedProcedure, for principal: Principal, in db: Reader
    ) throws -> [GlassLine] {
        guard procedure.mayWork(principal) else { throw Refused.notFound }
        return try db.all(
            """
            SELECT g.kase, g.asker, g.asked_at FROM sealed_glass g
            JOIN sealed_case c ON c.id = g.kase
            WHERE c.kind_hash = \(procedure.kind(db.keys)) AND g.ends_at IS NULL
            ORDER BY g.asked_at, g.kase
            """
        ).compactMap { row in
            let (id, asker): (SealedCaseID, AccountID) = (try row[0], try row[1])
            let asked = try SealedHistory.load(id, in: db)?.glasses.last { $0.asker == asker }
            let askedAt: Moment = try row[2]
            return asked.map {
                GlassLine(id: id, asker: asker, askedAt: askedAt, reason: $0.glass.reason)
            }
        }
    }
}

extension SealedHistory {
    struct Glass: Sendable {
        let asker: AccountID
        let glass: SealedEvent.Glass
        let askedAt: Moment
        var until: Moment?
    }

    var glasses: [Glass] {
        var all: [Glass] = []
        for line in lines {
            switch line.event {
            case .glass(let glass):
                all.append(Glass(asker: line.by, glass: glass, askedAt: line.at))
            case .confirmed(let confirmed):
                if let index = all.lastIndex(where: { $0.asker == confirmed.asker }) {
                    all[index].until = confirmed.until
                }
            default: break
            }
        }
        return all
    }

    /// What the person is told: each that is over, unless telling it endangers somebody.
    func toldGlasses(at now: Moment) -> [Glass] {
        glasses.filter { one in !one.glass.endangers && one.until.map { $0 <= now } ?? false }
    }
}

/// A day: a choice of this installation.
private let glassSeconds: Int64 = 24 * 60 * 60
