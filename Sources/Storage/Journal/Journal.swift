import Crypto
import FoundationEssentials
public import Kernel

/// What happened, to whom: one line for each action, written in the action's own transaction.
public struct JournalEvent: Sendable {
    /// A word of the room that writes it, such as `case.filed`.
    public let kind: String
    /// The thing it happened to, such as `case/123`; its lines form one chain.
    public let subject: String
    /// JSON with sorted keys; stored encrypted under the subject's own key.
    public let payload: [UInt8]

    public init(_ kind: String, subject: String, payload: [UInt8]) {
        self.kind = kind
        self.subject = subject
        self.payload = payload
    }

    public init(_ kind: String, subject: String, _ fields: [String: String] = [:]) {
        self.init(kind, subject: subject, payload: canonicalJSON(fields))
    }

    /// Any value that encodes to JSON.
    public init(_ kind: String, subject: String, encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(kind, subject: subject, payload: [UInt8](try encoder.encode(value)))
    }
}

/// A line as it is read back; the payload is nil once the subject's key was destroyed.
public struct JournalLine: Sendable {
    public let seq: Int
    public let kind: String
    public let subject: String
    public let actor: AccountID
    public let at: Moment
    public let payload: [UInt8]?

    /// Decodes the payload; nil where it was erased or is of another shape.
    public func decoded<T: Decodable>(_ type: T.Type) -> T? {
        payload.flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
    }

    /// The payload of plain text fields; empty where it was erased.
    public var fields: [String: String] { decoded([String: String].self) ?? [:] }
}

extension Writer {
    /// Adds a line to the chain of its subject: the hash covers the ciphertext and the line before.
    public func record(_ event: JournalEvent, by actor: Principal, at now: Moment) throws {
        if try extendNewChain(event, by: actor, at: now) { return }
        let known = try tails[event.subject] ?? findTail(of: event.subject)
        try append(event, by: actor, at: now, known)
    }

    /// The end of a chain that is stored, once it is known to be sound; that of one which has no lines yet.
    private func findTail(of subject: String) throws -> ChainTail {
        guard let head = try JournalHead.findSound(subject, in: self) else { return ChainTail() }
        guard let secret = try head.secret(keys) else {
            throw StorageError.sealed("\(subject): its key was removed")
        }
        return ChainTail(seq: head.seq, hash: head.hash, secret: secret)
    }

    private func append(
        _ event: JournalEvent, by actor: Principal, at now: Moment, _ tail: ChainTail
    ) throws {
        let line = try SealedLine(
            event, seq: tail.seq + 1, by: actor, at: now, after: tail.hash, with: tail.secret)
        // The head first: two writers meet there, where PostgreSQL says so in a way that is tried again.
        try JournalHead.store(
            event.subject, line.facts.seq, line.hash, tail.secret, isNew: tail.seq == 0, in: self)
        try insert(line)
        tails[event.subject] = ChainTail(
            seq: line.facts.seq, hash: line.hash, secret: tail.secret)
        noteAdded(event, line.facts)
    }

    /// Destroys the key of a subject: what its lines said is gone, the chain stays valid. The line that says
    /// why, and what comes after it, is sealed with a new key.
    public func erase(subject: String, reason: String, by actor: Principal, at now: Moment) throws {
        guard let head = try JournalHead.findSound(subject, in: self) else { return }
        let event = JournalEvent("subject.erased", subject: subject, ["reason": reason])
        let secret = SymmetricKey(size: .bits256)
        try append(
            event, by: actor, at: now, ChainTail(seq: head.seq, hash: head.hash, secret: secret))
        forgetFolded(subject)
        let wrapped = try JournalHead.wrap(secret, subject, keys)
        try run(
            """
            UPDATE journal_head SET secret = \(wrapped), readable_from = \(head.seq + 1)
            WHERE subject = \(subject)
            """)
    }
}

