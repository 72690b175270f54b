import Crypto
import FoundationEssentials
public import Kernel

/// A signed statement of where every chain stood: kept outside, it shows later tampering.
public struct Checkpoint: Sendable, Codable, Equatable {
    public let number: Int
    public let at: Moment
    /// Lines in the journal when it was made.
    public let lines: Int
    /// SHA-256 over the heads that changed since the checkpoint before.
    public let digest: [UInt8]
    /// The digest of the checkpoint before.
    public let previous: [UInt8]
    /// Ed25519 over all of the above.
    public let signature: [UInt8]

    static func message(
        _ number: Int, _ at: Moment, _ lines: Int, _ digest: [UInt8], _ previous: [UInt8]
    ) -> Data {
        let facts = "cais checkpoint \(number) \(at.microseconds) \(lines)\n"
        return Data(facts.utf8) + Data(digest) + Data(previous)
    }

    /// Whether the signature is that of a public key.
    public func isSigned(by publicKey: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(
            signature, for: Checkpoint.message(number, at, lines, digest, previous))
    }

    init(row: Row) throws {
        number = try row["number"]
        at = try row["at"]
        lines = try row["lines"]
        digest = try row["digest"]
        previous = try row["previous"]
        signature = try row["signature"]
    }

    init(
        number: Int, at: Moment, lines: Int, digest: [UInt8], previous: [UInt8], signature: [UInt8]
    ) {
        self.number = number
        self.at = at
        self.lines = lines
        self.digest = digest
        self.previous = previous
        self.signature = signature
    }
}

extension Reader {
    /// All checkpoints, oldest first.
    public func checkpoints() throws -> [Checkpoint] {
        try all(
            "SELECT number, at, lines, digest, previous, signature FROM checkpoint ORDER BY number"
        )
        .map(Checkpoint.init)
    }
}

extension Writer {
    /// Signs where the chains stand; nil where nothing changed since the last one. Where a chain or the last
    /// checkpoint was changed from outside nothing is signed: a signature would make it good.
    @discardableResult
    public func makeCheckpoint(at now: Moment) throws -> Checkpoint? {
        try storeNewHeads()
        let heads = try soundHeadsToSign()
        guard !heads.isEmpty else { return nil }
        // Counting the whole journal would make every writer wait for this one.
        let lines = try heads.reduce(0) { $0 + (try $1[1] as Int) - (try $1[6] as Int) }
        let checkpoint = try signCheckpoint(try headsDigest(heads), newLines: lines, at: now)
        try run(
            """
            INSERT INTO checkpoint_head (checkpoint, subject, seq, hash)
            SELECT \(checkpoint.number), subject, seq, hash FROM journal_head WHERE seq > checked
            """)
        try run("UPDATE journal_head SET checked = seq WHERE seq > checked")
        return checkpoint
    }

    /// Signs a digest of heads behind the last checkpoint; whoever asks writes its heads.
    func signCheckpoint(
        _ digest: [UInt8], newLines: Int, at now: Moment
    ) throws -> Checkpoint {
        let last = try lastCheckpoint()
        let lines = (last?.lines ?? 0) + newLines
        let number = (last?.number ?? 0) + 1
        let previous = last?.digest ?? []
        let message = Checkpoint.message(number, now, lines, digest, previous)
        let signature = [UInt8](try keys.signing().signature(for: message))
        try run(
            """
            INSERT INTO checkpoint (number, at, lines, digest, previous, signature)
            VALUES (\(number), \(now), \(lines), \(digest), \(previous), \(signature))
            """)
        return Checkpoint(
            number: number, at: now, lines: lines, digest: digest, previous: previous,
            signature: signature)
    }

    /// The last checkpoint; one that this compartment's key did not sign is refused.
    private func lastCheckpoint() throws -> Checkpoint? {
        let row = try first(
            "SELECT number, at, lines, digest, previous, signature FROM checkpoint ORDER BY number DESC LIMIT 1"
        )
        guard let last = try row.map(Checkpoint.init) else { return nil }
        guard last.isSigned(by: try keys.checkpointPublicKey()) else {
            throw StorageError.sealed("checkpoint \(last.number) was changed from outside")
        }
        return last
    }

    /// The heads that no checkpoint signed; the first three columns of each are what is signed.
    private func soundHeadsToSign() throws -> [Row] {
        let rows = try all(
            """
            SELECT \(JournalHead.columns),
                (SELECT l.hash FROM journal l WHERE l.subject = h.subject ORDER BY l.seq DESC LIMIT 1),
                (SELECT MAX(l.seq) FROM journal l WHERE l.subject = h.subject),
                (SELECT MAX(c.seq) FROM checkpoint_head c WHERE c.subject = h.subject)
            FROM journal_head h WHERE h.seq > h.checked ORDER BY h.subject
            """)
        for row in rows {
            let head = try JournalHead(row: row)
            let problem = head.chainProblem(
                last: try row[7], seq: try row[8], signed: try row[9], keys)
            if let problem { throw StorageError.sealed("\(head.subject): \(problem)") }
        }
        return rows
    }
}

/// SHA-256 over subject, number and hash of each head, in the order of the subjects' bytes.
func headsDigest(_ heads: [Row]) throws -> [UInt8] {
    headsDigest(try heads.map { headLine(try $0[0], try $0[1], try $0[2]) })
}

/// The same of lines that `headLine` made.
func headsDigest(_ lines: [String]) -> [UInt8] {
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return [UInt8](SHA256.hash(data: Data(sorted.joined(separator: "\n").utf8)))
}

/// What a checkpoint's digest covers of one head.
func headLine(_ subject: String, _ seq: Int, _ hash: [UInt8]) -> String {
    "\(subject) \(seq) " + hex(hash)
}
