import Allocation
import Formats
import Kernel
import Storage

/// A round is drawn after its list closed: the engine solves it, each household that is served gets an offer, the secret is
/// shown and the whole file is kept. All of it in one transaction, or nothing; drawn once, it is over.
struct RunRound: Sendable {
    let round: VisitRound

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        for (demand, time) in try draw(by: principal, at: now, in: db, asks) {
            try MakeOffer(
                file: demand.asFile, start: time.start, until: lastMoment(for: time.start, at: now),
                because: .round, desk: time.desk
            ).perform(by: principal, at: now, in: db)
        }
    }

    /// Solves it, shows the secret and keeps the file; returns who was served, and when, for whom nothing is held yet.
    func draw(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> [(demand: Demand, time: (desk: DeskID, start: Moment))] {
        guard now >= round.plan.closes else { throw RoundRefusal.notClosed }
        let secret = try RoundSecret.open(round.id, in: db)
        let seed = hex(secret)
        try round.end(as: .drawn, seed: seed, reason: nil, at: now, in: db)
        try round.releaseSupply(in: db)
        let worked = try WorkedRound(round, secret: secret, at: now, in: db, asks)
        let served = worked.outcome.assigned.compactMap { assignment in
            worked.demand.demands[assignment.applicant].flatMap { demand in
                worked.supply.time(assignment).map { (demand: demand, time: $0) }
            }
        }
        let starts = Dictionary(
            served.map { ($0.demand.number(db.keys), $0.time.start) }, uniquingKeysWith: { $1 })
        try keep(worked, starts, seed, in: db, asks)
        let facts = [
            "asked": String(worked.demand.applicants.count), "served": String(starts.count),
        ]
        try round.record("drawn", facts, by: principal, at: now, in: db)
        return served
    }

    private func keep(
        _ worked: WorkedRound, _ starts: [Int64: Moment], _ seed: String, in db: Writer,
        _ asks: Asks
    ) throws {
        for (number, demand) in worked.demand.demands.sorted(by: { $0.key < $1.key }) {
            try db.run(
                """
                INSERT INTO round_applicant (round, case_id, number, location, since, start)
                VALUES (\(round.id), \(demand.caseID), \(number), \(demand.location), \(demand.since),
                    \(starts[number]))
                """)
        }
        let lines =
            worked.round.lines(seed: seed, commitment: round.commitment) + worked.outcome.lines
        let text = lines.map { $0.canonical + "\n" }.joined()
        let report = try FairnessReport(of: [round.id], in: db, asks).text
        try db.run(
            """
            INSERT INTO round_file (round, asked, served, lines, report)
            VALUES (\(round.id), \(worked.demand.demands.count), \(starts.count), \(text), \(report))
            """)
    }
}

/// A round as the engine worked it out, with whom and what its numbers stand for.
struct WorkedRound: Sendable {
    let supply: RoundSupply
    let demand: RoundDemand
    let round: Round
    let outcome: Outcome

    init(_ of: VisitRound, secret: [UInt8], at now: Moment, in db: Reader, _ asks: Asks) throws {
        supply = try RoundSupply(of, at: now, in: db, asks)
        demand = try RoundDemand(of, supply, at: now, in: db)
        // One kilometre weighs nothing, because nobody is sent anywhere but to the office of their file.
        let criteria = Criteria(pointsPerKilometre: 0, pointsPerDay: of.plan.pointsPerDay)
        guard
            let round = Round(
                applicants: demand.applicants, supply: supply.supply, criteria: criteria,
                seed: secret)
        else {
            throw StorageError.sealed("a round whose secret or numbers are not as they were made")
        }
        self.round = round
        outcome = round.solve()
    }

    /// What would happen with times and people as they are now, by a lot of its own: the real one stays sealed.
    static func preview(
        _ round: VisitRound, at now: Moment, in db: Reader, _ asks: Asks
    ) throws -> WorkedRound {
        try WorkedRound(round, secret: Keys.random(), at: now, in: db, asks)
    }
}

/// The file of a drawn round, and how many took part.
struct RoundFile: Sendable {
    let asked: Int
    let served: Int
    let lines: String
    let report: FairnessReport

    static func find(_ round: RoundID, in db: Reader) throws -> RoundFile? {
        try db.first("SELECT asked, served, lines, report FROM round_file WHERE round = \(round)")
            .map { row in
                RoundFile(
                    asked: try row[0], served: try row[1], lines: try row[2],
                    report: try FairnessReport(text: try row[3]))
            }
    }
}
