public import Kernel
public import Storage

/// A case whose projection, version, or rows of clocks or documents, are not what its journal amounts to.
public struct RebuildDifference: Sendable, Equatable {
    public let reference: Reference
    public let stored: Case.Projection
    /// Nil where the journal does not begin with the filing, or was erased.
    public let rebuilt: Case.Projection?
    /// The clocks whose rows differ, are missing or stand there without reason.
    public let clocks: [String]
    /// The documents whose rows differ, are missing or stand there without reason.
    public let documents: [CaseDocumentID]
    /// Whether its place in the queue differs: its class on the day for which it was asked, or the office's own date.
    public let isMisplaced: Bool
    /// Whether the row of how it ended against its person differs, is missing or stands there without reason.
    public var isEndedOtherwise = false
}

extension Cases {
    /// Folds every case anew and returns those that differ; batch by batch, in constant memory. Each batch is a question of
    /// its own: a whole nation's takes long, and what is written meanwhile need not be kept for it.
    public func rebuild() async throws -> [RebuildDifference] {
        var differences: [RebuildDifference] = []
        var next: CaseID? = CaseID(0)
        while let last = next {
            let found = try await database.read { db in try rebuild(after: last, in: db) }
            differences += found.differences
            next = found.last
        }
        return differences
    }

    /// The same of one state of the store.
    public func rebuild(in db: Reader) throws -> [RebuildDifference] {
        var differences: [RebuildDifference] = []
        var next: CaseID? = CaseID(0)
        while let last = next {
            let found = try rebuild(after: last, in: db)
            differences += found.differences
            next = found.last
        }
        return differences
    }

    /// Those of some cases behind an identifier, and the last of them; nil where there are none.
    private func rebuild(
        after first: CaseID, in db: Reader
    ) throws -> (differences: [RebuildDifference], last: CaseID?) {
        // Right after an upgrade the sweep has yet to write the rows; that is no fault.
        let isSwept: Int? = try db.value("SELECT 1 FROM date_sweep")
        let cases = try db.all(
            "SELECT \(Case.columns) FROM kase WHERE id > \(first) ORDER BY id LIMIT \(rebuildBatch)"
        ).map(Case.init)
        let found = try cases.compactMap { kase in
            try difference(of: kase, rowsMayMiss: isSwept == nil, in: db)
        }
        return (found, cases.last?.id)
    }

    /// Folds so many cases that are drawn at random, where all of them would take too long; one may be drawn twice.
    public func rebuild(sample count: Int, in db: Reader) throws -> [RebuildDifference] {
        guard let first: CaseID = try db.value("SELECT id FROM kase ORDER BY id LIMIT 1"),
            let last: CaseID = try db.value(
                "SELECT id FROM kase ORDER BY id DESC LIMIT 1")
        else { return [] }
        let isSwept: Int? = try db.value("SELECT 1 FROM date_sweep")
        var found: [Reference: RebuildDifference] = [:]
        for _ in 0..<max(count, 0) {
            let place = CaseID(Int64.random(in: first.value...last.value))
            let row = try db.first(
                "SELECT \(Case.columns) FROM kase WHERE id >= \(place) ORDER BY id LIMIT 1")
            guard let kase = try row.map(Case.init) else { continue }
            found[kase.reference] = try difference(
                of: kase, rowsMayMiss: isSwept == nil, in: db)
        }
        return found.values.sorted { $0.reference.text < $1.reference.text }
    }

