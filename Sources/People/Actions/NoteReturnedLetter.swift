public import Kernel
public import Storage

/// A letter that one of us sent by post came back: its message goes on to the next channel, and somebody must reach
/// the person. Nothing ends.
struct NoteReturnedLetter: Sendable {
    let key: String
    let day: Day
    /// What the envelope says.
    let reason: String
    /// The country's, for a channel of which nobody gave one.
    let language: String
    let plan: NoticePlan

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let row = try db.first("SELECT id, person FROM message WHERE key = \(key)")
        // A file that came from elsewhere has letters of which nobody wrote a message here.
        guard let row else { return }
        let (message, person): (ID<Message>, PersonID) = (try row[0], try row[1])
        let attempt = RecordAttempt(
            message: message, channel: try channel(of: person, message, at: now, in: db),
            result: .bounced,
            proof: "\(day): \(reason)")
        try attempt.perform(by: principal, at: now, in: db, plan)
        try NoteReturnedLetter.standAgain(message, at: now, in: db)
    }

    /// Whoever sent the letter took the person for reached: the line stands open again.
    static func standAgain(_ message: ID<Message>, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO outreach (message, reason, since) VALUES (\(message), 'returned', \(now))
            ON CONFLICT (message) DO UPDATE SET reason = 'returned', since = excluded.since,
                closed = NULL, closed_by = NULL, outcome = NULL
            """)
    }

    /// The person's postal address where they gave one. Where the letter went to one that only its sender knows, the
    /// attempt stands on a channel without an address.
    private func channel(
        of person: PersonID, _ message: ID<Message>, at now: Moment, in db: Writer
    ) throws -> ID<Channel> {
        // A good one first, then any that was not tried for this message.
        let known: ID<Channel>? = try db.value(
            """
            SELECT id FROM contact_channel c WHERE person = \(person) AND kind = 'post'
                AND NOT EXISTS (SELECT 1 FROM contact_attempt t
                    WHERE t.message = \(message) AND t.channel = c.id AND t.result = 'bounced')
            ORDER BY CASE state WHEN 'ok' THEN 0 ELSE 1 END, place, id LIMIT 1
            """)
        if let known { return known }
        let id = ID<Channel>.new(at: now)
        let sealed = try db.keys.seal([], use: "channel", context: "person/\(person)")
        let place = try db.count("SELECT COUNT(*) FROM contact_channel WHERE person = \(person)")
        let hash = db.keys.lookup("returned \(id)", use: "channel")
        try db.run(
            """
            INSERT INTO contact_channel
                (id, person, kind, address, address_hash, language, verified, place, state)
            VALUES (\(id), \(person), \(ChannelKind.post.rawValue), \(sealed),
                \(hash), \(language), NULL, \(place), 'bounced')
            """)
        return id
    }
}

extension People {
    /// A letter of a notice came back. Who may say so was asked before.
    public func letterReturned(
        _ key: String, on day: Day, reason: String, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try NoteReturnedLetter(
            key: key, day: day, reason: reason, language: language, plan: plan
        ).perform(by: principal, at: now, in: db)
    }
}
