import Kernel
import Storage

/// The person opened the message: the proof that it reached them. A holder of their mandate looks, and
/// proves nothing: whether a look by another counts is for the law to say.
struct ReadMessage: Sendable {
    let message: ID<Message>
    /// Who is told of it.
    var opened: People.Opened = { _, _, _, _ in }
    /// What of files is closed to whom.
    var rights = FileRights()

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let (found, mandate) = try Message.find(
            message, for: principal, at: now, in: db, rights)
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