    private func difference(
        of kase: Case, rowsMayMiss: Bool, in db: Reader
    ) throws -> RebuildDifference? {
        let events = try CaseEvent.all(of: kase.id, in: db)
        let history = Case.fold(events)
        if history == nil, let erased = try Erased.find(kase.id, in: db) {
            return try erased.difference(of: kase, in: db)
        }
        let clocks = try house.clocks(of: kase)
        let rebuilt = try history.map { try clocks.projection(of: $0) }
        let stored = try OpenClock.all(of: kase.id, in: db)
        let derived = try history.map { try clocks.open(of: $0) } ?? stored
        let differing =
            rowsMayMiss && stored.isEmpty
            ? [] : derived.filter { !stored.contains($0) } + stored.filter { !derived.contains($0) }
        let documents = try history.map { try documentsBeside($0, of: kase, in: db) } ?? []
        let isSameLaw = history.map { $0.version == kase.procedureVersion } ?? true
        let isMisplaced =
            try history.map { try misplaced($0, clocks, derived, kase, in: db) } ?? false
        let kept = try kase.keptEnding(in: db)
        let isEndedOtherwise =
            try !(rowsMayMiss && kept == nil) && kase.ending(of: events, house) != kept
        if rebuilt == kase.projection, isSameLaw, differing.isEmpty, documents.isEmpty,
            !isMisplaced, !isEndedOtherwise
        {
            return nil
        }
        return RebuildDifference(
            reference: kase.reference, stored: kase.projection, rebuilt: rebuilt,
            clocks: Set(differing.map(\.clock)).sorted(), documents: documents,
            isMisplaced: isMisplaced, isEndedOtherwise: isEndedOtherwise)
    }

    private func misplaced(
        _ history: CaseHistory, _ clocks: CaseClocks, _ open: [OpenClock], _ kase: Case,
        in db: Reader
    ) throws -> Bool {
        guard let stored = try CaseRank.stored(of: kase.id, in: db) else { return false }
        return try house.rank(history, clocks, open, on: stored.on) != stored
    }

    /// The documents of which row and journal do not say the same.
    private func documentsBeside(
        _ history: CaseHistory, of kase: Case, in db: Reader
    ) throws -> [CaseDocumentID] {
        let stored = Set(try CaseDocument.all(of: kase.id, in: db).map { DocumentFacts($0) })
        let told = Set(history.documents.map { DocumentFacts($0) })
        let waiting = Set(try WaitingDocument.all(of: kase.id, in: db).map(\.id))
        return Set(stored.symmetricDifference(told).map(\.id))
            .union(waiting.symmetricDifference(history.waiting)).sorted()
    }

    /// Writes the projections that `rebuild` found to differ, and counts their offices anew; returns how many of them are
    /// what their journal amounts to by now. A row of a document that is lost is not made anew, and is not among them.
    public func repair(_ differences: [RebuildDifference], in db: Writer) throws -> Int {
        var offices = Set<LocationID>()
        var repaired = 0
        for difference in differences where difference.rebuilt != nil {
            let kase = try db.first(
                "SELECT \(Case.columns) FROM kase WHERE reference = \(difference.reference)"
            ).map(Case.init)
            guard let kase else { continue }
            if let erased = try Erased.find(kase.id, in: db) {
                try erased.write(kase, in: db)
                offices.insert(kase.office)
                let written = try Case.stored(kase.id, in: db)
                if try erased.difference(of: written, in: db) == nil { repaired += 1 }
                continue
            }
            try Case.project(kase, in: db, house)
            try kase.rebuildEnding(in: db, house)
            for document in try kase.history(in: db).documents {
                try db.run(
                    """
                    UPDATE case_document SET valid_until = \(document.validUntil),
                        held_since = \(document.reused?.since)
                    WHERE id = \(document.id) AND kase = \(kase.id)
                    """)
            }
            offices.insert(kase.office)
            let written = try Case.stored(kase.id, in: db)
            if try self.difference(of: written, rowsMayMiss: false, in: db) == nil { repaired += 1 }
        }
        // What was tampered with was counted as what it was before.
        for office in offices {
            try Tally.recount(office, in: db)
            try Measure.recount(office, in: db, house)
        }
        return repaired
    }
}

/// What both the journal and the row say of a document.
private struct DocumentFacts: Hashable {
    let id: CaseDocumentID
    let code: String
    let member: CaseMemberID?
    let digest: String
    let validUntil: Day?
    /// When the house first had it, where that was before this file.
    let reusedSince: Moment?

    init(_ row: CaseDocument) {
        (id, code, member) = (row.id, row.code, row.member)
        (digest, validUntil) = (row.digest, row.validUntil)
        reusedSince = row.reusedSince
    }

    init(_ event: CaseEvent.DocumentAdded) {
        (id, code, member) = (event.id, event.code, event.member)
        (digest, validUntil) = (event.digest, event.validUntil)
        reusedSince = event.reused?.since
    }
}

private let rebuildBatch = 500
