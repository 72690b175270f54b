import FoundationEssentials
import Kernel
import Storage

/// A person is told something: it stands in their account at once, and a push goes out beside it.
struct WriteNotice: Sendable {
    let notice: Notice

    func perform(at now: Moment, in db: Writer) throws {
        let id = ID<Message>.new(at: now)
        let words = try JSONEncoder().encode(Message.Words(title: notice.title, body: notice.body))
        let sealed = try db.keys.seal([UInt8](words), use: "message", context: "message/\(id)")
        let isNew = try db.run(
            """
            INSERT INTO message (id, key, person, subject, words, link, legal_effect, created, office)
            VALUES (\(id), \(notice.key), \(notice.person), \(notice.subject), \(sealed), \(notice.link),
                \(notice.legalEffect), \(now), \(notice.office)) ON CONFLICT (key) DO NOTHING
            """)
        if isNew == 0 { return }
        let event = JournalEvent("notice.written", subject: notice.subject, ["message": "\(id)"])
        try db.record(event, by: .house, at: now)
        let channels = try Channel.all(of: notice.person, in: db)
        if let portal = channels.first(where: { $0.kind == .portal }) {
            try RecordAttempt(message: id, channel: portal.id, result: .sent, proof: "account")
                .insert(at: now, in: db)
        }
        // Whoever has the account and nothing else has chosen it: that is no failure to reach them.
        if channels.contains(where: { $0.kind != .portal }) || channels.isEmpty {
            // Of a new message nothing was pushed yet: its tries need not be asked for.
            let next = channels.first { $0.kind != .portal && !$0.hasBounced }
            try TryNextChannel(message: id, person: notice.person).hand(to: next, at: now, in: db)
        }
    }
}

/// The message goes to the next good channel; where none is left, one of us must reach the person.
struct TryNextChannel: Sendable {
    let message: ID<Message>
    let person: PersonID

    func perform(at now: Moment, in db: Writer) throws {
        try hand(to: try Channel.next(for: message, of: person, in: db), at: now, in: db)
    }

    func hand(to channel: Channel?, at now: Moment, in db: Writer) throws {
        guard let channel else {
            return try standInOutreach("unreachable", at: now, in: db)
        }
        switch channel.kind {
        case .email: try post("people.email", channel, at: now, in: db)
        case .phone: try post("people.sms", channel, at: now, in: db)
        case .post, .portal: try standInOutreach("post", at: now, in: db)
        }
    }

    private func post(_ kind: String, _ channel: Channel, at now: Moment, in db: Writer) throws {
        let body = try JSONEncoder().encode(
            PushOrder(message: message.value, channel: channel.id.value))
        try db.post(
            kind, key: PushOrder.key(message, channel.id), body: [UInt8](body), due: now, at: now)
    }