extension Reader {
    /// The lines of one subject, oldest first, with its head in one question.
    public func journal(of subject: String) throws -> [JournalLine] {
        if let lines = (self as? Writer)?.newChains[subject]?.lines { return lines }
        try (self as? Writer)?.storeNewHeads()
        let rows = try all(
            """
            SELECT j.seq, j.kind, j.actor, j.at, j.payload, \(JournalHead.columns)
            FROM journal j LEFT JOIN journal_head h ON h.subject = j.subject
            WHERE j.subject = \(subject) ORDER BY j.seq
            """)
        let head = try rows.first.flatMap { row -> JournalHead? in
            let named: String? = try row[lineColumns]
            return try named.map { _ in try JournalHead(row: row, from: lineColumns) }
        }
        if let head, !head.isSealed(by: keys) {
            throw StorageError.sealed("\(subject): \(JournalHead.changedOutside)")
        }
        let (secret, readableFrom) = (try head?.secret(keys), head?.readableFrom ?? 1)
        return try rows.map { try JournalLine($0, of: subject, secret, readableFrom) }
    }

    /// The lines of several subjects, each oldest first: two statements, however many they are, so that
    /// their number tells nobody how much is there. Not for a write that has just begun such a chain.
    public func journals(of subjects: [String]) throws -> [String: [JournalLine]] {
        let heads = try all(
            "SELECT \(JournalHead.columns) FROM journal_head h WHERE h.subject IN \(list: subjects)"
        ).map { try JournalHead(row: $0) }
        if let changed = heads.first(where: { !$0.isSealed(by: keys) }) {
            throw StorageError.sealed("\(changed.subject): \(JournalHead.changedOutside)")
        }
        var known: [String: (secret: SymmetricKey?, from: Int)] = [:]
        for head in heads {
            known[head.subject] = (secret: try head.secret(keys), from: head.readableFrom)
        }
        var found: [String: [JournalLine]] = [:]
        let rows = try all(
            """
            SELECT seq, kind, actor, at, payload, subject FROM journal
            WHERE subject IN \(list: subjects) ORDER BY subject, seq
            """)
        for row in rows {
            let subject: String = try row[5]
            let head = known[subject]
            found[subject, default: []].append(
                try JournalLine(row, of: subject, head?.secret, head?.from ?? 1))
        }
        return found
    }
}

extension JournalLine {
    /// From `seq, kind, actor, at, payload`.
    fileprivate init(
        _ row: Row, of subject: String, _ secret: SymmetricKey?, _ readableFrom: Int
    ) throws {
        let seq: Int = try row[0]
        let sealed: [UInt8] = try row[4]
        let payload = try secret.flatMap { secret in
            seq < readableFrom
                ? nil : try Sealing.open(sealed, with: secret, context: "\(subject)#\(seq)")
        }
        self.init(
            seq: seq, kind: try row[1], subject: subject, actor: try row[2], at: try row[3],
            payload: payload)
    }
}

/// The parts of a line that are not secret.
struct LineFacts {
    let subject: String
    let seq: Int
    let kind: String
    let actor: AccountID
    let at: Moment
}

/// SHA-256 over the line before and every field, each with its length, so that no two lines read alike.
func lineHash(_ facts: LineFacts, payload: [UInt8], previous: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    let texts = [
        facts.subject, String(facts.seq), facts.kind, facts.actor.description,
        String(facts.at.microseconds),
    ]
    for part in [previous, payload] + texts.map({ Array($0.utf8) }) {
        var length = UInt64(part.count).bigEndian
        withUnsafeBytes(of: &length) { hasher.update(bufferPointer: $0) }
        hasher.update(data: part)
    }
    return [UInt8](hasher.finalize())
}

/// `seq, kind, actor, at, payload`, behind which a question asks for the head.
private let lineColumns = 5

/// JSON with sorted keys, for what is hashed.
func canonicalJSON(_ fields: [String: String]) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(fields) else { return Array("{}".utf8) }
    return [UInt8](data)
}
