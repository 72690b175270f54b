import Kernel
import Storage

extension Cases {
    /// Makes the rows of files that ended against their people before a release kept any; others have theirs. May be
    /// run again.
    func keepEndings() async throws {
        let outcomes = Set(
            house.policy.procedures.flatMap(\.outcomes).filter(\.hearing).map(\.code))
        var last = CaseID(0)
        while true {
            let missing = try await database.read { [last] db in
                try Cases.withoutEnding(outcomes, after: last, in: db)
            }
            guard let end = missing.last?.id else { return }
            try await database.write { [house] db in
                for kase in missing { try kase.rebuildEnding(in: db, house) }
            }
            last = end
        }
    }

    private static func withoutEnding(
        _ outcomes: Set<String>, after last: CaseID, in db: Reader
    ) throws -> [Case] {
        if outcomes.isEmpty { return [] }
        return try db.all(
            """
            SELECT \(Case.columns) FROM kase
            WHERE id > \(last) AND outcome IN \(list: outcomes.sorted()) AND applicant <> \(Case.nobody)
                AND NOT EXISTS (SELECT 1 FROM case_ending WHERE case_ending.kase = kase.id)
            ORDER BY id LIMIT \(endingsAtOnce)
            """
        ).map { try Case(row: $0) }
    }
}

/// Short enough that nobody who acts waits for one: the journal of each is read in it.
private let endingsAtOnce = 50
