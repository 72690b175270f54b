import Formats
import Kernel
import Storage

/// The open files under one version of a procedure, within the offices that somebody supervises and never their own:
/// the only way from a version to its cases.
struct AffectedCases: Sendable {
    let procedure: String
    let version: String
    private let scope: WorkOffices
    private let principal: Principal

    init(of principal: Principal, procedure: String, version: String) {
        (self.procedure, self.version) = (procedure, version)
        scope = WorkOffices(principal.asSupervisor)
        self.principal = principal
    }

    var filter: SQL {
        """
        procedure = \(procedure) AND procedure_version = \(version) AND decided_at IS NULL
            AND \(principal.mayRead(within: scope))
        """
    }

    func count(in db: Reader) throws -> Int {
        try db.count("SELECT COUNT(*) FROM kase WHERE \(filter)")
    }

    /// Some of them behind an identifier, in the order of identifiers.
    func cases(after last: CaseID, limit: Int, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE \(filter) AND id > \(last)
            ORDER BY id LIMIT \(limit)
            """
        ).map(Case.init)
    }

    /// One page of the list.
    func page(_ page: Int, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE \(filter)
            ORDER BY id LIMIT \(queueRows) OFFSET \((page - 1) * queueRows)
            """
        ).map(Case.init)
    }

    static let fileColumns = [
        "reference", "procedure", "version", "state", "turn", "date", "filed", "office", "demo",
    ]

    /// The rows of the list as a file, behind an identifier.
    func batch(
        after last: CaseID, on today: Day, in db: Reader, _ house: CaseHouse
    ) throws -> ListFile.Batch {
        let cases = try cases(after: last, limit: listFileBatch, in: db)
        let dates = try Case.dueDates(of: cases, on: today, in: db)
        let names = try house.neighbours.names(of: cases.map(\.office), in: db)
        let rows = cases.map { kase -> [JSON] in
            [
                .string(kase.reference.text), .string(kase.procedure),
                .string(kase.procedureVersion), .string(kase.projection.state),
                .string(kase.turn(on: today).rawValue), JSON(dates[kase.id]),
                JSON(house.zone.day(of: kase.filedAt)), .string(names[kase.office] ?? ""),
                .bool(kase.isDemo),
            ]
        }
        return ListFile.Batch(rows: rows, last: cases.last?.id ?? last)
    }
}
