import Kernel
import TestSupport
import Testing

@testable import Storage

/// Each thing that somebody with the database but without the key could do, done with plain SQL.
enum Attack: String, CaseIterable, Sendable {
    case kindOfALine, actorOfALine, momentOfALine, payloadOfALine
    case lineRemoved, lineInserted, linesSwapped, tailCut, tailCutWithHead, headPutBack
    case linesOfASubjectRemoved, subjectRemovedWhole, subjectInvented
    case headChanged, headOfAnother, chainRehashed, keyRemoved, keyReplaced, eraseFeigned
    case checkpointEdited, checkpointHeadEdited, checkpointHeadRemoved, firstCheckpointRemoved,
        lastCheckpointRemoved

    func commit(in db: Writer) throws {
        for statement in statements { try db.run(SQL(stringLiteral: statement)) }
        switch self {
        case .lineInserted: try insertLine(in: db)
        case .chainRehashed: try rehash(in: db)
        case .subjectInvented: try invent(in: db)
        default: break
        }
    }

    private var statements: [String] {
        let line = "WHERE subject = 'case/1' AND seq = 2"
        return switch self {
        case .kindOfALine: ["UPDATE journal SET kind = 'granted' \(line)"]
        case .actorOfALine: ["UPDATE journal SET actor = actor + 1 \(line)"]
        case .momentOfALine: ["UPDATE journal SET at = at - 1 \(line)"]
        case .payloadOfALine:
            [
                "UPDATE journal SET payload = (SELECT payload FROM journal WHERE subject = 'case/2' AND seq = 2) \(line)"
            ]
        case .lineRemoved: ["DELETE FROM journal \(line)"]
        case .lineInserted, .chainRehashed, .subjectInvented: []
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
        let last: [UInt8] =
            try db.value("SELECT hash FROM journal WHERE subject = 'case/3' AND seq = 4") ?? []
        try store("case/3", 5, previous: last, in: db)
    }

    private func invent(in db: Writer) throws {
        try store("case/9", 1, previous: [], in: db)
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

    /// Changes a payload and mends every hash behind it, up to the head: all that needs no key.
    private func rehash(in db: Writer) throws {
        let lines = try db.all(
            "SELECT seq, kind, actor, at FROM journal WHERE subject = 'case/1' ORDER BY seq")
        var previous: [UInt8] = []
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
        try db.run("UPDATE journal_head SET hash = \(previous) WHERE subject = 'case/1'")
        try db.run("DELETE FROM checkpoint_head")
        try db.run("DELETE FROM checkpoint")
    }
}

struct TamperTests {
    /// Three subjects of three lines, two checkpoints, and a fourth line each after them.
    private func database(_ engine: Engine) async throws -> Database {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            for seq in 1...4 {
                for subject in ["case/1", "case/2", "case/3"] {
                    try db.record(
                        JournalEvent("x", subject: subject, ["seq": "\(seq)"]), by: ana, at: noon)
                }
                if seq == 1 {
                    try db.run("CREATE TABLE kept (hash BYTEA, seal BYTEA)")
                    try db.run(
                        "INSERT INTO kept SELECT hash, seal FROM journal_head WHERE subject = 'case/1'"
                    )
                }
                if seq == 2 || seq == 3 { try db.makeCheckpoint(at: noon) }
            }
        }
        return database
    }

    @Test(arguments: Engine.underTest) func `an untouched journal is sound`(
        engine: Engine
    ) async throws {
        let database = try await database(engine)
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(found.problems == [])
        #expect([found.lines, found.subjects, found.checkpoints] == [12, 3, 2])
    }

    @Test(arguments: Engine.underTest, Attack.allCases) func `is found`(
        engine: Engine, attack: Attack
    ) async throws {
        let database = try await database(engine)
        try await database.write { db in try attack.commit(in: db) }
        let found = try await database.read { db in try db.verifyJournal() }
        #expect(!found.isSound, "\(attack)")
    }
}
