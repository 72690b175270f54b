import Kernel
import Storage
import TestSupport
import Testing

/// What is old and done goes, in batches; what is young, waits, or was recorded stays.
struct PurgeTests {
    private let week = noon.adding(seconds: 7 * 86_400)

    @Test(arguments: Engine.underTest) func `old answers go, batch by batch, and young ones stay`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let week = self.week
        let went = try await database.write { db in
            for number in 0..<5 {
                _ = try db.once(OnceKey("old/\(number)", contents: ""), at: noon) { "old" }
            }
            _ = try db.once(OnceKey("young", contents: ""), at: week) { "young" }
            return try (0..<4).map { _ in try db.purgeAnswered(before: week, limit: 2) }
        }
        let asked = try await database.read { try $0.count("SELECT COUNT(*) FROM asked") }
        #expect(asked == 1)
        let answers = try await database.write { db in
            [
                try db.once(OnceKey("young", contents: ""), at: week) { "again" },
                try db.once(OnceKey("old/1", contents: ""), at: week) { "a new request" },
            ]
        }
        #expect(went == [2, 2, 1, 0])
        #expect(answers == ["young", "a new request"])
    }

    @Test(arguments: Engine.underTest)
    func `delivered messages go; those that wait or came late stay, and so does the journal`(
        engine: Engine
    ) async throws {
        let database = try await sampleDatabase(engine)
        let week = self.week
        let went = try await database.write { db in
            for key in ["delivered", "late", "waiting"] {
                try db.post("mail", key: key, body: [1], due: noon, at: noon)
            }
            for message in try db.outboxDue(at: noon, limit: 9) where message.key != "waiting" {
                try db.settle(message.id, at: message.key == "late" ? week : noon)
            }
            try db.record(JournalEvent("case.filed", subject: "case/1"), by: ana, at: noon)
            return try db.purgeDelivered(before: week, limit: 9)
        }
        let (kept, lines) = try await database.read { db in
            (
                try db.all("SELECT key FROM outbox ORDER BY key").map { try $0[0] as String },
                try db.journal(of: "case/1").count
            )
        }
        #expect(went == 1)
        #expect(kept == ["late", "waiting"])
        #expect(lines == 1)
    }
}
