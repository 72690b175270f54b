import Kernel
import Storage

/// A person gives an address; it is tried after those given before.
struct AddChannel: Sendable {
    let person: PersonID
    let kind: ChannelKind
    let address: String
    let language: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard principal.person == person || principal == .house, kind != .portal else {
            throw Refused.notFound
        }
        let standing = try Channel.all(of: person, in: db)
        guard standing.count < channelsMax else {
            throw Refused(.invalid, "Ten addresses are the most we keep. Remove one first.")
        }
        if let same = standing.first(where: {
            $0.kind == kind && foldedAddress($0.address) == foldedAddress(address)
        }) {
            // Given again, it counts as good again.
            try db.run("UPDATE contact_channel SET state = 'ok' WHERE id = \(same.id)")
        } else {
            if principal != .house {
                if kind == .phone { try TextCeiling.refuseNumber(of: person, at: now, in: db) }
                try AccessOrder.tell(person, .changed, at: now, in: db)
            }
            try AddChannel.insert(
                kind, address, of: person, language, verified: nil, at: now, in: db)
        }
        let event = JournalEvent(
            "person.channel-added", subject: "person/\(person)", ["kind": kind.rawValue])
        try db.record(event, by: principal, at: now)
    }

    static func insert(
        _ kind: ChannelKind, _ address: String, of person: PersonID, _ language: String,
        verified: Moment?,
        at now: Moment, in db: Writer
    ) throws {
        let sealed = try db.keys.seal(
            Array(address.utf8), use: "channel", context: "person/\(person)")
        let hash = db.keys.lookup(foldedAddress(address), use: "channel")
        let place = try db.count("SELECT COUNT(*) FROM contact_channel WHERE person = \(person)")
        try db.run(
            """
            INSERT INTO contact_channel
                (id, person, kind, address, address_hash, language, verified, place, state)
            VALUES (\(ID<Channel>.new(at: now)), \(person), \(kind.rawValue), \(sealed), \(hash), \(language),
                \(verified), \(place), 'ok')
            """)
    }
}

/// The person takes an address away; what was sent to it stays proven, so the row stays without the address.
struct RemoveChannel: Sendable {
    let channel: ID<Channel>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let person = principal.person, let found = try Channel.find(channel, in: db),
            found.person == person, found.kind != .portal
        else { throw Refused.notFound }
        try AccessOrder.tell(person, .changed, at: now, in: db)
        try FormerChannel.keep(found, at: now, in: db)
        let sealed = try db.keys.seal([], use: "channel", context: "person/\(person)")
        let hash = db.keys.lookup("removed \(channel)", use: "channel")
        try db.run(
            """
            UPDATE contact_channel SET state = 'bounced', address = \(sealed), address_hash = \(hash)
            WHERE id = \(channel)
            """)
        let event = JournalEvent(
            "person.channel-removed", subject: "person/\(person)", ["kind": found.kind.rawValue])
        try db.record(event, by: principal, at: now)
    }
}

private let channelsMax = 10
