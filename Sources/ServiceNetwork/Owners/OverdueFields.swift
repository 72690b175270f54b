import Kernel
import Storage

/// What of a place was not confirmed within its budget.
struct OverduePlace: Sendable {
    let place: Place
    let checks: [FieldCheck]

    /// Who is asked about it: the mail address that the place publishes; nil where nobody can be.
    var owner: String? { place.email.map(ownerAddress).flatMap { isMailAddress($0) ? $0 : nil } }

    /// All of the directory; of places that nobody is sent to nothing is asked.
    static func all(
        of directory: DirectorySnapshot, on day: Day, in db: Reader
    ) throws -> [OverduePlace] {
        let offered = directory.places.filter(\.isOffered)
        let checks = try FieldCheck.all(of: offered, in: db)
        return offered.map(\.place).sorted { $0.countryOrder < $1.countryOrder }.compactMap {
            place in
            let stale = (checks[place.id] ?? []).filter { $0.isStale(on: day) }
            return stale.isEmpty ? nil : OverduePlace(place: place, checks: stale)
        }
    }
}

/// When an owner was last asked.
struct OwnerAsk: Sendable {
    let address: String
    let askedAt: Moment

    /// Whether it may be asked again.
    func isOver(at now: Moment) -> Bool { now >= askedAt.adding(seconds: secondsBetweenAsks) }

    static func all(in db: Reader) throws -> [String: OwnerAsk] {
        let rows = try db.all("SELECT address, asked_at FROM owner_ask")
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let address: String = try row[0]
                return (address, OwnerAsk(address: address, askedAt: try row[1]))
            })
    }

    /// The one that a link opens while it does.
    static func find(link token: String, at now: Moment, in db: Reader) throws -> OwnerAsk {
        let row = try db.first(
            """
            SELECT address, asked_at FROM owner_ask
            WHERE link_hash = \(hash(token, db.keys)) AND link_ends > \(now)
            """)
        guard let row else { throw Refused.notFound }
        return OwnerAsk(address: try row[0], askedAt: try row[1])
    }

    static func hash(_ token: String, _ keys: Keys) -> [UInt8] {
        keys.lookup(token, use: "owner-link")
    }
}

func ownerAddress(_ address: String) -> String { trimmed(address).lowercased() }

/// A choice of the house: an office reads one such mail a week, not one a night.
private let secondsBetweenAsks: Int64 = 7 * 86_400
