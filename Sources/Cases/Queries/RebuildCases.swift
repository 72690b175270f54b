public import Kernel
public import Storage

/// A case whose projection is not what its journal amounts to.
public struct RebuildDifference: Sendable, Equatable {
    public let reference: Reference
    public let stored: Case.Projection
    /// Nil where the journal does not begin with the filing, or was erased.
    public let rebuilt: Case.Projection?
}

extension Cases {
    /// Folds every case anew and returns those that differ; batch by batch, in constant memory.
    public func rebuild(in db: Reader) throws -> [RebuildDifference] {
        var differences: [RebuildDifference] = []
        var last = CaseID(0)
        while true {
            let rows = try db.all(
                "SELECT \(Case.columns) FROM kase WHERE id > \(last) ORDER BY id LIMIT \(rebuildBatch)"
            )
            if rows.isEmpty { return differences }
            for row in rows {
                let kase = try Case(row: row)
                last = kase.id
                let history = Case.fold(try CaseEvent.all(of: kase.id, in: db))
                let rebuilt = try history.map { try house.clocks(of: kase).projection(of: $0) }
                if rebuilt != kase.projection {
                    differences.append(
                        RebuildDifference(
                            reference: kase.reference, stored: kase.projection, rebuilt: rebuilt))
                }
            }
        }
    }

    /// Writes the projections that `rebuild` found to differ; returns how many.
    public func repair(_ differences: [RebuildDifference], in db: Writer) throws -> Int {
        for difference in differences where difference.rebuilt != nil {
            let kase = try db.first(
                "SELECT \(Case.columns) FROM kase WHERE reference = \(difference.reference)"
            ).map(Case.init)
            if let kase { try Case.project(kase, in: db, house) }
        }
        return differences.count { $0.rebuilt != nil }
    }
}

private let rebuildBatch = 500
