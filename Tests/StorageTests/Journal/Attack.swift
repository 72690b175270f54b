import Kernel
import TestSupport

@testable import Storage

/// Each thing that somebody with the database but without the key could do, done with plain SQL.
enum Attack: String, CaseIterable, Sendable {
    case kindOfALine, actorOfALine, momentOfALine, payloadOfALine
    case kindOfTheLastLine, actorOfTheLastLine, momentOfTheLastLine, payloadOfTheLastLine
    case lastLineRehashed, hashOfTheLastLine, lineForgedWithHead, lineInsertedBeforeTheLast
    case lineRemoved, lineInserted, linesSwapped, tailCut, tailCutWithHead, headPutBack
    case linesOfASubjectRemoved, subjectRemovedWhole, subjectInvented
    case headChanged, headOfAnother, chainRehashed, keyRemoved, keyReplaced, eraseFeigned
    case checkpointEdited, checkpointHeadEdited, checkpointHeadRemoved, firstCheckpointRemoved,
        lastCheckpointRemoved

    func commit(in db: Writer) throws {
        for statement in statements { try db.run(SQL(stringLiteral: statement)) }
        switch self {
        case .lineInserted: try insertLine(in: db)
        case .chainRehashed: try rehashWithHead(in: db)
        case .subjectInvented: try invent(in: db)
        case .lineForgedWithHead: try forgeHead(in: db)
        case .lineInsertedBeforeTheLast: try insertBeforeLast(in: db)
        case .lastLineRehashed: try rehash(from: 4, in: db)
        default: break
        }
    }

    private var statements: [String] {
        let line = "WHERE subject = 'case/1' AND seq = 2"
        let lastLine = "WHERE subject = 'case/1' AND seq = 4"
        return switch self {
        case .kindOfALine: ["UPDATE journal SET kind = 'granted' \(line)"]
        case .actorOfALine: ["UPDATE journal SET actor = actor + 1 \(line)"]
        case .momentOfALine: ["UPDATE journal SET at = at - 1 \(line)"]
        case .payloadOfALine:
            [
                "UPDATE journal SET payload = (SELECT payload FROM journal WHERE subject = 'case/2' AND seq = 2) \(line)"
            ]
        case .kindOfTheLastLine: ["UPDATE journal SET kind = 'granted' \(lastLine)"]
        case .actorOfTheLastLine: ["UPDATE journal SET actor = actor + 1 \(lastLine)"]
        case .momentOfTheLastLine: ["UPDATE journal SET at = at - 1 \(lastLine)"]
        case .payloadOfTheLastLine:
            [
                "UPDATE journal SET payload = (SELECT payload FROM journal \(line)) \(lastLine)"
            ]
        case .hashOfTheLastLine:
            ["UPDATE journal SET hash = (SELECT hash FROM journal \(line)) \(lastLine)"]
        case .lineRemoved: ["DELETE FROM journal \(line)"]
        case .lineInserted, .lineInsertedBeforeTheLast, .lineForgedWithHead: []
        case .lastLineRehashed, .chainRehashed, .subjectInvented: []
        case .linesSwapped:
            [
                "UPDATE journal SET seq = -1 \(line)",
                "UPDATE journal SET seq = 2 WHERE subject = 'case/1' AND seq = 3",
                "UPDATE journal SET seq = 3 WHERE subject = 'case/1' AND seq = -1",
            ]
        case .tailCut: ["DELETE FROM journal WHERE subject = 'case/3' AND seq = 4"]
        case .tailCutWithHead:
            [
                "DELETE FROM journal WHERE subject = 'case/3' AND seq = 4",
                """
                UPDATE journal_head SET seq = 3,
                hash = (SELECT hash FROM journal WHERE subject = 'case/3' AND seq = 3) WHERE subject = 'case/3'
                """,
            ]
        case .headPutBack:
            [
                "DELETE FROM journal WHERE subject = 'case/1' AND seq > 1",
                """
                UPDATE journal_head SET seq = 1, hash = (SELECT hash FROM kept), seal = (SELECT seal FROM kept),
                checked = 0 WHERE subject = 'case/1'
                """,
            ]
        case .linesOfASubjectRemoved: ["DELETE FROM journal WHERE subject = 'case/2'"]
        case .subjectRemovedWhole:
            [
                "DELETE FROM journal WHERE subject = 'case/2'",
                "DELETE FROM journal_head WHERE subject = 'case/2'",
            ]
        case .headChanged: ["UPDATE journal_head SET seq = 9 WHERE subject = 'case/1'"]
        case .headOfAnother:
            ["UPDATE journal_head SET seal = (SELECT seal FROM kept) WHERE subject = 'case/2'"]
        case .keyRemoved: ["UPDATE journal_head SET secret = NULL WHERE subject = 'case/1'"]
        case .keyReplaced:
            [
                "UPDATE journal_head SET secret = (SELECT payload FROM journal \(line)) WHERE subject = 'case/1'"
            ]
        case .eraseFeigned: ["UPDATE journal_head SET readable_from = 3 WHERE subject = 'case/1'"]
        case .checkpointEdited: ["UPDATE checkpoint SET lines = lines - 1 WHERE number = 2"]
        case .checkpointHeadEdited:
            ["UPDATE checkpoint_head SET seq = 1 WHERE checkpoint = 1 AND subject = 'case/1'"]
        case .checkpointHeadRemoved:
            ["DELETE FROM checkpoint_head WHERE checkpoint = 1 AND subject = 'case/2'"]
        case .firstCheckpointRemoved:
            [
                "DELETE FROM checkpoint_head WHERE checkpoint = 1",
                "DELETE FROM checkpoint WHERE number = 1",
            ]
        case .lastCheckpointRemoved:
            [
                "DELETE FROM checkpoint_head WHERE checkpoint = 2",
                "DELETE FROM checkpoint WHERE number = 2",
            ]
        }
    }

