import FoundationEssentials
public import Kernel
public import Storage

/// A channel that was tried has the plan's time to show that a notice on which a time limit hangs reached its person;
/// then the next one is tried. The wait is a line of the outbox: it outlives a restart, and its end counts once.
struct AwaitProof: Sendable {
    let message: ID<Message>
    let channel: ID<Channel>
    let plan: NoticePlan

    private var order: PushOrder {
        PushOrder(message: message.value, channel: channel.value)
    }

    /// Nothing waits where no time limit hangs on the message, or the plan sets no time.
    func begin(
        _ kind: ChannelKind, _ legalEffect: Bool, at now: Moment, in db: Writer
    ) throws {
        guard legalEffect, let seconds = plan.waitSeconds(of: kind) else { return }
        let body = [UInt8](try JSONEncoder().encode(order))
        try db.post(
            "people.wait", key: order.waitKey, body: body, due: now.adding(seconds: seconds),
            at: now)
    }

    /// The time is over. Where a proof stands, or the channel failed before, something else was done already.
    func end(at now: Moment, in db: Writer) throws {
        guard let found = try Message.find(message, in: db),
            try !NoticeProof.stands(message, in: db),
            try !AwaitProof.isOver(message, channel, in: db)
        else { return }
        let isNew = try db.run(
            """
            INSERT INTO notice_silence (message, channel, at)
            VALUES (\(message), \(channel), \(now)) ON CONFLICT DO NOTHING
            """)
        if isNew == 0 { return }
        let event = JournalEvent(
            "notice.silent", subject: found.subject,
            ["message": "\(message)", "channel": "\(channel)"])
        try db.record(event, by: .house, at: now)
        try TryNextChannel(
            message: message, person: found.person, plan: plan, after: channel, reason: "silent"
        ).perform(at: now, in: db)
    }

    /// Whether a channel failed for a message, or its time went by in silence: nobody waits for it any more.
    static func isOver(
        _ message: ID<Message>, _ channel: ID<Channel>, in db: Reader
    ) throws -> Bool {
        try db.count(
            """
            SELECT (SELECT COUNT(*) FROM contact_attempt WHERE message = \(message)
                    AND channel = \(channel) AND result IN ('bounced', 'failed'))
                + (SELECT COUNT(*) FROM notice_silence
                    WHERE message = \(message) AND channel = \(channel))
            """) > 0
    }
}

/// What shows that a notice reached its person: they opened it, the post handed it to them, or one of us did.
enum NoticeProof {
    static func stands(_ message: ID<Message>, in db: Reader) throws -> Bool {
        try db.count(
            """
            SELECT (SELECT COUNT(*) FROM message WHERE id = \(message) AND read_at IS NOT NULL)
                + (SELECT COUNT(*) FROM notice_proof WHERE message = \(message))
            """) > 0
    }

    enum Way: String, Sendable {
        /// A carrier's report, of a way whose delivery proves it.
        case delivered
        /// Somebody of ours brought it, or its person opened what it tells of.
        case reached
    }

    /// False where it was proven before.
    @discardableResult
    static func keep(
        _ way: Way, of message: ID<Message>, at now: Moment, in db: Writer
    ) throws -> Bool {
        try db.run(
            """
            INSERT INTO notice_proof (message, way, at) VALUES (\(message), \(way.rawValue), \(now))
            ON CONFLICT (message) DO NOTHING
            """) == 1
    }
}

extension People {
    /// A notice reached its person in a way that another room knows of: no further way is tried. A key of which
    /// nobody wrote a message here changes nothing.
    public func noticeReached(
        _ key: String, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        let row = try db.first("SELECT id, subject FROM message WHERE key = \(key)")
        guard let row else { return }
        let (message, subject): (ID<Message>, String) = (try row[0], try row[1])
        // Whoever opened the message itself has shown it already.
        if try NoticeProof.stands(message, in: db) { return }
        guard try NoticeProof.keep(.reached, of: message, at: now, in: db) else { return }
        let event = JournalEvent("notice.reached", subject: subject, ["message": "\(message)"])
        try db.record(event, by: principal, at: now)
    }
}
