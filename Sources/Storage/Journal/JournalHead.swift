import Crypto
import Kernel

/// The last line of a chain, sealed with the compartment's key so that a cut tail shows.
struct JournalHead {
    let subject: String
    let seq: Int
    let hash: [UInt8]
    let seal: [UInt8]
    /// Lines before this one were erased.
    let readableFrom: Int
    /// The line that the last checkpoint signed; 0 where none did.
    let checked: Int
    private let wrapped: [UInt8]?

    static let columns: SQL =
        "h.subject, h.seq, h.hash, h.seal, h.secret, h.readable_from, h.checked"

    /// The head of a subject; one that this compartment's key did not seal is refused.
    static func find(_ subject: String, in db: Reader) throws -> JournalHead? {
        try (db as? Writer)?.storeNewHeads()
        let row = try db.first(
            "SELECT \(columns) FROM journal_head h WHERE subject = \(subject)")
        guard let head = try row.map({ try JournalHead(row: $0) }) else { return nil }
        guard head.isSealed(by: db.keys) else {
            throw StorageError.sealed("\(subject): \(JournalHead.changedOutside)")
        }
        return head
    }

    /// The head of a chain that is about to grow, and only where the last stored line is the one that it names:
    /// what is built upon is sealed again, and a change from outside must not be made good by that.
    static func findSound(_ subject: String, in db: Writer) throws -> JournalHead? {
        guard let head = try find(subject, in: db) else { return nil }
        let stored = try db.first(
            """
            SELECT seq, kind, actor, at, payload, previous, hash FROM journal
            WHERE subject = \(subject) ORDER BY seq DESC LIMIT 1
            """)
        guard let line = stored, try head.names(line) else {
            throw StorageError.sealed("\(subject): its last line is not the one that was sealed")
        }
        return head
    }

    /// Reads `columns` from where they begin in a row.
    init(row: Row, from start: Int = 0) throws {
        subject = try row[start]
        seq = try row[start + 1]
        hash = try row[start + 2]
        seal = try row[start + 3]
        wrapped = try row[start + 4]
        readableFrom = try row[start + 5]
        checked = try row[start + 6]
    }

    func isSealed(by keys: Keys) -> Bool {
        seal == JournalHead.seal(subject, seq, hash, keys)
    }

    /// Whether a stored line is this head's, with every field that its hash covers.
    private func names(_ line: Row) throws -> Bool {
        let facts = LineFacts(
            subject: subject, seq: try line[0], kind: try line[1], actor: try line[2],
            at: try line[3])
        let stored: [UInt8] = try line[6]
        let found = lineHash(facts, payload: try line[4], previous: try line[5])
        return facts.seq == seq && stored == hash && found == hash
    }

    func secret(_ keys: Keys) throws -> SymmetricKey? {
        guard let wrapped else { return nil }
        return SymmetricKey(data: try keys.open(wrapped, use: "subject", context: subject))
    }

    static func wrap(_ secret: SymmetricKey, _ subject: String, _ keys: Keys) throws -> [UInt8] {
        try keys.seal(secret.withUnsafeBytes { [UInt8]($0) }, use: "subject", context: subject)
    }

    static func seal(_ subject: String, _ seq: Int, _ hash: [UInt8], _ keys: Keys) -> [UInt8] {
        keys.lookup("\(subject)#\(seq)#" + hex(hash), use: "head")
    }

    static func store(
        _ subject: String, _ seq: Int, _ hash: [UInt8], _ secret: SymmetricKey, isNew: Bool,
        in db: Writer
    ) throws {
        let seal = seal(subject, seq, hash, db.keys)
        guard isNew else {
            let changed = try db.run(
                """
                UPDATE journal_head SET seq = \(seq), hash = \(hash), seal = \(seal)
                WHERE subject = \(subject) AND seq = \(seq - 1)
                """)
            if changed != 1 { throw StorageError.serialization("two writers met at \(subject)") }
            return
        }
        let wrapped = try wrap(secret, subject, db.keys)
        try db.run(
            """
            INSERT INTO journal_head (subject, seq, hash, seal, secret, checked)
            VALUES (\(subject), \(seq), \(hash), \(seal), \(wrapped), 0)
            """)
    }
}

extension JournalHead {
    static let changedOutside = "the head of the chain was changed from outside"

    /// Why a chain is not built upon and not signed, given the hash and the number of its last stored line and
    /// the last number that a checkpoint signed.
    func chainProblem(last: [UInt8]?, seq end: Int?, signed: Int?, _ keys: Keys) -> String? {
        if !isSealed(by: keys) { return JournalHead.changedOutside }
        guard let end else { return "all its lines were removed" }
        if end != seq || last != hash {
            return "the chain ends at line \(end), its sealed head is line \(seq)"
        }
        if checked != signed ?? 0 {
            return "the checkpoint that signed its line \(checked) was removed"
        }
        return nil
    }

    /// What is wrong with a head, also with its secret, given the number of its last erasure too.
    func problem(last: [UInt8]?, seq end: Int?, erased: Int?, signed: Int?, _ keys: Keys) -> String?
    {
        if let problem = chainProblem(last: last, seq: end, signed: signed, keys) { return problem }
        if readableFrom != erased ?? 1 {
            return "its readable lines begin where no erasure says so"
        }
        if (try? secret(keys)) == nil { return "its key was removed or replaced" }
        return nil
    }
}
