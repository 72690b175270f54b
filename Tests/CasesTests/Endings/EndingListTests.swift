import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Files that ended against their people, and of whom nothing shows that they knew.
@Suite struct EndingListTests {
    @Test(arguments: Engine.underTest)
    func `an ending says whether the person knew, and is none once the case is opened again`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, other, granted) = (
            try await fixture.file(), try await fixture.file(yusuf), try await fixture.file(olena)
        )
        for (kase, way) in [(one, NoticeWay.registered), (other, .handed)] {
            try await fixture.propose(["entry-ban"], of: kase, at: after(1))
            try await fixture.bring(way, kase, at: after(1))
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(60))
        }
        try await fixture.decide("granted", ["conditions-met"], of: granted, at: after(60))
        #expect(
            try await fixture.endings(carla)
                == [
                    "\(one.reference) presumed", "\(other.reference) shown",
                ].sorted())
        #expect(try await fixture.endings(carla, known: .presumed) == ["\(one.reference) presumed"])
        #expect(try await fixture.endings(elsewhere).isEmpty)
        #expect(try await fixture.sums(carla) == ["refused presumed 1", "refused shown 1"])
        #expect(try await fixture.sums(elsewhere).isEmpty)
        #expect(try await fixture.endings(carla, since: after(61)).isEmpty)
        try await fixture.database.write { [house = fixture.house] db in
            try ReopenCase(reference: one.reference, reason: "A carta perdeu-se.")
                .perform(by: bruno, at: after(70), in: db, house)
        }
        #expect(try await fixture.endings(carla) == ["\(other.reference) shown"])
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the sweep after an upgrade makes the rows of what ended before, once`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, other) = (try await fixture.file(), try await fixture.file(yusuf))
        for kase in [one, other] {
            try await fixture.propose(["entry-ban"], of: kase, at: after(1))
            try await fixture.bring(.handed, kase, at: after(1))
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(60))
        }
        func drop() async throws {
            try await fixture.database.write { db in
                _ = try db.run("DELETE FROM case_ending WHERE kase = \(one.id)")
            }
        }
        try await drop()
        try await fixture.database.write { db in _ = try db.run("DELETE FROM date_sweep") }
        #expect(try await fixture.differences().isEmpty, "the sweep has yet to make it")
        _ = try await fixture.cases.moveDates(to: try testCalendar())
        #expect(try await fixture.endings(carla).count == 2)
        #expect(try await fixture.differences().isEmpty)
        // What is lost later is a fault, and no sweep hides it.
        try await drop()
        _ = try await fixture.cases.moveDates(to: try testCalendar())
        #expect(try await fixture.differences().map(\.reference) == [one.reference])
    }

    @Test(arguments: Engine.underTest)
    func `a file that ended before there were rows of endings has its row once it is rebuilt`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, granted) = (try await fixture.file(), try await fixture.file(yusuf))
        try await fixture.propose(["entry-ban"], of: one, at: after(1))
        try await fixture.bring(.registered, one, at: after(1))
        try await fixture.decide("refused", ["entry-ban"], of: one, at: after(60))
        try await fixture.decide("granted", ["conditions-met"], of: granted, at: after(60))
        // From now on no row may be missing.
        _ = try await fixture.cases.moveDates(to: try testCalendar())
        let row = try await fixture.database.read { db in try one.keptEnding(in: db) }
        #expect(
            row
                == KeptEnding(
                    office: one.office, outcome: "refused", known: .presumed, endedAt: after(60)))
        let wrongs: [SQL] = [
            "DELETE FROM case_ending", "UPDATE case_ending SET known = 'shown'",
            "UPDATE case_ending SET ended_at = ended_at + 1",
            "UPDATE case_ending SET kase = \(granted.id)",
        ]
        for wrong in wrongs {
            try await fixture.database.write { db in _ = try db.run(wrong) }
            let found = try await fixture.differences()
            #expect(found.map(\.reference).contains(one.reference), "\(wrong)")
            #expect(found.allSatisfy { $0.isEndedOtherwise })
            let repaired = try await fixture.database.write { [cases = fixture.cases] db in
                try cases.repair(found, in: db)
            }
            #expect(repaired == found.count)
            #expect(try await fixture.differences().isEmpty)
            #expect(
                try await fixture.database.read { db in try one.keptEnding(in: db) } == row)
        }
    }

    @Test func `a supervisor reads the sums and the files to be opened again, an officer does not`()
        async throws
    {
        let house = try await Browser()
        let path = "/desk/board/endings"
        #expect(try await house.get(path, as: "carla").text.contains("No file ended against"))
        let kase = try await house.fixture.file(at: after(-100))
        try await house.fixture.propose(["entry-ban"], of: kase, at: after(-90))
        try await house.fixture.bring(.registered, kase, at: after(-90))
        try await house.fixture.decide("refused", ["entry-ban"], of: kase, at: after(-30))
        let page = try await house.get(path, as: "carla").text
        #expect(page.contains(kase.reference.text) && page.contains("Nothing shows it"))
        let file = try await house.get(path + "/data.csv", as: "carla").text
        #expect(file.contains(",Refused,1,0,1") && !file.contains(kase.reference.text))
        #expect(try await house.get("/desk/board", as: "carla").text.contains(path))
        #expect(try await house.get(path, as: "bruno").status == 403)
        #expect(try await house.get(path + "/data.csv", as: "bruno").status == 403)
    }
}

/// A supervisor of another office.
private let elsewhere = Principal(
    account: AccountID(79), person: nil, name: "Vera",
    duties: [
        Duty(
            role: .supervisor, organisation: OrganisationID(1), location: portoCentre,
            purpose: .status)
    ])

extension Fixture {
    fileprivate func sums(_ who: Principal) async throws -> [String] {
        try await database.read { db in
            try Ending.sums(
                for: who, within: WorkOffices(who.asSupervisor), since: noon, in: db
            ).map { "\($0.outcome) \($0.known.rawValue) \($0.count)" }.sorted()
        }
    }

    fileprivate func endings(
        _ who: Principal, since: Moment = noon, known: Ending.Known? = nil
    ) async throws -> [String] {
        try await database.read { db in
            try Ending.all(
                for: who, within: WorkOffices(who.asSupervisor), since: since, known, in: db
            ).map { "\($0.kase.reference) \($0.known.rawValue)" }.sorted()
        }
    }
}
