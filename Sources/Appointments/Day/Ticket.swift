import Allocation
import Kernel
import Storage

enum TicketThing {}
typealias TicketID = ID<TicketThing>

enum TicketState: String, Storable {
    case waiting, called, serving, forwarded, done, left

    var isOpen: Bool { self != .done && self != .left }
    var waits: Bool { self == .waiting || self == .forwarded }
}

/// Whom a law may give priority; which ones it does stands in the policy folder.
enum TicketPriority: String, Storable, CaseIterable {
    case none, pregnancy, disability, child, elderly
}

/// A number in the queue of an office on a day; it bears no name.
struct Ticket: Sendable, Equatable {
    let id: TicketID
    /// Opens its page; whoever has no code finds no ticket.
    let code: Reference
    let location: LocationID
    let day: Day
    let letter: String
    let number: Int
    let service: String
    /// Nil of a walk-in.
    let visit: VisitID?
    let booked: Moment?
    /// Whether a ground of priority was named; which one is nobody's business at the desk.
    let hasPriority: Bool
    let language: String
    let state: TicketState
    let desk: DeskID?
    let taken: Moment
    let called: Moment?
    let begun: Moment?

    /// As it is called and shown: `A 012`.
    var shown: String {
        let digits = String(number)
        return letter + " " + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    var entry: QueueOrder.Entry {
        QueueOrder.Entry(
            name: id.value, arrived: taken.secondsSince1970, booked: booked?.secondsSince1970,
            hasPriority: hasPriority)
    }

    static func subject(_ id: TicketID) -> String { "ticket/\(id)" }

    static let columns: SQL = """
        id, code, location, day, letter, number, service, visit, booked, priority, language, state, desk,
        taken, called, begun
        """

    init(row: Row) throws {
        (id, code, location) = (try row[0], try row[1], try row[2])
        (day, letter, number) = (try row[3], try row[4], try row[5])
        (service, visit, booked) = (try row[6], try row[7], try row[8])
        let ground: String = try row[9]
        (hasPriority, language, state) = (
            ground != TicketPriority.none.rawValue, try row[10], try row[11]
        )
        (desk, taken, called, begun) = (try row[12], try row[13], try row[14], try row[15])
    }
}

extension Ticket {
    /// The one way to a ticket without a desk: its code.
    static func find(_ code: Reference, in db: Reader) throws -> Ticket {
        guard let row = try db.first("SELECT \(columns) FROM ticket WHERE code = \(code)") else {
            throw Refused.notFound
        }
        return try Ticket(row: row)
    }

    static func of(_ visit: VisitID, in db: Reader) throws -> Ticket? {
        try db.first("SELECT \(columns) FROM ticket WHERE visit = \(visit)").map(Ticket.init)
    }

    /// Everybody who waits or is at a desk of an office on a day.
    static func open(at office: LocationID, on day: Day, in db: Reader) throws -> [Ticket] {
        try db.all(
            """
            SELECT \(columns) FROM ticket
            WHERE location = \(office) AND day = \(day) AND state NOT IN ('done', 'left') ORDER BY id
            """
        ).map(Ticket.init)
    }

    /// Whom a desk has before it.
    static func atDesk(_ desk: DeskID, on day: Day, in db: Reader) throws -> Ticket? {
        try db.first(
            """
            SELECT \(columns) FROM ticket
            WHERE desk = \(desk) AND day = \(day) AND state IN ('called', 'serving')
            """
        ).map(Ticket.init)
    }

    /// What was left open on earlier days ends; so does what was said of priority.
    static func endEarlier(at office: LocationID, before day: Day, in db: Writer) throws {
        try db.run(
            """
            UPDATE ticket SET state = 'left', priority = 'none'
            WHERE location = \(office) AND day < \(day) AND state NOT IN ('done', 'left')
            """)
    }

    func record(
        _ what: String, _ facts: [String: String] = [:], by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.record(
            JournalEvent("ticket.\(what)", subject: Ticket.subject(id), facts), by: principal,
            at: now)
    }
}
