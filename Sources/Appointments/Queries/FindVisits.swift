import Kernel
import Storage

extension Visit {
    /// The one way to a visit: for whoever may see its case.
    static func find(
        _ id: VisitID, for principal: Principal, to intent: Asks.Intent, _ asks: Asks, in db: Reader
    ) throws -> Visit {
        try findWithFile(id, for: principal, to: intent, asks, in: db).visit
    }

    /// The same, with its file as they see it.
    static func findWithFile(
        _ id: VisitID, for principal: Principal, to intent: Asks.Intent, _ asks: Asks, in db: Reader
    ) throws -> (visit: Visit, file: BookableCase) {
        guard
            let visit = try db.first("SELECT \(columns) FROM visit WHERE id = \(id)").map(
                Visit.init(row:))
        else {
            throw Refused.notFound
        }
        let file = try asks.bookable(visit.reference, principal, intent, db)
        guard file.id == visit.caseID else { throw Refused.notFound }
        return (visit, file)
    }

    /// For those who work at its office; to everyone else, and in a file of their own, it does not exist.
    static func findForStaff(
        _ id: VisitID, _ principal: Principal, at now: Moment, _ asks: Asks, in db: Reader
    ) throws -> Visit {
        let found = try findWithFile(id, for: principal, to: .act(at: now), asks, in: db)
        guard !found.file.isOwn, principal.serves(found.visit.location) else {
            throw Refused.notFound
        }
        return found.visit
    }

    /// Those of a case, each with the moment at which the first of its counters begins.
    static func withBegin(
        of caseID: CaseID, in db: Reader
    ) throws -> [(visit: Visit, begins: Moment)] {
        try db.all(
            """
            SELECT \(columns),
                (SELECT MIN(l.start) FROM visit_leg l WHERE l.visit = visit.id) AS begins
            FROM visit WHERE case_id = \(caseID) ORDER BY start, id
            """
        ).map { row in
            let visit = try Visit(row: row)
            let begins: Moment? = try row["begins"]
            return (visit, begins ?? visit.start)
        }
    }

    /// The visits of several cases, latest first.
    static func of(_ cases: [CaseID], in db: Reader) throws -> [Visit] {
        try db.all(
            """
            SELECT \(columns) FROM visit WHERE case_id IN \(list: cases) ORDER BY start DESC, id LIMIT \(visitsMax)
            """
        ).map(Visit.init(row:))
    }

    static func open(of caseID: CaseID, in db: Reader) throws -> Visit? {
        try db.first("SELECT \(columns) FROM visit WHERE case_id = \(caseID) AND state = 'booked'")
            .map(Visit.init(row:))
    }

    /// A day at an office, in the order of the clock; cancelled visits are gone.
    static func day(
        _ day: Day, at office: LocationID, _ zone: Zone, in db: Reader
    ) throws -> [Visit] {
        let from = zone.moment(day)
        let to = zone.moment(day.adding(days: 1))
        return try db.all(
            """
            SELECT \(columns) FROM visit
            WHERE location = \(office) AND start >= \(from) AND start < \(to) AND state <> 'cancelled'
            ORDER BY start, desk
            """
        ).map(Visit.init(row:))
    }
}

/// A family with more visits than this has a page of its own in its file.
private let visitsMax = 100
