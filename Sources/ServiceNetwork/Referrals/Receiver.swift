import Kernel
import Storage

enum ReceiverThing {}
typealias ReceiverID = ID<ReceiverThing>

/// A body, or a desk of one, that can be sent a referral.
struct Receiver: Hashable, Sendable {
    /// How it answers: by accounts whose duties carry its number, or by a link for each referral.
    enum Way: String, CaseIterable, Storable {
        case account, link
    }

    let id: ReceiverID
    let organisation: OrganisationID
    let location: LocationID?
    let name: String
    let way: Way

    /// Whether somebody answers for it.
    func isServed(by principal: Principal) -> Bool {
        way == .account
            && principal.duties.contains { duty in
                receivingRoles.contains(duty.role) && duty.organisation == organisation
                    && (location == nil || duty.location == nil || duty.location == location)
            }
    }

    static let columns: SQL = "r.id, r.organisation, r.location, r.name, r.way"

    init(row: Row, from first: Int = 0) throws {
        id = try row[first]
        organisation = try row[first + 1]
        location = try row[first + 2]
        name = try row[first + 3]
        way = try row[first + 4]
    }

    static func find(_ id: ReceiverID, in db: Reader) throws -> Receiver? {
        try db.first("SELECT \(columns) FROM referral_receiver r WHERE r.id = \(id)").map {
            try Receiver(row: $0)
        }
    }

    /// All of them by name: who can be asked is no secret.
    static func all(in db: Reader) throws -> [Receiver] {
        try db.all("SELECT \(columns) FROM referral_receiver r ORDER BY r.folded, r.id").map {
            try Receiver(row: $0)
        }
    }

    /// Those for which somebody answers.
    static func served(by principal: Principal, in db: Reader) throws -> [Receiver] {
        let bodies = Set(principal.duties.map(\.organisation)).sorted()
        return try db.all(
            """
            SELECT \(columns) FROM referral_receiver r
            WHERE r.way = 'account' AND r.organisation IN \(list: bodies) ORDER BY r.id
            """
        ).map { try Receiver(row: $0) }.filter { $0.isServed(by: principal) }
    }
}

/// Who answers for a body; those who decide nothing about people do not.
private let receivingRoles: Set<Role> = [.mediator, .partner, .officer, .supervisor]

/// An administrator says which body can be sent referrals, or a desk names a small organisation that has no account.
struct AddReceiver: Sendable {
    let name: String
    /// The number that the duties of the body's accounts carry; nil for one that gets links.
    let organisation: OrganisationID?
    var location: LocationID?
    var isDemo = false

    /// The receiver of that name where there is one.
    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Receiver {
        let folded = searchable(name)
        if folded.isEmpty { throw Refused(.invalid, "Write the name of the body.") }
        let id = ReceiverID.new(at: now)
        let isNew = try db.run(
            """
            INSERT INTO referral_receiver (id, organisation, location, name, folded, way, demo)
            VALUES (\(id), \(organisation ?? OrganisationID(id.value)), \(location), \(name), \(folded),
                \(organisation == nil ? Receiver.Way.link : .account), \(isDemo))
            ON CONFLICT (folded) DO NOTHING
            """)
        let row = try db.first(
            "SELECT \(Receiver.columns) FROM referral_receiver r WHERE r.folded = \(folded)")
        guard let receiver = try row.map({ try Receiver(row: $0) }) else { throw Refused.notFound }
        if isNew == 1 {
            try db.record(
                JournalEvent(
                    "network.receiver.added", subject: "referral-receivers",
                    ["receiver": "\(receiver.id)", "name": name]), by: principal, at: now)
        } else if let organisation, receiver.organisation != organisation {
            throw Refused(.conflict, "A body of this name is there already.")
        }
        return receiver
    }
}
