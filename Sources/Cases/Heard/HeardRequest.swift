import Kernel
import Storage

enum HeardRequestThing {}
typealias HeardRequestID = ID<HeardRequestThing>

/// That somebody of the staff heard a request: it counts from then, and who asks may be noted later.
///
/// It is known to whoever heard it, and to the supervisors of their office.
struct HeardRequest: Sendable {
    let id: HeardRequestID
    let procedure: String
    let heardBy: AccountID
    let name: String
    let heardAt: Moment
    /// Of whoever heard it; nil for somebody who serves every office.
    let office: LocationID?
    /// What it became; nil while nobody noted who asks.
    let kase: CaseID?

    /// The chain of the journal that tells it.
    static func subject(_ id: HeardRequestID) -> String { "heard/\(id)" }

    func isKnown(to principal: Principal) -> Bool {
        if heardBy == principal.account { return true }
        guard let office else { return WorkOffices(principal.asSupervisor) == .all }
        return principal.supervises(office)
    }
}

extension CaseEvent {
    /// Who of the staff heard a request, and when.
    struct Heard: Codable, Sendable, Equatable {
        let name: String
        let at: Moment
    }
}

extension HeardRequest {
    private static let columns: SQL =
        "id, procedure, heard_by, heard_name, heard_at, at_office, kase"

    private init(row: Row) throws {
        id = try row[0]
        procedure = try row[1]
        heardBy = try row[2]
        name = try row[3]
        heardAt = try row[4]
        office = try row[5]
        kase = try row[6]
    }

    /// Not there and not yours to know are one answer.
    static func find(
        _ id: HeardRequestID, for principal: Principal, in db: Reader
    ) throws -> HeardRequest {
        let row = try db.first("SELECT \(columns) FROM heard_request WHERE id = \(id)")
        guard let heard = try row.map(HeardRequest.init), heard.isKnown(to: principal) else {
            throw Refused.notFound
        }
        return heard
    }

    /// Those of which nobody noted yet who asks, oldest first.
    static func unregistered(
        for principal: Principal, in db: Reader
    ) throws -> [HeardRequest] {
        try db.all(
            """
            SELECT \(columns) FROM heard_request WHERE kase IS NULL AND \(scope(of: principal))
            ORDER BY heard_at, id LIMIT \(heardRead)
            """
        ).map(HeardRequest.init)
    }

    private static func scope(of principal: Principal) -> SQL {
        switch WorkOffices(principal.asSupervisor) {
        case .all: return "1 = 1"
        case .offices(let offices):
            if offices.isEmpty { return "heard_by = \(principal.account)" }
            return "(heard_by = \(principal.account) OR at_office IN \(list: offices))"
        }
    }

    func insert(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO heard_request (id, procedure, heard_by, heard_name, heard_at, at_office)
            VALUES (\(id), \(procedure), \(heardBy), \(name), \(heardAt), \(office))
            """)
    }
}

/// Nobody leaves so many behind: each is a person who stood at a desk.
private let heardRead = 200
