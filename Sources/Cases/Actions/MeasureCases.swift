import Kernel
import Storage

extension Case {
    /// Appends what changes in the sums of decided files where one projection takes the place of another.
    func measure(
        _ new: Projection, insteadOf old: Projection, _ history: CaseHistory, in db: Writer,
        _ house: CaseHouse
    ) throws {
        var (come, gone): (Set<Measure>, Set<Measure>) = ([], [])
        if new.decidedAt != old.decidedAt || new.outcome != old.outcome {
            come = try measures(new, in: db, house)
            gone = try measures(old, in: db, house)
        }
        // Nobody is together before the decision: what happens until then asks nothing more.
        if let step = house.policy.board.together[procedure], old.decidedAt != nil {
            let before: Moment? = try db.value("SELECT at FROM case_together WHERE kase = \(id)")
            let now = history.moment(of: step)
            if now != before { try keepTogether(now, in: db) }
            come.formUnion(measures(together: now, new))
            gone.formUnion(measures(together: before, old))
        }
        let changes =
            come.subtracting(gone).map { ($0, 1) } + gone.subtracting(come).map { ($0, -1) }
        try Measure.append(changes, in: db)
    }

    /// Keeps what the applicant reads on the day of filing, so that groups can be compared later.
    func keepLanguage(_ language: String, in db: Writer) throws {
        try db.send("INSERT INTO case_language (kase, language) VALUES (\(id), \(language))")
    }

    /// Keeps what the file states of its applicant, in the place of what it stated before.
    func keepTraits(_ traits: CaseTraits, in db: Writer) throws {
        try db.send(
            """
            INSERT INTO case_trait (kase, nationality, sex)
            VALUES (\(id), \(traits.nationality), \(traits.sex))
            ON CONFLICT (kase) DO UPDATE SET nationality = excluded.nationality, sex = excluded.sex
            """)
    }

    private func measures(
        _ projection: Projection, in db: Reader, _ house: CaseHouse
    ) throws -> Set<Measure> {
        guard let decidedAt = projection.decidedAt else { return [] }
        let row = try db.first(
            "SELECT \(MeasureFacts.columns(until: "\(decidedAt)")) FROM kase WHERE id = \(id)")
        guard let row else { return [] }
        return measures(
            projection, try MeasureFacts(row, from: 0),
            isGranted: house.isGranted(projection.outcome, procedure))
    }

    private func keepTogether(_ moment: Moment?, in db: Writer) throws {
        try db.send("DELETE FROM case_together WHERE kase = \(id)")
        guard let moment else { return }
        try db.send("INSERT INTO case_together (kase, at) VALUES (\(id), \(moment))")
    }
}

extension Measure {
    /// Rows that are added to what is there, some at a time.
    static func append(_ changes: [(Measure, Int)], in db: Writer) throws {
        var rest = changes[...]
        while let first = rest.popFirst() {
            let more = rest.prefix(rowsAtOnce - 1)
            rest = rest.dropFirst(more.count)
            let rows = more.reduce(row(first)) { "\($0), \(row($1))" }
            try db.send(
                """
                INSERT INTO case_measure (office, kind, procedure, grp, granted, quarter, value, n)
                VALUES \(rows)
                """)
        }
    }

    private static func row(_ change: (measure: Measure, n: Int)) -> SQL {
        let measure = change.measure
        return """
            (\(measure.office), \(measure.kind.rawValue), \(measure.procedure), \(measure.group), \
            \(measure.isGranted), \(measure.quarter), \(measure.value), \(change.n))
            """
    }

    /// Puts the rows of an office together that count the same. An office that was never counted whole, as after an
    /// upgrade, is counted from its files.
    static func fold(_ office: LocationID, in db: Writer, _ house: CaseHouse) throws {
        let isMeasured: Int? = try db.value(
            "SELECT 1 FROM measured_office WHERE office = \(office)")
        if isMeasured == nil {
            try db.run("INSERT INTO measured_office (office) VALUES (\(office))")
            return try recount(office, in: db, house)
        }
        let sums = try Measure.sums(of: office, in: db)
        let rows = try db.count("SELECT COUNT(*) FROM case_measure WHERE office = \(office)")
        if rows > sums.count { try replace(office, with: sums, in: db) }
    }

    /// Counts the decided files of an office anew.
    static func recount(_ office: LocationID, in db: Writer, _ house: CaseHouse) throws {
        try replace(office, with: Measure.counted(of: office, in: db, house), in: db)
    }

    private static func replace(
        _ office: LocationID, with sums: [Measure: Int], in db: Writer
    ) throws {
        try db.run("DELETE FROM case_measure WHERE office = \(office)")
        try append(sums.map { ($0.key, $0.value) }, in: db)
    }
}

/// Eight values each: well under what one statement may bind.
private let rowsAtOnce = 500
