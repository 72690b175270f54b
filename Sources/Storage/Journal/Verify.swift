/// What `cais verify` found in one compartment.
public struct Verification: Sendable {
    public var lines = 0
    public var subjects = 0
    public var checkpoints = 0
    /// One sentence for each trouble: which line of which subject, and what is wrong.
    public private(set) var problems: [String] = []
    /// Troubles found, also those that no sentence was kept for.
    public private(set) var problemsTotal = 0
    public var isSound: Bool { problemsTotal == 0 }

    mutating func note(_ problem: String) {
        problemsTotal += 1
        if problems.count < problemsMax { problems.append(problem) }
    }
}

extension Reader {
    /// Follows every chain from its first line to its sealed head and every checkpoint to its heads.
    ///
    /// A changed line breaks its own hash; a removed or inserted one breaks the numbers or the link of the
    /// next; a cut tail differs from the sealed head; a subject gone whole is missed by its checkpoint. What
    /// was never signed and is gone together with its head shows against checkpoints kept `outside`.
    /// No more than one line of a subject stands in memory at once.
    public func verifyJournal(against outside: [Checkpoint] = []) throws -> Verification {
        try (self as? Writer)?.storeNewHeads()
        var found = Verification()
        var walk = ChainWalk()
        try each(
            """
            SELECT subject, seq, kind, actor, at, payload, previous, hash FROM journal ORDER BY subject, seq
            """
        ) { row in try walk.step(row, into: &found) }
        found.subjects = walk.subjects
        try checkHeads(into: &found)
        try checkCheckpoints(outside, into: &found)
        return found
    }

    private func checkHeads(into found: inout Verification) throws {
        try each(
            """
            SELECT \(JournalHead.columns), l.hash,
                (SELECT MAX(seq) FROM journal WHERE subject = h.subject),
                (SELECT MAX(seq) FROM journal WHERE subject = h.subject AND kind = 'subject.erased'),
                (SELECT MAX(seq) FROM checkpoint_head WHERE subject = h.subject)
            FROM journal_head h LEFT JOIN journal l ON l.subject = h.subject AND l.seq = h.seq
            """
        ) { row in
            let head = try JournalHead(row: row)
            if let problem = head.problem(
                last: try row[7], seq: try row[8], erased: try row[9], signed: try row[10], keys)
            {
                found.note("\(head.subject): \(problem)")
            }
        }
        try each(
            """
            SELECT DISTINCT subject FROM journal j
            WHERE NOT EXISTS (SELECT 1 FROM journal_head h WHERE h.subject = j.subject)
            """
        ) { row in found.note("\(try row[0] as String): its lines have no head") }
    }

    private func checkCheckpoints(_ outside: [Checkpoint], into found: inout Verification) throws {
        let stored = try checkpoints()
        found.checkpoints = stored.count
        let publicKey = try keys.checkpointPublicKey()
        var previous: Checkpoint?
        for checkpoint in stored {
            let number = checkpoint.number
            if number != (previous?.number ?? 0) + 1 {
                found.note("a checkpoint before \(number) was removed")
            }
            if checkpoint.previous != previous?.digest ?? [] || !checkpoint.isSigned(by: publicKey)
            {
                found.note(
                    "checkpoint \(number) was changed: its signature or its link does not hold")
            }
            if checkpoint.lines > found.lines {
                found.note("checkpoint \(number) signed more lines than there are")
            }
            previous = checkpoint
            try checkDigest(of: checkpoint, into: &found)
        }
        try checkSignedLines(into: &found)
        for kept in outside where !stored.contains(kept) {
            found.note("checkpoint \(kept.number), kept outside, is missing here or differs")
        }
    }

    private func checkDigest(of checkpoint: Checkpoint, into found: inout Verification) throws {
        let heads = try all(
            "SELECT subject, seq, hash FROM checkpoint_head WHERE checkpoint = \(checkpoint.number)"
        )
        if try headsDigest(heads) != checkpoint.digest {
            found.note("checkpoint \(checkpoint.number): its list of heads was changed")
        }
    }

    private func checkSignedLines(into found: inout Verification) throws {
        try each(
            """
            SELECT c.checkpoint, c.subject, c.seq FROM checkpoint_head c
            LEFT JOIN journal j ON j.subject = c.subject AND j.seq = c.seq
            WHERE j.hash IS NULL OR j.hash <> c.hash
            """
        ) { row in
            let line = "\(try row[1] as String): line \(try row[2] as Int)"
            found.note("\(line) is not the one that checkpoint \(try row[0] as Int) signed")
        }
    }
}

/// Follows lines in the order of subject and number.
private struct ChainWalk {
    private var subject: String?
    private var seq = 0
    private var previous: [UInt8] = []
    private(set) var subjects = 0

    mutating func step(_ row: Row, into found: inout Verification) throws {
        let facts = LineFacts(
            subject: try row[0], seq: try row[1], kind: try row[2], actor: try row[3],
            at: try row[4])
        if facts.subject != subject {
            subject = facts.subject
            subjects += 1
            seq = 0
            previous = []
        }
        let name = "\(facts.subject): line \(facts.seq)"
        if facts.seq != seq + 1 {
            found.note("\(name) follows line \(seq): a line was removed or inserted")
        }
        let link: [UInt8] = try row[6]
        if link != previous { found.note("\(name) does not link to the line before it") }
        let hash: [UInt8] = try row[7]
        if lineHash(facts, payload: try row[5], previous: link) != hash {
            found.note("\(name) was changed")
        }
        found.lines += 1
        seq = facts.seq
        previous = hash
    }
}

/// A journal that was replaced whole has as many troubles as lines; the first of them say enough.
private let problemsMax = 1_000
