import Kernel
import Storage
import TestSupport
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
        let purge = house.purge
        let before = try await Counts(house)
        try await purge.run(at: now.adding(seconds: 60))
        #expect(try await Counts(house) == before)
        #expect(try await ana.get("/account").status == 200)

        let gone = try await purge.run(at: now.adding(seconds: (sessionDays + 1) * 86_400))
        let after = try await Counts(house)
        #expect(after.answered == 0)
        #expect(after.asked == 0)
        #expect(after.sessions == 0)
        #expect(after.journal == before.journal)
        #expect(after.waiting == before.waiting)
        #expect(before.answered > 2 * purgeBatch)
        #expect(before.asked == before.answered)
        #expect(before.sessions > 0)
        // What two people began and did not come back to: one in the story, one in the demonstration.
        #expect(before.unfinished == 2 && after.unfinished == 0)
        #expect(gone[.answers, .general] == before.answered)
        #expect(gone[.sessions, .general] == before.sessions)
        #expect(gone[.unfinished, .general] == 2 && gone.told["unfinished"] == 2)
    }

    @Test func `how much a sealed room forgot stands in no line of the log`() {
        var gone = Forgotten()
        gone.add(3, .cases, in: .help)
        gone.add(2, .cases, in: .help)
        gone.add(1, .answers, in: .equality)
        gone.add(0, .letters, in: .general)
        #expect(gone[.cases, .help] == 5 && gone[.cases, .equality] == 0)
        #expect(gone.told.isEmpty)
        gone.add(4, .sessions, in: .general)
        #expect(gone.told == ["sessions": 4])
    }

    @Test func `a night takes away files that no row names, a day after they came`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let documents = try #require(house.compartments.documents[.general])
        let named = documents.all()
        let stray = try documents.store(Array("%PDF-1.7 of nobody".utf8))
        let now = systemClock()
        try await house.purge.run(at: now.adding(seconds: 3_600))
        #expect(documents.all().contains(stray))
        // A database without any document is not the one of this folder.
        var blind = house.purge
        blind.held = [.general: { _, _ in nil }]
        let later = now.adding(seconds: (strayDays + 1) * 86_400)
        try await blind.run(at: later)
        #expect(documents.all().contains(stray))
        try await house.purge.run(at: later)
        #expect(documents.all() == named)
        #expect(!named.isEmpty)
    }

    /// A room that begins to keep documents must tell the night which: otherwise they would be taken away.
    @Test func `no table but that of the case files names documents`() async throws {
        for compartment in Compartment.standard {
            let database = try await TestDatabase.make(
                .sqlite, compartment: compartment, migrations: House.schema(compartment))
            let tables = try await database.read { db in
                try db.all(
                    """
                    SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND c.name = 'digest' ORDER BY m.name
                    """
                ).map { row -> String in try row[0] }
            }
            // The digest of a plan or of a series is that of a text that was read in, not of a file here.
            // A checkpoint's is that of the journal, a step's that of the words that whoever approved them saw.
            let expected = [
                "case_document", "checkpoint", "plan", "plan_step", "series_import",
                "series_state", "waiting_document",
            ]
            #expect(tables == (compartment == .general ? expected : ["checkpoint"]))
        }
    }

    private struct Counts: Equatable {
        let answered, asked, sessions, journal, waiting, unfinished: Int

        init(_ house: House) async throws {
            let counts = try await house.database.read { db in
                try [
                    "answered", "asked", "session", "journal", "outbox WHERE done IS NULL",
                    "unfinished_request",
                ].map {
                    try db.count("SELECT COUNT(*) FROM \(SQL(stringLiteral: $0))")
                }
            }
            (answered, asked) = (counts[0], counts[1])
            (sessions, journal, waiting) = (counts[2], counts[3], counts[4])
            unfinished = counts[5]
        }
    }
}
