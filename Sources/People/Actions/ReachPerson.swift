import FoundationEssentials
import Kernel
import Storage

/// A person is told something: it stands in their account at once, and a push goes out beside it.
struct WriteNotice: Sendable {
    let notice: Notice
    let plan: NoticePlan

    func perform(at now: Moment, in db: Writer) throws {
        let id = ID<Message>.new(at: now)
        let words = try JSONEncoder().encode(
            Message.Words(title: notice.title, body: notice.body, official: notice.official))
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
            try RecordAttempt(
                message: id, channel: portal.id, result: .sent, proof: "account",
                contentHash: noticeHash(notice.content)
            ).insert(at: now, in: db)
        }
        // Whoever has the account and nothing else has chosen it: that is no failure to reach them. A number that nobody
        // checked is none of theirs yet.
        let pushed = channels.filter {
            $0.kind != .portal && ($0.kind != .phone || $0.isVerified)
        }
        if !pushed.isEmpty || channels.isEmpty {
            // Of a new message nothing was pushed yet: its tries need not be asked for.
            let next = plan.first(of: pushed.filter { !$0.hasBounced })
            try TryNextChannel(message: id, person: notice.person, plan: plan)
                .hand(to: next, at: now, in: db)
        } else if let portal = channels.first {
            try AwaitProof(message: id, channel: portal.id, plan: plan)
                .begin(portal.kind, notice.legalEffect, at: now, in: db)
        }
    }
}

extension Notice {
    /// What stands in the account, the words with legal effect first.
    fileprivate var content: [UInt8] {
        let own = title + "\n" + body
        return Array((official.map { $0.title + "\n" + $0.body + "\n" + own } ?? own).utf8)
    }
}

/// The message goes to the next good channel; where none is left, one of us must reach the person. Nothing goes where
/// the message is known to have reached them, or where another channel is being tried.
struct TryNextChannel: Sendable {
    let message: ID<Message>
    let person: PersonID
    let plan: NoticePlan
    /// The channel that did not reach them, where one was tried.
    var after: ID<Channel>?
    /// Why one of us must reach the person, where no channel is left.
    var reason = "unreachable"

    func perform(at now: Moment, in db: Writer) throws {
        if try NoticeProof.stands(message, in: db) { return }
        if try isUnderWay(in: db) { return }
        let next = try Channel.next(for: message, of: person, by: plan, in: db)
        try hand(to: next, at: now, in: db)
    }

    /// Whether a push to another channel waits for its carrier, or its time to show a proof runs.
    private func isUnderWay(in db: Reader) throws -> Bool {
        for channel in try Channel.all(of: person, in: db) where channel.id != after {
            if channel.kind == .portal { continue }
            let order = PushOrder(message: message.value, channel: channel.id.value)
            if try db.outboxWait(order.key) != nil { return true }
            if try db.outboxWait(order.waitKey) != nil,
                try !AwaitProof.isOver(message, channel.id, in: db)
            {
                return true
            }
        }
        return false
    }

    func hand(to channel: Channel?, at now: Moment, in db: Writer) throws {
        guard let channel else {
            return try standInOutreach(reason, at: now, in: db)
        }
        switch channel.kind {
        case .email: try post("people.email", channel, at: now, in: db)
        case .phone: try post("people.sms", channel, at: now, in: db)
        case .post where plan.carriesLetters:
            try post("people.letter", channel, at: now, in: db)
        case .post, .portal: try standInOutreach("post", at: now, in: db)
        }
    }

    private func post(_ kind: String, _ channel: Channel, at now: Moment, in db: Writer) throws {
        let order = PushOrder(message: message.value, channel: channel.id.value)
        try db.post(
            kind, key: order.key, body: [UInt8](JSONEncoder().encode(order)), due: now, at: now)
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
    var key: String { "people/\(message)/\(channel)" }
    /// So is the time that it has to show a proof.
    var waitKey: String { key + "/wait" }
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
    /// Of what was handed over (SHA-256).
    var contentHash: String?

    /// What did not arrive goes on to the next channel; what was handed over has the plan's time to show a proof.
    func perform(
        by principal: Principal = .house, at now: Moment, in db: Writer, _ plan: NoticePlan
    ) throws {
        guard let found = try Message.find(message, in: db), try insert(at: now, in: db) else {
            return
        }
        if result == .bounced {
            try db.run("UPDATE contact_channel SET state = 'bounced' WHERE id = \(channel)")
        }
        if result != .sent {
            try TryNextChannel(
                message: message, person: found.person, plan: plan, after: channel
            ).perform(at: now, in: db)
        } else if let way = try Channel.find(channel, in: db), found.readAt == nil {
            try AwaitProof(message: message, channel: channel, plan: plan)
                .begin(way.kind, found.legalEffect, at: now, in: db)
        }
        let facts = ["message": "\(message)", "channel": "\(channel)", "proof": proof]
        let word = carrier == .spool ? "spooled" : result.rawValue
        let event = JournalEvent("notice." + word, subject: found.subject, facts)
        try db.record(event, by: principal, at: now)
    }

    /// False where it was noted before.
    @discardableResult
    func insert(at now: Moment, in db: Writer) throws -> Bool {
        let words = try CarrierWords.sealed(proof, of: message, db.keys)
        return try db.run(
            """
            INSERT INTO contact_attempt
                (id, message, channel, at, result, proof, carrier, content_hash)
            VALUES (\(ID<Attempt>.new(at: now)), \(message), \(channel), \(now), \(result.rawValue),
                \(words), \(carrier), \(contentHash))
            ON CONFLICT (message, channel, result) DO NOTHING
            """) == 1
    }
}

/// An address gave a message back: whatever went there unread goes on to the next channel. Nothing ends.
struct NoteBounce: Sendable {
    let address: String
    let reason: String
    let plan: NoticePlan

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
                .perform(at: now, in: db, plan)
            }
            let event = JournalEvent(
                "person.channel-bounced", subject: "person/\(channel.person)",
                ["channel": "\(channel.id)"])
            try db.record(event, by: .house, at: now)
        }
        return channels.count
    }
}

/// One of us reached the person, or says why not.
struct CloseOutreach: Sendable {
    let message: ID<Message>
    let outcome: String
    /// What of files is closed to whom.
    var rights = FileRights()

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        try OutreachItem.check(message, for: principal, at: now, in: db, rights)
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
