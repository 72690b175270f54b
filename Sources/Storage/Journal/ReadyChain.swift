public import Kernel

/// The first lines of a subject, sealed before the transaction that writes them: what costs time is done outside of it,
/// on as many threads as there are.
public struct ReadyChain: Sendable {
    let subject: String
    let lines: [SealedLine]
    let head: Head

    /// What the table of heads keeps of it.
    struct Head: Sendable {
        let seq: Int
        let hash: [UInt8]
        let seal: [UInt8]
        let secret: [UInt8]
    }

    /// One line: what happened, who did it, when.
    public struct Line: Sendable {
        public let event: JournalEvent
        public let actor: Principal
        public let at: Moment

        public init(_ event: JournalEvent, by actor: Principal, at: Moment) {
            self.event = event
            self.actor = actor
            self.at = at
        }
    }

    /// Seals the lines of a subject whose identifier was just drawn, in their order; each names this subject.
    public init(_ subject: String, _ lines: [Line], keys: Keys) throws {
        guard !lines.isEmpty, lines.allSatisfy({ $0.event.subject == subject }) else {
            throw StorageError.sealed("\(subject): a chain has lines, and each is its own")
        }
        var chain = NewChain()
        var sealed: [SealedLine] = []
        for line in lines {
            chain.seq += 1
            let next = try SealedLine(
                line.event, seq: chain.seq, by: line.actor, at: line.at, after: chain.hash,
                with: chain.secret)
            chain.hash = next.hash
            sealed.append(next)
        }
        self.subject = subject
        self.lines = sealed
        head = Head(
            seq: chain.seq, hash: chain.hash,
            seal: JournalHead.seal(subject, chain.seq, chain.hash, keys),
            secret: try JournalHead.wrap(chain.secret, subject, keys))
    }
}

extension Writer {
    /// Writes chains that begin here, in few statements; `now` is when they are written. A subject that has lines
    /// already refuses the write (unique).
    ///
    /// With `signed` a checkpoint signs these heads at once, and no later one has to read them all again.
    public func begin(_ chains: [ReadyChain], signed: Bool = false, at now: Moment) throws {
        if chains.isEmpty { return }
        var (lines, heads) = (ManyRows.journal, ManyRows.journalHeads)
        for chain in chains {
            for line in chain.lines { lines.append(line.row(ID<JournalEvent>.new(at: now))) }
            heads.append(chain.headRow(checked: signed ? chain.head.seq : 0))
        }
        // The heads first: a subject that is known is refused there.
        try insert(heads)
        try insert(lines)
        if signed { try signHeads(of: chains, at: now) }
    }

    private func signHeads(of chains: [ReadyChain], at now: Moment) throws {
        let digest = headsDigest(chains.map { headLine($0.subject, $0.head.seq, $0.head.hash) })
        let lines = chains.reduce(0) { $0 + $1.head.seq }
        let checkpoint = try signCheckpoint(digest, newLines: lines, at: now)
        var signed = ManyRows.signedHeads
        for chain in chains {
            signed.append([
                checkpoint.number.stored, chain.subject.stored, chain.head.seq.stored,
                chain.head.hash.stored,
            ])
        }
        try insert(signed)
    }
}

extension ReadyChain {
    fileprivate func headRow(checked: Int) -> [Value] {
        [
            subject.stored, head.seq.stored, head.hash.stored, head.seal.stored,
            head.secret.stored, checked.stored,
        ]
    }
}

extension SealedLine {
    fileprivate func row(_ id: ID<JournalEvent>) -> [Value] {
        [
            id.stored, facts.subject.stored, facts.seq.stored, facts.kind.stored,
            facts.actor.stored, facts.at.stored, payload.stored, previous.stored, hash.stored,
        ]
    }
}

extension ManyRows {
    fileprivate static var journal: ManyRows {
        ManyRows(
            "journal",
            [
                ("id", .integer), ("subject", .text), ("seq", .integer), ("kind", .text),
                ("actor", .integer), ("at", .integer), ("payload", .bytes), ("previous", .bytes),
                ("hash", .bytes),
            ])
    }

    fileprivate static var journalHeads: ManyRows {
        ManyRows(
            "journal_head",
            [
                ("subject", .text), ("seq", .integer), ("hash", .bytes), ("seal", .bytes),
                ("secret", .bytes), ("checked", .integer),
            ])
    }

    fileprivate static var signedHeads: ManyRows {
        ManyRows(
            "checkpoint_head",
            [("checkpoint", .integer), ("subject", .text), ("seq", .integer), ("hash", .bytes)])
    }
}
