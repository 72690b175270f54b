import Kernel
import Storage

/// Several reports of one employer or one address. Whose they are the keyed hashes say; the name itself is read from one of
/// the reports, by staff of the room.
struct Cluster: Sendable, Equatable {
    /// The field that is equal: employer, workAddress, housingAddress.
    let field: String
    /// As one of the reports spells it.
    let words: String
    /// What came first stands first.
    let cases: [SealedCaseID]

    /// What makes a cluster: a choice of this installation, said on the page.
    static let reportsMin = 3
    static let days = 365
    static let procedure = "work-report"
}

/// Somebody of the room looks at the clusters; that they did is kept.
struct LookAtClusters {
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws -> [Cluster] {
        let procedure = try house.procedure(Cluster.procedure)
        guard procedure.mayWork(principal) else { throw Refused.notFound }
        let found = try hashes(since: now, in: db).compactMap { hash in
            try cluster(hash, since: now, procedure, in: db)
        }
        try db.record(
            JournalEvent("clusters.read", subject: "room/clusters"), by: principal, at: now)
        return found
    }

    /// The largest first.
    private func hashes(since now: Moment, in db: Reader) throws -> [[UInt8]] {
        try db.all(
            """
            SELECT k.hash FROM sealed_key k JOIN sealed_case c ON c.id = k.kase
            WHERE c.kind_hash = \(SealedState.kind(Cluster.procedure, db.keys))
                AND c.received_at >= \(start(now))
            GROUP BY k.hash HAVING COUNT(*) >= \(Cluster.reportsMin)
            ORDER BY COUNT(*) DESC, MIN(k.kase) LIMIT \(clustersMax)
            """
        ).map { try $0[0] }
    }

    private func cluster(
        _ hash: [UInt8], since now: Moment, _ procedure: SealedProcedure, in db: Reader
    ) throws -> Cluster? {
        let cases: [SealedCaseID] = try db.all(
            """
            SELECT k.kase FROM sealed_key k JOIN sealed_case c ON c.id = k.kase
            WHERE k.hash = \(hash) AND c.received_at >= \(start(now)) ORDER BY k.kase
            """
        ).map { try $0[0] }
        guard let first = cases.first, let history = try SealedHistory.load(first, in: db) else {
            return nil
        }
        let equal = procedure.search.sorted().first { field in
            history.answers[field].map { procedure.searchKey(field, $0, db.keys) } == hash
        }
        return equal.map {
            Cluster(field: $0, words: history.answers[$0] ?? "", cases: cases)
        }
    }

    private func start(_ now: Moment) -> Moment {
        now.adding(seconds: -Int64(Cluster.days) * 24 * 60 * 60)
    }
}

/// A screen.
private let clustersMax = 100
