public import Kernel

/// Something that must leave the house after the transaction: a notice, a mail, a reaction elsewhere.
public struct OutboxMessage: Sendable {
    public let id: ID<OutboxMessage>
    public let kind: String
    /// Two messages with one key are one message.
    public let key: String
    public let body: [UInt8]
    public let attempts: Int
}

extension Writer {
    /// Puts a message into the outbox; the body is stored encrypted. A key that is already there is kept.
    public func post(_ kind: String, key: String, body: [UInt8], due: Moment, at now: Moment) throws
    {
        let sealed = try keys.seal(body, use: "outbox", context: key)
        // Stored before anything is asked: a question for a key that is not there yet would make writers meet
        // whose keys stand beside each other in the index.
        while true {
            let id = ID<OutboxMessage>.new(at: now)
            let stored = try run(
                """
                INSERT INTO outbox (id, kind, key, body, due, attempts) VALUES
                (\(id), \(kind), \(key), \(sealed), \(due), 0) ON CONFLICT DO NOTHING
                """)
            if stored == 1 { return }
            // Either the key is there, or two identifiers of one instant have met.
            let known: Int64? = try value("SELECT id FROM outbox WHERE key = \(key)")
            if known != nil { return }
        }
    }

    /// Takes a message for sending: false where another node took it or it is done.
    public func claim(_ message: OutboxMessage, until: Moment, at now: Moment) throws -> Bool {
        try run(
            """
            UPDATE outbox SET due = \(until), attempts = attempts + 1
            WHERE id = \(message.id) AND done IS NULL AND due <= \(now)
            """) == 1
    }

    /// Takes back whatever has a key that begins so, delivered or not; the beginning holds none of the signs of LIKE.
    public func withdraw(_ beginning: String) throws {
        try run("DELETE FROM outbox WHERE key LIKE \(beginning + "%")")
    }

    public func settle(_ id: ID<OutboxMessage>, at now: Moment) throws {
        try run("UPDATE outbox SET done = \(now), failure = NULL WHERE id = \(id)")
    }

    /// Notes a failure; the message is due again at a later moment.
    public func postpone(_ id: ID<OutboxMessage>, until: Moment, because failure: String) throws {
        try run("UPDATE outbox SET due = \(until), failure = \(failure) WHERE id = \(id)")
    }

    /// Runs a request once: a key that was answered before gets the same answer again, and is refused where it
    /// brings other contents. The key begins with the account that asks, so that nobody reads another's answer.
    public func once(_ key: OnceKey, at now: Moment, _ act: () throws -> String) throws -> String {
        let contents = contents(of: key)
        // What refuses the act refuses it after this change.
        connection.mark()
        // The key is taken, not looked for (see `post`); whoever asks the same at once waits here for us.
        let isNew = try run(
            """
            INSERT INTO asked (key, at, contents) VALUES (\(key.text), \(now), \(contents))
            ON CONFLICT (key) DO NOTHING
            """)
        if isNew == 0, let answer = try answer(to: key) { return answer }
        let answer = try act()
        try send("INSERT INTO answered (key, at, answer) VALUES (\(key.text), \(now), \(answer))")
        return answer
    }
}

extension Reader {
    /// What a request was answered before, nil for a new one; a key from before contents were kept is trusted.
    public func answer(to key: OnceKey) throws -> String? {
        let row = try first(
            """
            SELECT d.answer, a.contents FROM answered d JOIN asked a ON a.key = d.key
            WHERE d.key = \(key.text)
            """)
        guard let row else { return nil }
        let known: [UInt8]? = try row[1]
        if let known, known != contents(of: key) { throw Refused.sentWithOtherContents }
        return try row[0]
    }

    fileprivate func contents(of key: OnceKey) -> [UInt8] {
        keys.lookup(key.contents, use: "once-contents")
    }

    /// Messages that are due, oldest first. One that does not open (it was tampered with) is left out, so that
    /// it holds up no other; it stays among those that wait.
    public func outboxDue(at now: Moment, limit: Int) throws -> [OutboxMessage] {
        try all(
            """
            SELECT id, kind, key, body, attempts FROM outbox
            WHERE done IS NULL AND due <= \(now) ORDER BY due, id LIMIT \(limit)
            """
        ).compactMap { row in
            let key: String = try row[2]
            guard let body = try? keys.open(try row[3], use: "outbox", context: key) else {
                return nil
            }
            return OutboxMessage(
                id: try row[0], kind: try row[1], key: key, body: body, attempts: try row[4])
        }
    }

    /// How often the message of a key was tried and when it is due again; nil where none waits.
    public func outboxWait(_ key: String) throws -> (attempts: Int, due: Moment)? {
        try first("SELECT attempts, due FROM outbox WHERE key = \(key) AND done IS NULL").map {
            (try $0[0], try $0[1])
        }
    }

    /// How many messages wait, for the metrics.
    public func outboxWaiting() throws -> Int {
        try count("SELECT COUNT(*) FROM outbox WHERE done IS NULL")
    }
}
