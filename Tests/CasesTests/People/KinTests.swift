import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Husbands and wives, brothers and sisters whose files end apart.
@Suite struct KinTests {
    @Test(arguments: Engine.underTest)
    func `a brother who waits long after his sister was granted is flagged, on both files`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, other) = try await fixture.twoChildren()
        try await fixture.matchPeople()
        try await fixture.decide("granted", ["conditions-met"], of: one, at: after(1))
        #expect(try await fixture.apart(carla, at: after(31)).isEmpty)
        let found = try await fixture.apart(carla, at: after(32))
        #expect(found.map(\.kin) == [.sibling])
        #expect(
            Set(found.flatMap { [$0.one.reference, $0.other.reference] })
                == [one.reference, other.reference])
        for kase in [one, other] {
            #expect(try await fixture.apart(bruno, of: kase, at: after(32)).count == 1)
        }
        // Granted as well: they are together again.
        try await fixture.decide("granted", ["conditions-met"], of: other, at: after(33))
        #expect(try await fixture.apart(carla, at: after(99)).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `another outcome is flagged at once`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let (one, other) = try await fixture.twoChildren()
        try await fixture.matchPeople()
        try await fixture.database.write { db in
            for (kase, outcome) in [(one, "granted"), (other, "refused")] {
                try db.run(
                    """
                    UPDATE kase SET decided_at = \(after(1)), outcome = \(outcome), turn = 'none'
                    WHERE id = \(kase.id)
                    """)
            }
        }
        #expect(try await fixture.apart(carla, at: after(1)).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `husband and wife in files of their own are found once an officer said who is who`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        // Ana asks for Ivo and a child; Ivo, with an account of his own, for his mother.
        _ = try await fixture.file()
        let ivos = try await fixture.file(
            yusuf, holder: anasHousehold.family[0], asking: ("Rosa Exemplo", "1950-02-02", .parent))
        let anas = try await fixture.file(
            ana, holder: anasHousehold.holder, asking: ("Eva Exemplo", "1955-03-03", .parent))
        try await fixture.matchPeople()
        #expect(try await fixture.count("case_kin") == 0, "nobody said yet that Ivo is Ivo")
        // Their mothers are no kin of each other, whoever Ivo is.
        let pairs = try await fixture.duplicates(bruno)
        let ivo = try #require(pairs.first { $0.one.name == "Ivo Exemplo" }).pair
        try await fixture.database.write { db in
            try MergePeople(pair: ivo, reason: "Vi o passaporte.").perform(
                by: bruno, at: noon, in: db)
        }
        #expect(try await fixture.count("case_kin") == 0)
        #expect(Set([ivos.id, anas.id]).count == 2)
    }

    @Test(arguments: Engine.underTest)
    func
        `each asks alone: husband and wife are kin when a household says so and an officer who they are`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        _ = try await fixture.file()
        let hers = try await fixture.fileAlone(ana, anasHousehold.holder)
        let his = try await fixture.fileAlone(yusuf, anasHousehold.family[0])
        try await fixture.matchPeople()
        #expect(try await fixture.count("case_kin") == 0)
        let ivo = try #require(
            try await fixture.duplicates(bruno).first { $0.one.name == "Ivo Exemplo" }
        ).pair
        try await fixture.database.write { db in
            try MergePeople(pair: ivo, reason: "Vi o passaporte.").perform(
                by: bruno, at: noon, in: db)
        }
        try await fixture.database.write { db in
            try db.run(
                """
                UPDATE kase SET decided_at = \(after(1)), outcome = 'granted', turn = 'none'
                WHERE id = \(hers.id)
                """)
        }
        let found = try await fixture.apart(carla, at: after(40))
        #expect(found.map(\.kin) == [.spouse])
        #expect(try await fixture.apart(bruno, of: his, at: after(40)).count == 1)
        // Who may not open both files, or is one of the two, learns nothing.
        for who in [beatriz, anaAtHerDesk, ana, dinis] {
            #expect(try await fixture.apart(who, at: after(40)).isEmpty, "\(who.name)")
        }
        try await fixture.database.write { db in
            try ReverseMatch(pair: ivo, reason: "Enganei-me.").perform(by: bruno, at: noon, in: db)
        }
        #expect(try await fixture.count("case_kin") == 0)
    }

    @Test func `the supervisor has a list, the desk a flag`() async throws {
        let house = try await Browser()
        let (one, other) = try await house.fixture.twoChildren(at: after(-60))
        try await house.fixture.matchPeople()
        try await house.fixture.decide("granted", ["conditions-met"], of: one, at: after(-50))
        let list = try await house.get("/desk/apart", as: "carla")
        #expect(list.text.contains(one.reference.text) && list.text.contains(other.reference.text))
        #expect(list.text.contains("brothers and sisters"))
        let desk = try await house.get("/desk/cases/\(other.reference)", as: "bruno").text
        #expect(desk.contains("decided apart") && desk.contains(one.reference.text))
        #expect(try await house.get("/desk/apart", as: "bruno").status == 403)
        let board = try await house.get("/desk", as: "carla").text
        #expect(board.contains("/desk/apart"))
    }
}

extension Fixture {
    fileprivate func apart(
        _ who: Principal, of kase: Case? = nil, at now: Moment
    ) async throws -> [DecidedApart] {
        try await database.read { db in
            try DecidedApart.all(for: who, of: kase?.id, at: now, in: db)
        }
    }

    /// Ana files for one child, and later for the other.
    fileprivate func twoChildren(at now: Moment = noon) async throws -> (Case, Case) {
        (
            try await file(
                ana, holder: anasHousehold.holder, asking: ("Lia Exemplo", "2020-03-09", .child),
                at: now),
            try await file(
                ana, holder: anasHousehold.holder, asking: ("Noa Exemplo", "2022-07-01", .child),
                at: now)
        )
    }

    fileprivate func file(
        _ who: Principal, holder: PersonOfFile, asking one: (String, String, Relation),
        at now: Moment = noon
    ) async throws -> Case {
        let relative = PersonOfFile(
            name: one.0, birth: day(one.1), relation: one.2, isInPortugal: true)
        return try await file(who, "family-reunification", holder, [relative], at: now)
    }

    fileprivate func fileAlone(_ who: Principal, _ holder: PersonOfFile) async throws -> Case {
        try await file(who, "residence-permit", holder, [], at: noon)
    }

    private func file(
        _ who: Principal, _ procedure: String, _ holder: PersonOfFile, _ family: [PersonOfFile],
        at now: Moment
    ) async throws -> Case {
        let first = PersonOfFile(
            name: holder.name, birth: holder.birth, relation: .holder, isInPortugal: true)
        let action = FileCase(
            procedure: procedure,
            household: Household(holder: first, holderIsRefugee: false, family: family),
            municipality: lisbon, applicant: who.person ?? PersonID(1))
        return try await database.write { [house] db in
            try action.perform(by: who, at: now, in: db, house)
        }
    }
}
