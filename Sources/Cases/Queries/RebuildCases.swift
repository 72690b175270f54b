public import Kernel
public import Storage

/// A case whose projection, or whose rows of clocks, are not what its journal amounts to.
public struct RebuildDifference: Sendable, Equatable {
    public let reference: Reference
    public let stored: Case.Projection
    /// Nil where the journal does not begin with the filing, or was erased.
    public let rebuilt: Case.Projection?
    /// The clocks whose rows differ, are missing or stand there without reason.
    public let clocks: [String]
}

extension Cases {
    /// Folds every case anew and returns those that differ; batch by batch, in constant memory.
    public func rebuild(in db: Reader) throws -> [RebuildDifference] {
        var differences: [RebuildDifference] = []
        // Right after an upgrade the sweep has yet to write the rows; that is no fault.
        let isSwept: Int? = try db.value("SELECT 1 FROM date_sweep")
        var last = CaseID(0)
        while true {
            let rows = try db.all(
                "SELECT \(Case.columns) FROM kase WHERE id > \(last) ORDER BY id LIMIT \(rebuildBatch)"
            )
            if rows.isEmpty { return differences }
            for row in rows {
                let kase = try Case(row: row)
                last = kase.id
                let found = try difference(of: kase, rowsMayMiss: isSwept == nil, in: db)
                if let found { differences.append(found) }
            }
        }
    }

    private func difference(
        of kase: Case, rowsMayMiss: Bool, in db: Reader
    ) throws -> RebuildDifference? {
        let history = Case.fold(try CaseEvent.all(of: kase.id, in: db))
        let clocks = try house.clocks(of: kase)
        let rebuilt = try history.map { try clocks.projection(of: $0) }
        let stored = try OpenClock.all(of: kase.id, in: db)
        let derived = try history.map { try clocks.open(of: $0) } ?? stored
        let differing =
            rowsMayMiss && stored.isEmpty
            ? [] : derived.filter { !stored.contains($0) } + stored.filter { !derived.contains($0) }
        if rebuilt == kase.projection, differing.isEmpty { return nil }
        return RebuildDifference(
            reference: kase.reference, stored: kase.projection, rebuilt: rebuilt,
            clocks: Set(differing.map(\.clock)).sorted())
    }

    /// Writes the projections that `rebuild` found to differ, and counts their offices anew; returns how many.
    public func repair(_ differences: [RebuildDifference], in db: Writer) throws -> Int {
        var offices = Set<LocationID>()
        for difference in differences where difference.rebuilt != nil {
            let kase = try db.first(
                "SELECT \(Case.columns) FROM kase WHERE reference = \(difference.reference)"
            ).map(Case.init)
            guard let kase else { continue }
            try Case.project(kase, in: db, house)
            offices.insert(kase.office)
        }
        // What was tampered with was counted as what it was before.
        for office in offices { try Tally.recount(office, in: db) }
        return differences.count { $0.rebuilt != nil }
    }
}

private let rebuildBatch = 500
