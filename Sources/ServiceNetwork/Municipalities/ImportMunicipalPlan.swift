import Kernel
import Storage

extension MunicipalMeasure.State: Storable {}

extension MunicipalMeasure {
    static func all(of place: PlaceCode, in db: Reader) throws -> [MunicipalMeasure] {
        try db.all(
            """
            SELECT code, area, title, responsible, from_day, until_day, state, source FROM municipal_measure
            WHERE municipality = \(place) ORDER BY code
            """
        ).map { row in
            MunicipalMeasure(
                code: try row[0], area: try row[1], title: try row[2], responsible: try row[3],
                fromDay: try row[4], untilDay: try row[5], state: try row[6], source: try row[7])
        }.inOrder
    }

    /// Whether the plan of a municipality is invented.
    static func isDemo(_ place: PlaceCode, in db: Reader) throws -> Bool {
        try db.count(
            "SELECT COUNT(*) FROM municipal_measure WHERE municipality = \(place) AND demo = 1") > 0
    }
}

extension [MunicipalMeasure] {
    /// By area and code: engines sort words each in their own way, so that this is done here.
    fileprivate var inOrder: [MunicipalMeasure] {
        sorted { ($0.area, $0.code) < ($1.area, $1.code) }
    }
}

/// The plan of a municipality takes the place of the one that was there: every row, or none where one is wrong; the same file
/// twice changes nothing.
struct ImportMunicipalPlan: Sendable {
    let municipality: PlaceCode
    let file: MunicipalPlanFile
    var isDemo = false

    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> ImportReport {
        let report = try self.report(in: db)
        if report.applied,
            try MunicipalMeasure.all(of: municipality, in: db) != file.measures.inOrder
        {
            try store(in: db)
            try db.record(
                JournalEvent(
                    "municipality.plan.imported", subject: "municipality/\(municipality)",
                    ["measures": String(file.measures.count)]),
                by: person, at: now)
        }
        return report
    }

    /// What would come of it.
    func report(in db: Reader) throws -> ImportReport {
        guard try Municipality.find(municipality, in: db) != nil else { throw Refused.notFound }
        return ImportReport(
            accepted: file.measures.count, rejected: Set(file.problems.map(\.row)).count,
            applied: file.problems.isEmpty, problems: file.problems)
    }

    private func store(in db: Writer) throws {
        try db.run("DELETE FROM municipal_measure WHERE municipality = \(municipality)")
        for measure in file.measures {
            try db.run(
                """
                INSERT INTO municipal_measure (municipality, code, area, title, responsible, from_day, until_day, state,
                    source, demo)
                VALUES (\(municipality), \(measure.code), \(measure.area), \(measure.title), \(measure.responsible),
                    \(measure.fromDay), \(measure.untilDay), \(measure.state), \(measure.source), \(isDemo))
                """)
        }
    }
}
