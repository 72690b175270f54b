import Crypto
public import Kernel

/// A chain that began in this transaction. Its head stands in memory until the transaction ends: a head that
/// is asked for and written again line by line is where writers of different new subjects would meet, because
/// PostgreSQL watches a whole page of the index and identifiers of one time share the last one.
struct NewChain {
    var seq = 0
    var hash: [UInt8] = []
    let secret = SymmetricKey(size: .bits256)
    var lines: [JournalLine] = []
}

/// Where a chain that is stored ends: what a write adds to it comes after that.
struct ChainTail {
    var seq = 0
    var hash: [UInt8] = []
    var secret = SymmetricKey(size: .bits256)
}

extension Writer {
    /// Adds the first line of a subject whose identifier was drawn in this write: asks nothing before it.
    /// Where the subject has lines already, of this write or of another, the write is refused.
    public func begin(_ event: JournalEvent, by actor: Principal, at now: Moment) throws {
        if newChains[event.subject] != nil {
            throw StorageError.constraint(.unique, "\(event.subject) has begun in this write")
        }
        newChains[event.subject] = NewChain()
        try record(event, by: actor, at: now)
    }

    /// The next line of a chain that began here; false where it did not.
    func extendNewChain(_ event: JournalEvent, by actor: Principal, at now: Moment) throws -> Bool {
        guard var chain = newChains[event.subject] else { return false }
        chain.seq += 1
        let line = try SealedLine(
            event, seq: chain.seq, by: actor, at: now, after: chain.hash, with: chain.secret)
        try insert(line)
        chain.hash = line.hash
        chain.lines.append(
            JournalLine(
                seq: chain.seq, kind: event.kind, subject: event.subject, actor: actor.account,
                at: now, payload: event.payload))
        newChains[event.subject] = chain
        noteAdded(event, line.facts)
        return true
    }

    /// Writes the heads of the chains that began here: at the end, or before somebody asks for heads.
    func storeNewHeads() throws {
        let chains = newChains.sorted { $0.key < $1.key }
        newChains = [:]
        for (subject, chain) in chains {
            try JournalHead.store(
                subject, chain.seq, chain.hash, chain.secret, isNew: true, in: self)
        }
    }
}

/// A line as the table keeps it.
struct SealedLine {
    let facts: LineFacts
    let payload: [UInt8]
    let previous: [UInt8]
    let hash: [UInt8]

    init(
        _ event: JournalEvent, seq: Int, by actor: Principal, at now: Moment,
        after previous: [UInt8], with secret: SymmetricKey
    ) throws {
        facts = LineFacts(
            subject: event.subject, seq: seq, kind: event.kind, actor: actor.account, at: now)
        payload = try Sealing.seal(
            event.payload, with: secret, context: "\(event.subject)#\(seq)")
        self.previous = previous
        hash = lineHash(facts, payload: payload, previous: previous)
    }
}

extension Writer {
    func insert(_ line: SealedLine) throws {
        // Many lines may be of one instant, and then two identifiers may meet: another one is drawn.
        var stored = 0
        while stored == 0 {
            let id = ID<JournalEvent>.new(at: line.facts.at)
            stored = try run(
                """
                INSERT INTO journal (id, subject, seq, kind, actor, at, payload, previous, hash)
                VALUES (\(id), \(line.facts.subject), \(line.facts.seq), \(line.facts.kind),
                    \(line.facts.actor), \(line.facts.at), \(line.payload), \(line.previous), \(line.hash))
                ON CONFLICT (id) DO NOTHING
                """)
        }
    }
}
