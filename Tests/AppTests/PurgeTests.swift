import Kernel
import Storage
import Testing
import Web

@testable import App

/// What a night forgets, and what it never does.
struct NightPurgeTests {
    @Test
    func `a night forgets old keys and sessions in several batches and no line of the journal`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let now = systemClock()
        try await house.database.write { db in
            for number in 0..<2 * purgeBatch + 1 {
                _ = try db.once(OnceKey("test/\(number)", contents: ""), at: now) { "/" }
            }
        }
        let purge = Purge(
            compartments: house.compartments, signIn: house.database, people: house.people)
        let before = try await Counts(house)
        try await purge.run(at: now.adding(seconds: 60))
        #expect(try await Counts(house) == before)
        #expect(try await ana.get("/account").status == 200)

        try await purge.run(at: now.adding(seconds: (sessionDays + 1) * 86_400))
        let after = try await Counts(house)
        #expect(after.answered == 0)
        #expect(after.asked == 0)
        #expect(after.sessions == 0)
        #expect(after.journal == before.journal)
        #expect(after.waiting == before.waiting)
        #expect(before.answered > 2 * purgeBatch)
        #expect(before.asked == before.answered)
        #expect(before.sessions > 0)
    }

    private struct Counts: Equatable {
        let answered, asked, sessions, journal, waiting: Int

        init(_ house: House) async throws {
            let counts = try await house.database.read { db in
                try ["answered", "asked", "session", "journal", "outbox WHERE done IS NULL"].map {
                    try db.count("SELECT COUNT(*) FROM \(SQL(stringLiteral: $0))")
                }
            }
            (answered, asked) = (counts[0], counts[1])
            (sessions, journal, waiting) = (counts[2], counts[3], counts[4])
        }
    }
}
