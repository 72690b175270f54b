import Allocation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Five days after the fixed noon: the day whose times the sample rounds give out.
let roundDay = noon.utcDay.adding(days: 5)
/// The list of the sample rounds closes one day after the fixed noon.
let closing = noon.adding(seconds: 86_400)

/// An office whose one desk opens on the day of a round, for so many times of 20 minutes from 09:00 on.
struct RoundSample: Sendable {
    let sample: Sample
    var database: Database { sample.database }

    init(_ engine: Engine, times: Int) async throws {
        sample = try await Sample(engine, times: 0)
        try await database.write { db in
            try OpenDesk(
                desk: DeskID(1), day: roundDay, minutes: nine..<nine + times * 20, zone: .utc
            ).perform(in: db)
        }
    }

    static func plan(_ offices: [LocationID] = [lisbonCentre]) -> RoundPlan {
        RoundPlan(
            service: "residence", offices: offices, days: roundDay...roundDay, closes: closing)
    }

    @discardableResult
    func announce(
        _ plan: RoundPlan = plan(), by principal: Principal = carla
    ) async throws -> RoundID {
        try await database.write { db in
            try AnnounceRound(plan: plan).perform(by: principal, at: noon, in: db, Sample.asks)
        }
    }

    func round(_ id: RoundID) async throws -> VisitRound {
        try await database.read { db in try VisitRound.find(id, in: db) }
    }

    func run(
        _ id: RoundID, at now: Moment = closing, _ asks: Asks = Sample.asks
    ) async throws {
        let round = try await self.round(id)
        try await database.write { db in
            try RunRound(round: round).perform(by: .house, at: now, in: db, asks)
        }
    }

    func file(_ id: RoundID) async throws -> RoundFile {
        try await database.read { db in try #require(try RoundFile.find(id, in: db)) }
    }

    func secret(_ id: RoundID) async throws -> [UInt8] {
        try await database.read { db in try RoundSecret.open(id, in: db) }
    }

    /// What the engine's verifier finds wrong in a file.
    func differences(_ lines: String) throws -> [String] {
        var published = PublishedRound()
        try published.read(Array(lines.utf8), file: "round.jsonl")
        return try published.differences(file: "round.jsonl", digest: fingerprint).found
    }

    /// Who has an open offer, by the number of the case.
    func offered() async throws -> [Int64] {
        try await database.read { db in
            try db.all("SELECT case_id FROM offer WHERE state = 'open' ORDER BY case_id")
                .map { try $0[0] }
        }
    }

    func freeThen(at now: Moment = noon) async throws -> Int {
        try await database.read { db in
            try FreeTimes(office: lisbonCentre, service: "residence", people: 1, now: now).run(
                from: Moment(roundDay), to: Moment(roundDay.adding(days: 1)), in: db
            ).count
        }
    }
}