    private func insertLine(in db: Writer) throws {
        try store("case/3", 5, previous: try hash("case/3", 4, in: db), in: db)
    }

    /// A line behind the last one and a head that names it; only the seal cannot be made without the key.
    private func forgeHead(in db: Writer) throws {
        try insertLine(in: db)
        let forged = try hash("case/3", 5, in: db)
        try db.run("UPDATE journal_head SET seq = 5, hash = \(forged) WHERE subject = 'case/3'")
    }

    private func insertBeforeLast(in db: Writer) throws {
        try db.run("UPDATE journal SET seq = 5 WHERE subject = 'case/3' AND seq = 4")
        try store("case/3", 4, previous: try hash("case/3", 3, in: db), in: db)
    }

    private func invent(in db: Writer) throws {
        try store("case/9", 1, previous: [], in: db)
    }

    private func hash(_ subject: String, _ seq: Int, in db: Writer) throws -> [UInt8] {
        try db.value("SELECT hash FROM journal WHERE subject = \(subject) AND seq = \(seq)") ?? []
    }

    /// A line whose hash is right, as anybody can compute it.
    private func store(_ subject: String, _ seq: Int, previous: [UInt8], in db: Writer) throws {
        let facts = LineFacts(subject: subject, seq: seq, kind: "x", actor: ana.account, at: noon)
        let hash = lineHash(facts, payload: [1], previous: previous)
        try db.run(
            """
            INSERT INTO journal (id, subject, seq, kind, actor, at, payload, previous, hash)
            VALUES (77, \(subject), \(seq), 'x', \(ana.account), \(noon), \([UInt8]([1])), \(previous), \(hash))
            """)
    }

    /// Changes payloads and mends every hash behind them: all that needs no key. Returns the last hash.
    @discardableResult
    private func rehash(from first: Int, in db: Writer) throws -> [UInt8] {
        let lines = try db.all(
            """
            SELECT seq, kind, actor, at FROM journal WHERE subject = 'case/1' AND seq >= \(first) ORDER BY seq
            """)
        var previous = try hash("case/1", first - 1, in: db)
        for row in lines {
            let facts = LineFacts(
                subject: "case/1", seq: try row[0], kind: try row[1], actor: try row[2],
                at: try row[3])
            let hash = lineHash(facts, payload: [9], previous: previous)
            try db.run(
                """
                UPDATE journal SET payload = \([UInt8]([9])), previous = \(previous), hash = \(hash)
                WHERE subject = 'case/1' AND seq = \(facts.seq)
                """)
            previous = hash
        }
        return previous
    }

    private func rehashWithHead(in db: Writer) throws {
        let last = try rehash(from: 1, in: db)
        try db.run("UPDATE journal_head SET hash = \(last) WHERE subject = 'case/1'")
        try db.run("DELETE FROM checkpoint_head")
        try db.run("DELETE FROM checkpoint")
    }
}

extension Attack {
    /// The subject that takes no further line after it; nil where its chain still ends as its head says, so that
    /// the house goes on and the journal's verification finds the rest.
    var barred: String? {
        switch self {
        case .kindOfTheLastLine, .actorOfTheLastLine, .momentOfTheLastLine, .payloadOfTheLastLine,
            .lastLineRehashed, .hashOfTheLastLine, .headChanged, .chainRehashed, .keyRemoved,
            .keyReplaced:
            "case/1"
        case .linesOfASubjectRemoved, .headOfAnother: "case/2"
        case .lineInserted, .lineInsertedBeforeTheLast, .lineForgedWithHead, .tailCut,
            .tailCutWithHead:
            "case/3"
        default: nil
        }
    }

    /// Whether it took only the key of a subject, whose lines may still be erased.
    var isOfAKey: Bool { self == .keyRemoved || self == .keyReplaced }

    /// Whether no checkpoint is signed directly after it.
    var endsSigning: Bool {
        switch self {
        case .headPutBack, .checkpointEdited, .lastCheckpointRemoved: true
        case .kindOfTheLastLine, .actorOfTheLastLine, .momentOfTheLastLine, .payloadOfTheLastLine,
            .keyRemoved, .keyReplaced:
            // The number and the hash that would be signed are true; the line itself stays found.
            false
        case .tailCutWithHead:
            // The line that it ends with is signed already.
            false
        default: barred != nil
        }
    }
}
