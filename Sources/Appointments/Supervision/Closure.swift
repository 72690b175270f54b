import Kernel
import Storage

/// A closure that was made, with those whose visits it ended.
struct Closure: Sendable {
    let id: ClosureID
    let office: LocationID
    let desk: DeskID?
    let days: ClosedRange<Day>
    let reason: String
    let visits: Int

    private static let columns: SQL = "id, location, desk, first_day, last_day, reason, visits"

    private init(row: Row) throws {
        (id, office, desk) = (try row[0], try row[1], try row[2])
        let (first, last): (Day, Day) = (try row[3], try row[4])
        days = first...last
        (reason, visits) = (try row[5], try row[6])
    }

    /// For those who supervise its office; to everyone else it does not exist.
    static func find(_ id: ClosureID, for principal: Principal, in db: Reader) throws -> Closure {
        let row = try db.first("SELECT \(columns) FROM closure WHERE id = \(id)")
        guard let found = try row.map(Closure.init), principal.supervises(found.office) else {
            throw Refused.notFound
        }
        return found
    }

    /// Those of an office that are not over, and the latest of the others.
    static func of(_ office: LocationID, in db: Reader) throws -> [Closure] {
        try db.all(
            """
            SELECT \(columns) FROM closure WHERE location = \(office)
            ORDER BY first_day DESC, id DESC LIMIT \(closuresShownMax)
            """
        ).map(Closure.init)
    }

    /// The visits that it ended, each with the time that was offered instead.
    func ended(in db: Reader) throws -> [(visit: Visit, offered: Moment?)] {
        let rows = try db.all("SELECT visit, offered FROM closure_visit WHERE closure = \(id)")
        var offers: [VisitID: Moment] = [:]
        for row in rows {
            let offered: Moment? = try row[1]
            offers[try row[0]] = offered
        }
        return try rows.compactMap { try Visit.stored(try $0[0], in: db) }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }.map { ($0, offers[$0.id]) }
    }
}

private let closuresShownMax = 30
