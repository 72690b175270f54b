import Formats
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import App

/// What the commands answer, and so what they exit with.
struct KeepingTests {
    @Test func `a backup taken while people work is restored elsewhere and sound`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let folder = try TestFolder.make() + "/backup"
        let stop = Mutex(false)
        async let written = keepWriting(house) { stop.withLock { $0 } }
        let answer = try await backup(installed.options, to: folder)
        stop.withLock { $0 = true }
        let lines = try await written
        house.compartments.close()
        #expect(answer.isGood)
        #expect(lines > 0)

        let elsewhere = try TestFolder.make() + "/data"
        var options = installed.options
        options.data = elsewhere
        try FileManager.default.createDirectory(
            atPath: elsewhere, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: installed.options.keyFiles.folder, toPath: elsewhere + "/keys")
        #expect(try await restore(options, from: folder).isGood)
        #expect(try await verify(options, against: nil, export: nil).isGood)
        let restored = try await House.open(options)
        defer { restored.compartments.close() }
        let ana = Browser(try await restored.site())
        try await ana.signIn("ana")
        let page = try await ana.get("/cases/\(installed.story.reference)")
        #expect(page.status == 200)
        #expect(page.text.contains("Zibreira"))
    }

    private func keepWriting(_ house: House, until isOver: @Sendable () -> Bool) async throws -> Int
    {
        var lines = 0
        while !isOver() {
            lines += 1
            let subject = "test/\(lines)"
            try await house.database.write { db in
                try db.record(
                    JournalEvent("test.written", subject: subject), by: .house, at: systemClock())
            }
        }
        return lines
    }

    @Test func `a backup is not written over another, and no backup is none`() async throws {
        let installed = try await DemoStore.shared.copy()
        await #expect(throws: Trouble.self) {
            try await backup(installed.options, to: try TestFolder.make())
        }
        await #expect(throws: Trouble.self) {
            try await restore(installed.options, from: try TestFolder.make())
        }
    }

    @Test func `a store as it is verifies, with the checkpoints kept outside`() async throws {
        let installed = try await DemoStore.shared.copy()
        let kept = try TestFolder.make() + "/kept.json"
        #expect(try await verify(installed.options, against: nil, export: kept).isGood)
        #expect(try await verify(installed.options, against: kept, export: nil).isGood)
    }

    @Test(arguments: [
        "UPDATE journal SET kind = 'case.granted' WHERE kind = 'case.filed'",
        "DELETE FROM journal WHERE kind = 'account.added'",
        "UPDATE journal SET actor = actor + 1 WHERE kind = 'account.added'",
    ])
    func `a changed or removed line makes verify answer no, and name it`(
        change: String
    ) async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let changed = try await house.database.write { db in try db.run(SQL(stringLiteral: change))
        }
        house.compartments.close()
        #expect(changed > 0)
        let answer = try await verify(installed.options, against: nil, export: nil)
        #expect(!answer.isGood)
        #expect(answer.text.contains("general") && answer.text.contains("problems"))
    }

    @Test func `a history cut back to an earlier day is found with the checkpoints kept outside`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let kept = try TestFolder.make() + "/kept.json"
        let early = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        try await house.database.write { db in
            try db.record(
                JournalEvent("test.late", subject: "test/late"), by: .house, at: systemClock())
        }
        house.compartments.close()
        #expect(try await verify(installed.options, against: nil, export: kept).isGood)
        let answer = try await verify(early.options, against: kept, export: nil)
        #expect(!answer.isGood)
    }

    @Test func `asked again, setup and demo change nothing`() async throws {
        let installed = try await DemoStore.shared.copy()
        let before = try await counts(installed.options)
        let light = try testOptions(
            installed.options.data, database: installed.options.database,
            home: LightHome.shared.get())
        // Real people came since: nobody invented is put beside them.
        await #expect(throws: Trouble.self) { _ = try await demo(light, scale: .small) }
        #expect(try await counts(installed.options) == before)
        let house = try await House.open(installed.options)
        try await house.database.write { db in
            try db.run("UPDATE account SET demo = 1")
            try db.run("UPDATE kase SET demo = 1")
        }
        house.compartments.close()
        _ = try await setup(installed.options, Compartment.standard)
        _ = try await demo(light, scale: .small)
        #expect(try await counts(installed.options) == before)
    }

    private func counts(_ options: Options) async throws -> [Int] {
        let house = try await House.open(options)
        defer { house.compartments.close() }
        return try await house.database.read { db in
            [
                try db.count("SELECT COUNT(*) FROM kase"),
                try db.count("SELECT COUNT(*) FROM account"),
                try db.count("SELECT COUNT(*) FROM location"),
                // What came in from files; figures of this house are kept anew whenever it counts.
                try db.count(
                    """
                    SELECT COUNT(*) FROM series_value v JOIN series_state t ON t.id = v.state
                    JOIN series s ON s.number = t.series WHERE s.family <> 'figures'
                    """),
                try db.count("SELECT COUNT(*) FROM plan_node WHERE kind = 'measure'"),
                try db.count("SELECT COUNT(*) FROM desk"),
                try db.count("SELECT COUNT(*) FROM agreement"),
            ]
        }
    }

    @Test func `cases folded anew from the journal equal what is stored`() async throws {
        let installed = try await DemoStore.shared.copy()
        #expect(try await rebuildCases(installed.options).isGood)
        let house = try await House.open(installed.options)
        _ = try await house.database.write { db in
            try db.run(
                "UPDATE kase SET state = 'decided' WHERE reference = \(installed.story.reference)")
        }
        house.compartments.close()
        let answer = try await rebuildCases(installed.options)
        #expect(!answer.isGood)
        #expect(answer.text.contains(installed.story.reference))
    }
}
