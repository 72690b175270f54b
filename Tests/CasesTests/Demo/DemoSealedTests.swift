import Kernel
import Statistics
import Storage
import TestSupport
import Testing

@testable import Cases

/// The invented cases of the sealed rooms are taken by these rooms as they are, once.
@Suite struct DemoSealedTests {
    @Test(arguments: Engine.underTest)
    func `the help room shows a cluster, a count and somebody's request, all called invented`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let people = ["dora": dinis]
        #expect(try await help.room.loadDemoHelp(people, at: noon) == 11)
        #expect(try await help.room.loadDemoHelp(people, at: noon) == 0, "once")
        let (clusters, counts) = try await help.database.write { [house = help.house] db in
            (
                try LookAtClusters().perform(by: dinis, at: noon, in: db, house),
                try RefusalCount.all(for: dinis, on: noon.utcDay, in: db, house)
            )
        }
        #expect(clusters.map(\.cases.count) == [3])
        #expect(counts.compactMap(\.count.value) == [5], "six, in fives")
        #expect(try await help.room.rebuild() == 0)
    }

    @Test(arguments: Engine.underTest)
    func `the room of children shows a case that several bodies lead, and one that waits`(
        engine: Engine
    ) async throws {
        let fixture = try await ProtectionFixture(engine)
        let people = ["teresa": teresa, "quim": quim]
        #expect(try await fixture.room.loadDemo(people, at: noon) == 2)
        #expect(try await fixture.room.loadDemo(people, at: noon) == 0, "once")
        let procedure = try fixture.room.house.procedure(ProtectionRoom.procedure)
        let lines = try await fixture.database.read { db in
            try SealedLine.all(procedure, for: teresa, at: noon, in: db)
        }
        #expect(lines.map(\.isOpen) == [false, true], "what came last stands first")
        let led = try #require(lines.last)
        #expect(try await fixture.seen(led.id, by: quim).tasks.count == 1)
        #expect(try await fixture.room.room.rebuild() == 0)
    }
}
