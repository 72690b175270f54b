/// What `cais verify` found in one compartment.
public struct Verification: Sendable {
    public var lines = 0
    public var subjects = 0
    public var checkpoints = 0
    /// One sentence for each trouble: which line of which subject, and what is wrong.
    public var problems: [String] = []
    public var isSound: Bool { problems.isEmpty }
}

extension Reader {
    /// Follows every chain from its first line to its sealed head and every checkpoint to its heads.
    ///
    /// A changed line breaks its own hash; a removed or inserted one breaks the numbers or the link of the
    /// next; a cut tail differs from the sealed head; a subject gone whole is missed by its checkpoint.
    public func verifyJournal(against outside: [Checkpoint] = []) throws -> Verification {
        var found = Verification()
        var walk = ChainWalk()
        try each(
            """
            SELECT subject, seq, kind, actor, at, payload, previous, hash FROM journal ORDER BY subject, seq
            """
        ) { row in
            found.lines += 1
            try walk.step(row, into: &found.problems)
        }
        walk.endSubject()
        found.subjects = walk.heads.count
        try checkHeads(walk.heads, into: &found.problems)
        try checkCheckpoints(walk.hashes, outside, into: &found)
        return found
    }

    private func checkHeads(_ heads: [String: (Int, [UInt8])], into problems: inout [String]) throws {
        var left = heads
        try each("SELECT subject, seq, hash, seal, secret FROM journal_head") { row in
            let head = try JournalHead(row: row)
            let subject = head.subject
            guard head.seal == JournalHead.seal(subject, head.seq, head.hash, keys) else {
                return problems.append("\(subject): the head of the chain was changed from outside")
            }
            guard let (seq, hash) = left.removeValue(forKey: subject) else {
                return problems.append("\(subject): all its lines were removed")
            }
            if seq != head.seq || hash != head.hash {
                problems.append("\(subject): the chain ends at line \(seq), its sealed head is line \(head.seq)")
            }
        }
        for subject in left.keys.sorted() { problems.append("\(subject): lines were inserted without a head") }
    }

    private func checkCheckpoints(
        _ hashes: [String: [[UInt8]]], _ outside: [Checkpoint], into found: inout Verification
    ) throws {
        let stored = try checkpoints()
        found.checkpoints = stored.count
        let publicKey = try keys.checkpointPublicKey()
        var previous: [UInt8] = []
        for (index, checkpoint) in stored.enumerated() {
            let number = checkpoint.number
            if number != index + 1 { found.problems.append("checkpoint \(index + 1) was removed") }
            if checkpoint.previous != previous || !checkpoint.isSigned(by: publicKey) {
                found.problems.append("checkpoint \(number) was changed: its signature or its link does not hold")
            }
            previous = checkpoint.digest
            try checkHeads(of: checkpoint, hashes, into: &found.problems)
        }
        for kept in outside where !stored.contains(kept) {
            found.problems.append("checkpoint \(kept.number), kept outside, is missing here or differs")
        }
    }

    private func checkHeads(
        of checkpoint: Checkpoint, _ hashes: [String: [[UInt8]]], into problems: inout [String]
    ) throws {
        let heads = try all(
            "SELECT subject, seq, hash FROM checkpoint_head WHERE checkpoint = \(checkpoint.number)")
        if try headsDigest(heads) != checkpoint.digest {
            problems.append("checkpoint \(checkpoint.number): its list of heads was changed")
        }
        for row in heads {
            let subject: String = try row[0]
            let seq: Int = try row[1]
            let chain = hashes[subject] ?? []
            let hash: [UInt8] = try row[2]
            if seq > chain.count || chain[seq - 1] != hash {
                problems.append("\(subject): line \(seq) is not the one that checkpoint \(checkpoint.number) signed")
            }
        }
    }
}

/// Follows lines in the order of subject and number.
private struct ChainWalk {
    private var subject = ""
    private var seq = 0
    private var previous: [UInt8] = []
    var heads: [String: (Int, [UInt8])] = [:]
    /// The hash of each line, by subject; 32 bytes a line.
    var hashes: [String: [[UInt8]]] = [:]

    mutating func step(_ row: Row, into problems: inout [String]) throws {
        let facts = LineFacts(
            subject: try row[0], seq: try row[1], kind: try row[2], actor: try row[3], at: try row[4])
        if facts.subject != subject {
            endSubject()
            subject = facts.subject
            seq = 0
            previous = []
        }
        let name = "\(subject): line \(facts.seq)"
        if facts.seq != seq + 1 { problems.append("\(name) follows line \(seq): a line was removed or inserted") }
        let link: [UInt8] = try row[6]
        if link != previous { problems.append("\(name) does not link to the line before it") }
        let hash: [UInt8] = try row[7]
        if lineHash(facts, payload: try row[5], previous: link) != hash {
            problems.append("\(name) was changed")
        }
        seq = facts.seq
        previous = hash
        hashes[subject, default: []].append(hash)
    }

    mutating func endSubject() {
        if seq > 0 { heads[subject] = (seq, previous) }
    }
}
