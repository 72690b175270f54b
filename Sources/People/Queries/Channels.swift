import Kernel
import Storage

/// One way to reach a person.
struct Channel: Sendable {
    let id: ID<Channel>
    let person: PersonID
    let kind: ChannelKind
    let address: String
    let language: String
    /// When it was shown to be its person's; nil where nobody did.
    let verified: Moment?
    let hasBounced: Bool

    private static let columns: SQL =
        "SELECT id, person, kind, address, language, verified, state FROM contact_channel"

    init(_ row: Row, _ keys: Keys) throws {
        id = try row[0]
        person = try row[1]
        let word: String = try row[2]
        guard let kind = ChannelKind(rawValue: word) else {
            throw StorageError.wrongType(column: "kind", wanted: "ChannelKind")
        }
        self.kind = kind
        let sealed: [UInt8] = try row[3]
        address = String(
            decoding: try keys.open(sealed, use: "channel", context: "person/\(person)"),
            as: UTF8.self)
        language = try row[4]
        verified = try row[5]
        let state: String = try row[6]
        hasBounced = state == "bounced"
    }

    var isVerified: Bool { verified != nil }

    /// Whether it leads back into the account: it works, and was checked so long ago that its person had time to see
    /// that it is there.
    func leadsBack(at now: Moment) -> Bool {
        guard let verified, !hasBounced, kind == .email || kind == .phone else { return false }
        return verified.adding(seconds: AccessCode.restSeconds) <= now
    }

    /// Those that lead back into the account.
    static func checked(of person: PersonID, at now: Moment, in db: Reader) throws -> [Channel] {
        try all(of: person, in: db).filter { $0.leadsBack(at: now) }
    }

    static func find(_ id: ID<Channel>, in db: Reader) throws -> Channel? {
        try db.first("\(columns) WHERE id = \(id)").map { try Channel($0, db.keys) }
    }

    static func all(of person: PersonID, in db: Reader) throws -> [Channel] {
        try db.all("\(columns) WHERE person = \(person) ORDER BY place, id LIMIT 20").map {
            try Channel($0, db.keys)
        }
    }

    /// Every channel with this address that still stands as good.
    static func working(at address: String, in db: Reader) throws -> [Channel] {
        let hash = db.keys.lookup(foldedAddress(address), use: "channel")
        return try db.all("\(columns) WHERE address_hash = \(hash) AND state = 'ok' LIMIT 100").map
        {
            try Channel($0, db.keys)
        }
    }

    /// The next one to try for a message: good, pushed to, and not tried for it yet; a number only once it was checked.
    static func next(
        for message: ID<Message>, of person: PersonID, by plan: NoticePlan, in db: Reader
    ) throws -> Channel? {
        let left = try db.all(
            """
            \(columns) WHERE person = \(person) AND kind <> 'portal' AND state = 'ok'
                AND (kind <> 'phone' OR verified IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM contact_attempt t
                    WHERE t.message = \(message) AND t.channel = contact_channel.id)
            ORDER BY place, id LIMIT 20
            """
        ).map { try Channel($0, db.keys) }
        return plan.first(of: left)
    }
}
