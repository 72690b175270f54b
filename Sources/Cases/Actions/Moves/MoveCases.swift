public import Kernel
import Languages
import Storage

/// How a run over the files of a version stands, for a command: counts, and what stayed as it was.
public struct MoveReport: Sendable, Equatable {
    /// Nil of a dry run, which keeps nothing.
    public let run: BulkRunID?
    public fileprivate(set) var counts: [MoveVerdict.Kind: Int] = [:]
    /// Files that were gone through.
    public var all: Int { counts.values.reduce(0, +) }
    /// Files that are left.
    public fileprivate(set) var left = 0
    /// Files that are what they were before the run.
    public fileprivate(set) var returned = 0
    /// References with the reason why each was not moved, or not moved back; the first of them.
    public fileprivate(set) var stayed: [Stayed] = []
    /// How many could not be moved back.
    public fileprivate(set) var kept = 0

    public struct Stayed: Sendable, Equatable {
        public let reference: Reference
        /// In the language that was asked for.
        public let why: String
    }

    public var isGood: Bool { counts[.cannot, default: 0] == 0 && kept == 0 }
}

extension Cases {
    /// What a run would do with each open file of a version; changes nothing. `each` is given the verdicts batch by
    /// batch. Throws `MoveRefusal` where it cannot be ordered.
    public func tryMove(
        _ move: VersionMove, by principal: Principal, at now: Moment, language: String = "en",
        each: ([MoveVerdict]) throws -> Void
    ) async throws -> MoveReport {
        if let refusal = try BeginMove(move: move).refusal(by: principal, house) { throw refusal }
        let t = house.neighbours.translator(language)
        let affected = AffectedCases(
            of: principal, procedure: move.procedure, version: move.from)
        let action = MoveVersion(move: move)
        var (report, last) = (MoveReport(run: nil), CaseID(0))
        while true {
            let batch = try await database.read { [house, last] db in
                try affected.cases(after: last, limit: moveBatchMax, in: db).map { kase in
                    try action.verdict(of: kase, by: principal, at: now, in: db, house)
                }
            }
            guard let end = batch.last?.kase else { return report }
            last = end
            for verdict in batch {
                report.counts[verdict.kind, default: 0] += 1
                guard let refusal = verdict.refusal, report.stayed.count < runRows else { continue }
                let why = t(refusal.explanation, refusal.values)
                report.stayed.append(MoveReport.Stayed(reference: verdict.reference, why: why))
            }
            try each(batch)
        }
    }

    /// Moves the open files of a version, batch by batch. Ended half-way, `resumeMove` goes on.
    public func moveCases(
        _ move: VersionMove, by principal: Principal, clock: @escaping Clock,
        language: String = "en", progress: (MoveReport) throws -> Void
    ) async throws -> MoveReport {
        let now = clock()
        let run = try await database.write { [house] db in
            try BeginMove(move: move).perform(by: principal, at: now, in: db, house)
        }
        return try await resumeMove(
            run, by: principal, clock: clock, language: language, progress: progress)
    }

    /// Goes on with a run of one's own; one that has ended changes nothing more.
    public func resumeMove(
        _ run: BulkRunID, by principal: Principal, clock: @escaping Clock,
        language: String = "en", progress: (MoveReport) throws -> Void
    ) async throws -> MoveReport {
        while true {
            let now = clock()
            let (stands, report) = try await database.write { [house] db in
                let stands = try MoveBatch(run: run).perform(
                    by: principal, at: now, in: db, house)
                return (stands, try BulkReport(stands, for: principal, in: db))
            }
            let told = told(report, language)
            try progress(told)
            if stands.endedAt != nil { return told }
        }
    }

    /// Undoes a run of one's own within its time. Throws `BulkRefusal` where that is over.
    public func undoRun(
        _ run: BulkRunID, by principal: Principal, clock: @escaping Clock,
        language: String = "en", progress: (MoveReport) throws -> Void
    ) async throws -> MoveReport {
        while true {
            let now = clock()
            let (stands, report) = try await database.write { [house] db in
                let stands = try UndoBatch(run: run).perform(
                    by: principal, at: now, in: db, house)
                return (stands, try BulkReport(stands, for: principal, in: db))
            }
            let told = told(report, language)
            try progress(told)
            if stands.undoneAt != nil { return told }
        }
    }

    private func told(_ report: BulkReport, _ language: String) -> MoveReport {
        let t = house.neighbours.translator(language)
        var told = MoveReport(run: report.run.id)
        for (verdict, count) in report.counts {
            guard let kind = MoveVerdict.Kind(rawValue: verdict) else { continue }
            told.counts[kind] = count
        }
        (told.left, told.returned, told.kept) = (report.left, report.returned, report.kept)
        told.stayed = report.stayed.compactMap { item in
            guard let refusal = item.kept ?? item.refusal else { return nil }
            return MoveReport.Stayed(
                reference: item.reference, why: t(refusal.explanation, refusal.values))
        }
        return told
    }
}
