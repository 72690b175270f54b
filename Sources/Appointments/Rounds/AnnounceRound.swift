import Kernel
import Storage

/// Supervisors announce a round: the secret is drawn, its promise is published, and the free times of its days are kept
/// for it. Only who supervises all its offices may.
struct AnnounceRound: Sendable {
    let plan: RoundPlan

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> RoundID {
        guard plan.offices.allSatisfy(principal.supervises) else { throw Refused.notFound }
        guard let office = plan.offices.first else { throw RoundRefusal.officesMissing }
        guard let place = try asks.place(office, db) else { throw Refused.notFound }
        if let refusal = plan.refusal(place.zone, at: now) { throw refusal }
        let desks = try plan.offices.flatMap { try plan.desks(at: $0, in: db) }
        guard !desks.isEmpty else { throw RoundRefusal.noDesk }
        let id = try insert(isDemo: desks.contains(where: \.isDemo), by: principal, at: now, in: db)
        let round = try VisitRound.find(id, in: db)
        try round.holdSupply(at: now, in: db, asks)
        try round.record(
            "announced", ["commitment": round.commitment, "closes": plan.closes.description],
            by: principal, at: now, in: db)
        return id
    }

    private func insert(
        isDemo: Bool, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> RoundID {
        let id = RoundID.new(at: now)
        let secret = Keys.random()
        let sealed = try db.keys.seal(
            secret, use: RoundSecret.use, context: RoundSecret.context(id))
        try db.run(
            """
            INSERT INTO visit_round (id, state, service, first_day, last_day, closes, points_per_day, commitment,
                sealed, made_by, made_at, demo)
            VALUES (\(id), \(RoundState.announced), \(plan.service), \(plan.days.lowerBound),
                \(plan.days.upperBound), \(plan.closes), \(plan.pointsPerDay), \(fingerprint(secret)),
                \(sealed), \(principal.account), \(now), \(isDemo))
            """)
        for office in Set(plan.offices).sorted() {
            try db.run("INSERT INTO round_place (round, location) VALUES (\(id), \(office))")
        }
        return id
    }
}

/// A round is cancelled with a reason that everybody reads; its times are free again, and the secret stays sealed.
struct CancelRound: Sendable {
    let round: VisitRound
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard round.plan.offices.allSatisfy(principal.supervises) else { throw Refused.notFound }
        if reason.isEmpty { throw RoundRefusal.reasonMissing }
        try round.end(as: .cancelled, seed: nil, reason: reason, at: now, in: db)
        try round.releaseSupply(in: db)
        try round.record("cancelled", ["reason": reason], by: principal, at: now, in: db)
    }
}

/// The bytes that decide the lot, sealed until the draw.
enum RoundSecret {
    static let use = "allocation-round"

    static func context(_ id: RoundID) -> String { "round/\(id)" }

    static func open(_ id: RoundID, in db: Reader) throws -> [UInt8] {
        guard
            let sealed: [UInt8] = try db.value("SELECT sealed FROM visit_round WHERE id = \(id)")
        else { throw Refused.notFound }
        return try db.keys.open(sealed, use: use, context: context(id))
    }
}
