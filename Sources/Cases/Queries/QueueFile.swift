import Formats
import Kernel
import Storage

extension DeskQueue {
    /// The lines behind an identifier, in the order of identifiers, filtered as on the page and within the same rights.
    func lines(after last: CaseID, _ principal: Principal, in db: Reader) throws -> [Line] {
        try db.all(
            """
            SELECT \(Case.columns), \(shown)
            FROM \(source) WHERE \(filter(principal)) AND id > \(last) ORDER BY id LIMIT \(listFileBatch)
            """
        ).map(Line.init)
    }

    static let fileColumns = [
        "reference", "procedure", "holder", "people", "state", "turn", "date", "filed", "decided",
        "outcome", "office", "demo",
    ]

    /// The rows of the file behind an identifier.
    func batch(
        after last: CaseID, _ principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> ListFile.Batch {
        let lines = try lines(after: last, principal, in: db)
        let offices = try house.officeNames(lines.map(\.kase), in: db)
        let rows = lines.map { line -> [JSON] in
            let kase = line.kase
            let own: [JSON] = [
                .string(kase.reference.text), .string(kase.procedure), .string(line.holder),
                .int(line.people), .string(kase.projection.state),
                .string(kase.turn(on: today).rawValue),
                JSON(line.date),
            ]
            return own + house.common(kase, offices)
        }
        return ListFile.Batch(
            rows: rows, last: lines.last?.kase.id ?? last, cases: lines.map(\.kase.id))
    }
}

/// A person's own files, and of those who gave them a mandate, for a file to keep.
struct OwnFiles: Sendable {
    /// Which files they are.
    private let own: SQL
    /// The mandates that open any of them.
    let mandates: [CaseMandate]
    let today: Day

    static let fileColumns = [
        "reference", "procedure", "state", "turn", "date", "filed", "decided", "outcome", "office",
        "demo",
    ]

    init(
        of principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws {
        let held = try house.neighbours.mandates(principal, now, db)
        own = house.ownFiles(of: principal, CaseHouse.people(principal, held))
        today = house.zone.day(of: now)
        let rows = try db.all(
            "SELECT DISTINCT applicant FROM kase WHERE \(own)")
        let opened = Set(try rows.map { try $0[0] as PersonID })
        mandates = held.filter {
            !principal.isOwn($0.person) && !opened.isDisjoint(with: $0.people)
        }
    }

    func batch(after last: CaseID, in db: Reader, _ house: CaseHouse) throws -> ListFile.Batch {
        let cases = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE \(own) AND id > \(last)
            ORDER BY id LIMIT \(listFileBatch)
            """
        ).map(Case.init)
        let dates = try Case.dueDates(of: cases, on: today, in: db)
        let offices = try house.officeNames(cases, in: db)
        let rows = cases.map { kase -> [JSON] in
            let own: [JSON] = [
                .string(kase.reference.text), .string(kase.procedure),
                .string(kase.projection.state), .string(kase.turn(on: today).rawValue),
                JSON(dates[kase.id]),
            ]
            return own + house.common(kase, offices)
        }
        return ListFile.Batch(rows: rows, last: cases.last?.id ?? last)
    }
}

extension CaseHouse {
    /// What every list says at its end: handed in, decided, how, where, and whether it is invented.
    fileprivate func common(_ kase: Case, _ offices: [LocationID: String]) -> [JSON] {
        let outcome = kase.projection.outcome.map(JSON.string) ?? JSON.null
        return [
            JSON(zone.day(of: kase.filedAt)),
            JSON(kase.projection.decidedAt.map { zone.day(of: $0) }), outcome,
            .string(offices[kase.office] ?? ""), .bool(kase.isDemo),
        ]
    }

    fileprivate func officeNames(_ cases: [Case], in db: Reader) throws -> [LocationID: String] {
        try neighbours.names(of: cases.map(\.office), in: db)
    }
}
