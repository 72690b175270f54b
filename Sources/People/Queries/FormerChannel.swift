import Kernel
import Storage

/// Where somebody is told.
struct Told: Sendable {
    let kind: ChannelKind
    let address: String
    let language: String
}

/// An address that was taken away and is told for a while of what happens to the account: whoever took it away to be
/// alone there is not.
enum FormerChannel {
    /// Keeps the address of a channel that goes, and lets go of those whose time is over.
    static func keep(_ channel: Channel, at now: Moment, in db: Writer) throws {
        try forget(before: now, in: db)
        guard channel.kind == .email || channel.kind == .phone, !channel.address.isEmpty else {
            return
        }
        let sealed = try db.keys.seal(
            Array(channel.address.utf8), use: "channel", context: "person/\(channel.person)")
        try db.run(
            """
            INSERT INTO former_channel (id, person, kind, address, language, told_until)
            VALUES (\(channel.id), \(channel.person), \(channel.kind.rawValue), \(sealed),
                \(channel.language), \(now.adding(seconds: AccessCode.restSeconds)))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    static func forget(before now: Moment, in db: Writer) throws {
        try db.run("DELETE FROM former_channel WHERE told_until <= \(now)")
    }

    /// The numbers of those of a person that are still told.
    static func told(of person: PersonID, at now: Moment, in db: Reader) throws -> [ID<Channel>] {
        try db.all(
            """
            SELECT id FROM former_channel WHERE person = \(person) AND told_until > \(now)
            ORDER BY id LIMIT 20
            """
        ).map { try $0[0] }
    }

    static func find(_ id: ID<Channel>, in db: Reader) throws -> Told? {
        let row = try db.first(
            "SELECT person, kind, address, language FROM former_channel WHERE id = \(id)")
        guard let row else { return nil }
        let (person, word, sealed): (PersonID, String, [UInt8]) =
            (try row[0], try row[1], try row[2])
        guard let kind = ChannelKind(rawValue: word) else { return nil }
        let bytes = try db.keys.open(sealed, use: "channel", context: "person/\(person)")
        return Told(
            kind: kind, address: String(decoding: bytes, as: UTF8.self), language: try row[3])
    }
}
