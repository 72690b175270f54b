import Kernel
import TestSupport
import Testing

@testable import Storage

/// A chain that begins in a write is one like any other.
struct NewChainTests {
    @Test(arguments: Engine.underTest) func `a chain begun in a write is read in it and verifies`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let inside = try await database.write { db in
            try db.begin(
                JournalEvent("case.filed", subject: "case/7", ["a": "1"]), by: ana, at: noon)
            try db.record(
                JournalEvent("letter.made", subject: "case/7", ["b": "2"]), by: ana, at: noon)
            return try db.journal(of: "case/7").map(\.fields)
        }
        try await database.write { db in
            try db.record(
                JournalEvent("case.decided", subject: "case/7", ["c": "3"]), by: ana, at: noon)
        }
        let (lines, found) = try await database.read { db in
            (try db.journal(of: "case/7"), try db.verifyJournal())
        }
        #expect(inside == [["a": "1"], ["b": "2"]])
        #expect(lines.map(\.fields) == [["a": "1"], ["b": "2"], ["c": "3"]])
        #expect(lines.map(\.seq) == [1, 2, 3])
        #expect(found.isSound)
        #expect(found.lines == 3)
    }

    @Test(arguments: Engine.underTest) func `a subject that has lines cannot begin again`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.record(JournalEvent("case.filed", subject: "case/7"), by: ana, at: noon)
        }
        await #expect(throws: StorageError.self) {
            try await database.write { db in
                try db.begin(JournalEvent("case.filed", subject: "case/7"), by: ana, at: noon)
            }
        }
        let lines = try await database.read { db in try db.journal(of: "case/7").count }
        #expect(lines == 1)
    }

    @Test(arguments: Engine.underTest) func `a subject begins once in one write too`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let event = JournalEvent("case.filed", subject: "case/7")
        for first in ["begin", "record"] {
            await #expect(throws: StorageError.self, "\(first)") {
                try await database.write { db in
                    if first == "begin" {
                        try db.begin(event, by: ana, at: noon)
                    } else {
                        try db.record(event, by: ana, at: noon)
                    }
                    try db.begin(event, by: ana, at: noon)
                }
            }
        }
        #expect(try await database.read { try $0.journal(of: "case/7").isEmpty })
    }

    @Test(arguments: Engine.underTest)
    func `a chain begun, signed and erased in one write verifies and is unreadable`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        try await database.write { db in
            try db.begin(
                JournalEvent("case.filed", subject: "case/7", ["a": "1"]), by: ana, at: noon)
            let signed = try db.makeCheckpoint(at: noon)
            #expect(signed?.lines == 1)
            try db.erase(subject: "case/7", reason: "asked", by: ana, at: noon)
        }
        let (lines, found) = try await database.read { db in
            (try db.journal(of: "case/7"), try db.verifyJournal())
        }
        #expect(lines.map { $0.payload == nil } == [true, false])
        #expect(found.isSound)
    }
}
