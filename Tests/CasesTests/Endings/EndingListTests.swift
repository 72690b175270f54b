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