    private func standInOutreach(_ reason: String, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO outreach (message, reason, since) VALUES (\(message), \(reason), \(now))
            ON CONFLICT (message) DO NOTHING
            """)
    }
}

/// What the outbox carries: two identifiers, no content.
struct PushOrder: Codable, Sendable {
    let message: Int64
    let channel: Int64

    /// One push of one message to one channel is one line of the outbox.
    static func key(_ message: ID<Message>, _ channel: ID<Channel>) -> String {
        "people/\(message)/\(channel)"
    }
}

/// What became of one try; a failed one moves on to the next channel.
struct RecordAttempt: Sendable {
    enum Result: String, Sendable {
        case sent, bounced, failed, read
    }

    /// Who carries what was sent; nil where nobody needs to.
    enum Carrier: String, Storable, Sendable {
        /// A mail server of the body.
        case server
        /// Nobody: a file of ours.
        case spool
    }

    let message: ID<Message>
    let channel: ID<Channel>
    let result: Result
    let proof: String
    var carrier: Carrier?

    func perform(by principal: Principal = .house, at now: Moment, in db: Writer) throws {
        guard let found = try Message.find(message, in: db), try insert(at: now, in: db) else {
            return
        }
        if result == .bounced {
            try db.run("UPDATE contact_channel SET state = 'bounced' WHERE id = \(channel)")
        }
        if result != .sent {
            try TryNextChannel(message: message, person: found.person).perform(at: now, in: db)
        }
        let facts = ["message": "\(message)", "channel": "\(channel)", "proof": proof]
        let word = carrier == .spool ? "spooled" : result.rawValue
        let event = JournalEvent("notice." + word, subject: found.subject, facts)
        try db.record(event, by: principal, at: now)
    }

    /// False where it was noted before.
    @discardableResult
    func insert(at now: Moment, in db: Writer) throws -> Bool {
        try db.run(
            """
            INSERT INTO contact_attempt (id, message, channel, at, result, proof, carrier)
            VALUES (\(ID<Attempt>.new(at: now)), \(message), \(channel), \(now), \(result.rawValue),
                \(proof), \(carrier))
            ON CONFLICT (message, channel, result) DO NOTHING
            """) == 1
    }
}

/// An address gave a message back: whatever went there unread goes on to the next channel. Nothing ends.
struct NoteBounce: Sendable {
    let address: String
    let reason: String

    /// How many people's channels it was.
    func perform(at now: Moment, in db: Writer) throws -> Int {
        let channels = try Channel.working(at: address, in: db).filter { $0.kind != .portal }
        for channel in channels {
            try db.run("UPDATE contact_channel SET state = 'bounced' WHERE id = \(channel.id)")
            let unread: [ID<Message>] = try db.all(
                """
                SELECT m.id FROM message m JOIN contact_attempt t ON t.message = m.id
                WHERE t.channel = \(channel.id) AND t.result = 'sent' AND m.read_at IS NULL ORDER BY m.id
                """
            ).map { try $0[0] }
            for message in unread {
                try RecordAttempt(
                    message: message, channel: channel.id, result: .bounced, proof: reason
                )
                .perform(at: now, in: db)
            }
            let event = JournalEvent(
                "person.channel-bounced", subject: "person/\(channel.person)",
                ["channel": "\(channel.id)"])
            try db.record(event, by: .house, at: now)
        }
        return channels.count
    }
}

/// The person opened the message: the proof that it reached them. A holder of their mandate looks, and
/// proves nothing: whether a look by another counts is for the law to say.
struct ReadMessage: Sendable {
    let message: ID<Message>
    /// Who is told of it.
    var opened: People.Opened = { _, _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let (found, mandate) = try Message.find(message, for: principal, at: now, in: db)
        if let mandate {
            return try LookAtMessage(message: found, mandate: mandate)
                .perform(by: principal, at: now, in: db)
        }
        guard
            try db.run(
                "UPDATE message SET read_at = \(now) WHERE id = \(message) AND read_at IS NULL")
                == 1
        else {
            return
        }
        let portal = try Channel.all(of: found.person, in: db).first { $0.kind == .portal }
        if let portal {
            try RecordAttempt(
                message: message, channel: portal.id, result: .read,
                proof: "account/\(principal.account)"
            ).insert(at: now, in: db)
        }
        let event = JournalEvent("notice.read", subject: found.subject, ["message": "\(message)"])
        try db.record(event, by: principal, at: now)
        let key: String? = try db.value("SELECT key FROM message WHERE id = \(message)")
        if let key { try opened(key, principal, now, db) }
    }
}

/// The holder of a mandate reads a message: the person sees who, and the journal under which mandate.
struct LookAtMessage: Sendable {
    let message: Message
    let mandate: HeldMandate

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO message_look (id, message, person, account, name, mandate, at)
            VALUES (\(ID<LookAtMessage>.new(at: now)), \(message.id), \(message.person),
                \(principal.account), \(principal.name), \(mandate.id), \(now))
            """)
        let facts = [
            "message": "\(message.id)", "mandate": mandate.number, "for": "\(message.person)",
        ]
        let event = JournalEvent("notice.viewed-by-mandate", subject: message.subject, facts)
        try db.record(event, by: principal, at: now)
    }

    /// Who looked at a person's messages for them, latest first.
    static func readings(of person: PersonID, in db: Reader) throws -> [Reading] {
        try db.all(
            """
            SELECT at, name FROM message_look WHERE person = \(person)
            ORDER BY at DESC, id DESC LIMIT \(readingsMax)
            """
        ).map { Reading(when: try $0[0], who: try $0[1], what: .messages) }
    }
}

/// One of us reached the person, or says why not.
struct CloseOutreach: Sendable {
    let message: ID<Message>
    let outcome: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        try OutreachItem.check(message, for: principal, at: now, in: db)
        let changed = try db.run(
            """
            UPDATE outreach SET closed = \(now), closed_by = \(principal.account), outcome = \(outcome)
            WHERE message = \(message) AND closed IS NULL
            """)
        guard changed == 1, let found = try Message.find(message, in: db) else {
            throw Refused.notFound
        }
        let event = JournalEvent(
            "notice.outreach-closed", subject: found.subject,
            ["message": "\(message)", "outcome": outcome])
        try db.record(event, by: principal, at: now)
    }
}
