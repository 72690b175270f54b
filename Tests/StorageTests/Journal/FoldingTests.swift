import Kernel
import Storage
import TestSupport
import Testing

/// A write folds the lines of a subject once, and goes on with what it adds.
struct FoldingTests {
    /// What the lines say, one after the other; nil where there are none.
    private func folded(_ subject: String, in db: Reader) throws -> [String]? {
        try db.fold(subject, begin: { [said($0)] }, next: { $0.append(said($1)) })
    }

    private func read(_ subject: String, in db: Reader) throws -> [String]? {
        let lines = try db.journal(of: subject).map(said)
        return lines.isEmpty ? nil : lines
    }

    private func said(_ line: JournalLine) -> String { line.fields["n"] ?? "erased" }

    @Test(arguments: Engine.underTest, 1...6)
    func `whatever a write adds or erases, what it folds is what the lines say`(
        engine: Engine, seed: Int
    ) async throws {
        let database = try await TestDatabase.make(engine)
        for round in 0..<12 {
            try await database.write { db in
                var random = SeededRandom(UInt64(seed * 1_000 + round))
                for number in 0..<20 {
                    let subject = "case/\(Int.random(in: 1...3, using: &random))"
                    switch Int.random(in: 0..<8, using: &random) {
                    case 0:
                        try db.erase(subject: subject, reason: "asked", by: ana, at: noon)
                    case 1...4:
                        let said = JournalEvent("x", subject: subject, ["n": "\(round).\(number)"])
                        try db.record(said, by: ana, at: noon)
                    default: break
                    }
                    let (own, lines) = (try folded(subject, in: db), try read(subject, in: db))
                    #expect(own == lines)
                }
            }
            try await database.read { db in
                for subject in ["case/1", "case/2", "case/3"] {
                    let (own, lines) = (try folded(subject, in: db), try read(subject, in: db))
                    #expect(own == lines)
                }
            }
        }
        let journal = try await database.read { db in try db.verifyJournal() }
        #expect(journal.problems.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a chain that began in the write is folded on, and stored whole`(
        engine: Engine
    ) async throws {
        let database = try await TestDatabase.make(engine)
        let (own, reads) = try await database.write { db in
            try db.begin(JournalEvent("x", subject: "case/9", ["n": "1"]), by: ana, at: noon)
            var found = [try folded("case/9", in: db)]
            for number in 2...4 {
                try db.record(
                    JournalEvent("x", subject: "case/9", ["n": "\(number)"]), by: ana, at: noon)
                found.append(try folded("case/9", in: db))
            }
            return (found, try db.journal(of: "case/9").count)
        }
        #expect(own == [["1"], ["1", "2"], ["1", "2", "3"], ["1", "2", "3", "4"]])
        #expect(reads == 4)
        let stored = try await database.read { db in try folded("case/9", in: db) }
        #expect(stored == ["1", "2", "3", "4"])
    }

    @Test(arguments: Engine.underTest)
    func `an older chain is read once, and its end is proven once`(engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1", ["n": "1"]), by: ana, at: noon)
        }
        let before = database.statements.value
        let once = try await database.write { db in
            try db.record(JournalEvent("x", subject: "case/1", ["n": "2"]), by: ana, at: noon)
            return try folded("case/1", in: db)
        }
        let middle = database.statements.value
        let often = try await database.write { db in
            for number in 3...12 {
                try db.record(
                    JournalEvent("x", subject: "case/1", ["n": "\(number)"]), by: ana, at: noon)
                _ = try folded("case/1", in: db)
            }
            return try folded("case/1", in: db)
        }
        #expect(once == ["1", "2"])
        #expect(often == (1...12).map(String.init))
        // Nine more lines: the head and the line of each, and nothing is read for them.
        #expect(database.statements.value - middle == (middle - before) + 18)
    }
}
