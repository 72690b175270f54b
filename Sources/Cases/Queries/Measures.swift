import Kernel
import Storage

extension MeasureFacts {
    /// What a question about `kase` asks beside its columns, as of the decision.
    static func columns(until end: SQL) -> SQL {
        """
        COALESCE((SELECT birth FROM case_member WHERE case_member.kase = kase.id AND position = 0),
            (SELECT birth FROM erased_file WHERE erased_file.kase = kase.id)),
        (SELECT language FROM case_language WHERE case_language.kase = kase.id),
        (SELECT COUNT(*) FROM case_document WHERE case_document.kase = kase.id
            AND held_since IS NULL AND received_at <= \(end))
            + COALESCE((SELECT papers FROM erased_file WHERE erased_file.kase = kase.id), 0),
        (SELECT COUNT(*) FROM journal WHERE subject = 'case/' || kase.id
            AND kind = 'case.visit-recorded' AND at <= \(end)),
        (SELECT COUNT(*) FROM case_import WHERE case_import.kase = kase.id),
        (SELECT nationality FROM case_trait WHERE case_trait.kase = kase.id),
        (SELECT sex FROM case_trait WHERE case_trait.kase = kase.id)
        """
    }

    /// `columns` of a row, from a place on.
    init(_ row: Row, from start: Int) throws {
        let isImported = try (row[start + 4] as Int) > 0
        let (papers, visits): (Int, Int) = (try row[start + 2], try row[start + 3])
        birth = try row[start]
        language = try row[start + 1]
        self.papers = isImported ? nil : papers
        self.visits = isImported ? nil : visits
        nationality = try row[start + 5]
        sex = try row[start + 6]
    }
}

extension Measure {
    /// The sums as they are kept; of one office, or of all.
    static func sums(of office: LocationID? = nil, in db: Reader) throws -> [Measure: Int] {
        var filter: SQL = "1 = 1"
        if let office { filter = "office = \(office)" }
        var sums: [Measure: Int] = [:]
        let rows = try db.all(
            """
            SELECT office, kind, procedure, grp, granted, quarter, value, SUM(n) FROM case_measure
            WHERE \(filter) GROUP BY office, kind, procedure, grp, granted, quarter, value
            HAVING SUM(n) <> 0
            """)
        for row in rows {
            let measure = Measure(
                kind: try row.word(1), office: try row[0], procedure: try row[2],
                group: try row[3], isGranted: try row[4], quarter: try row[5], value: try row[6])
            sums[measure] = try row[7]
        }
        return sums
    }

    /// The sums as they should be, counted from decided files; of one office, or of all.
    static func counted(
        of office: LocationID? = nil, in db: Reader, _ house: CaseHouse
    ) throws -> [Measure: Int] {
        var filter: SQL = "1 = 1"
        if let office { filter = "office = \(office)" }
        return try counted(where: filter, in: db, house)
    }

    /// The same of the decided files for which a condition on `kase` holds.
    static func counted(
        where condition: SQL, in db: Reader, _ house: CaseHouse
    ) throws -> [Measure: Int] {
        var counts: [Measure: Int] = [:]
        try db.each(
            """
            SELECT \(Case.columns), \(MeasureFacts.columns(until: "kase.decided_at")) FROM kase
            WHERE decided_at IS NOT NULL AND \(condition)
            """
        ) { row in
            let kase = try Case(row: row)
            let facts = try MeasureFacts(row, from: Case.columnsCount)
            let together = try kase.together(in: db, house)
            let keys = kase.measures(kase.projection, facts, isGranted: house.isGranted(kase))
                .union(kase.measures(together: together, kase.projection))
            for key in keys { counts[key, default: 0] += 1 }
        }
        return counts
    }

    var words: String {
        """
        \(kind.rawValue) \(procedure) \(group) \(isGranted ? "granted" : "not granted") \
        quarter \(quarter) value \(value)
        """
    }
}

extension Case {
    /// How many values `columns` are.
    static let columnsCount = 17

    /// Since when the family is together, as the journal tells it; of an erased file, as it was when it was erased.
    fileprivate func together(in db: Reader, _ house: CaseHouse) throws -> Moment? {
        guard let step = house.policy.board.together[procedure] else { return nil }
        if isErased { return try db.value("SELECT at FROM case_together WHERE kase = \(id)") }
        return Case.fold(try CaseEvent.all(of: id, in: db))?.moment(of: step)
    }
}

extension CaseHouse {
    /// Whether a file was decided as asked: its outcome has the letter of a grant.
    func isGranted(_ kase: Case) -> Bool { isGranted(kase.projection.outcome, kase.procedure) }

    func isGranted(_ outcome: String?, _ procedure: String) -> Bool {
        outcome.flatMap { policy.procedure(procedure)?.outcome($0)?.needsPapers } ?? false
    }
}
