public import Kernel
import Storage

/// A file whose time is over.
public struct DueErasure: Sendable, Equatable {
    public let reference: Reference
    public let procedure: String
    /// Since when it need not be kept.
    public let since: Day
    /// Where the time stands, and whether a source confirms it.
    public let article: String
    public let isVerified: Bool
    let kase: CaseID
    let decidedAt: Moment
}

extension Cases {
    /// Hands over the files whose time is over, the oldest decision of each procedure first, batch by batch.
    public func eachDueErasure(
        at now: Moment, _ take: @Sendable ([DueErasure]) async throws -> Void
    ) async throws {
        let today = house.zone.day(of: now)
        for procedure in house.policy.procedures {
            guard let rule = procedure.retention else { continue }
            var last: (Moment, CaseID)? = (Moment(microseconds: .min), CaseID(0))
            while let from = last {
                let found = try await database.read { [house] db in
                    try house.due(procedure.code, rule, after: from, on: today, in: db)
                }
                if !found.due.isEmpty { try await take(found.due) }
                last = found.last
            }
        }
    }

    /// Erases files whose time is over; says whether one was. Whoever reopened it meanwhile keeps it.
    public func erase(_ due: DueErasure, at now: Moment) async throws -> Bool {
        let digests = try await database.write { [house] db -> [String]? in
            let kase = try Case.stored(due.kase, in: db)
            let standing = try house.erasure(of: kase, at: now, in: db)
            guard standing.refusal == nil, standing.ground == .retention else { return nil }
            let erased = Erased(
                kase, .retention, proposedBy: nil, by: Principal.house.name)
            return try kase.erase(erased, by: .house, at: now, in: db, house)
        }
        guard let digests else { return false }
        try await removeErased(digests, untouchedSince: now)
        return true
    }
}

extension CaseHouse {
    /// Some files of a procedure behind another, those of them whose time is over, and the last that was looked at.
    fileprivate func due(
        _ procedure: String, _ rule: RetentionRule, after last: (Moment, CaseID), on today: Day,
        in db: Reader
    ) throws -> (due: [DueErasure], last: (Moment, CaseID)?) {
        // A month that is shorter brings a day forward by three at most.
        let end = zone.moment(today.adding(months: -rule.months).adding(days: 4), hour: 12)
        let rows = try db.all(
            """
            SELECT id, reference, decided_at FROM kase
            WHERE procedure = \(procedure) AND turn = 'none' AND id NOT IN (SELECT kase FROM erased_file)
                AND decided_at < \(end)
                AND (decided_at > \(last.0) OR decided_at = \(last.0) AND id > \(last.1))
            ORDER BY decided_at, id LIMIT \(dueBatch)
            """)
        let found = try rows.map { row in
            let decided: Moment = try row[2]
            return DueErasure(
                reference: try row[1], procedure: procedure,
                since: rule.mayGo(decidedOn: zone.day(of: decided)), article: rule.article,
                isVerified: rule.verified, kase: try row[0], decidedAt: decided)
        }
        return (found.filter { $0.since <= today }, found.last.map { ($0.decidedAt, $0.kase) })
    }
}

private let dueBatch = 500
