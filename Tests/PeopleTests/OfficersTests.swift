import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// To whom the work of an office can be given.
@Suite struct OfficersTests {
    @Test(arguments: Engine.underTest)
    func `those who work on status at an office are its officers, and nobody else`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        func duty(_ role: Role, _ purpose: Purpose, at place: LocationID?) -> Duty {
            Duty(role: role, organisation: agency, location: place, purpose: purpose)
        }
        let given: [(String, [Duty])] = [
            ("carla", [duty(.supervisor, .status, at: lisbonCentre)]),
            // Two duties at one office are one person.
            (
                "bruno",
                [
                    duty(.officer, .status, at: lisbonCentre),
                    duty(.supervisor, .status, at: lisbonCentre),
                ]
            ),
            ("beatriz", [duty(.officer, .status, at: portoCentre)]),
            ("vera", [duty(.officer, .plan, at: lisbonCentre)]),
            ("paulo", [duty(.partner, .status, at: lisbonCentre)]),
            ("sofia", [duty(.supervisor, .status, at: nil)]),
        ]
        for (login, duties) in given {
            _ = try await house.add(login, isPerson: false, duties: duties)
        }
        let people = house.people
        let lisbon = try await house.database.read { db in
            try people.officers(at: lisbonCentre, in: db)
        }
        #expect(lisbon.map(\.name) == ["Bruno", "Carla"])
        #expect(lisbon.allSatisfy { $0.person == nil && $0.selves.isEmpty })
        #expect(lisbon.allSatisfy { $0.isSupervisor })
        let porto = try await house.database.read { db in
            try people.officers(at: portoCentre, in: db)
        }
        #expect(porto.map(\.name) == ["Beatriz"] && !porto[0].isSupervisor)
        let overseers = try await house.database.read { db in try people.overseers(in: db) }
        #expect(overseers.map(\.name) == ["Sofia"])
        try await house.database.write { db in
            try db.run("UPDATE account SET closed = \(noon) WHERE login = 'sofia'")
        }
        let left = try await house.database.read { db in try people.overseers(in: db) }
        #expect(left.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `staff is everybody with a duty, each once, with all roles and places`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        func duty(_ role: Role, at place: LocationID?) -> Duty {
            Duty(role: role, organisation: agency, location: place, purpose: .status)
        }
        _ = try await house.add("ana")
        _ = try await house.add(
            "bruno", isPerson: false,
            duties: [
                duty(.officer, at: lisbonCentre), duty(.supervisor, at: portoCentre),
            ])
        _ = try await house.add("carla", isPerson: false, duties: [duty(.supervisor, at: nil)])
        let people = house.people
        let staff = try await house.database.read { db in try people.staff(in: db) }
        #expect(staff.map(\.login) == ["bruno", "carla"])
        #expect(staff.map(\.roles) == [[.officer, .supervisor], [.supervisor]])
        #expect(staff.map(\.places) == [[lisbonCentre, portoCentre], []])
    }
}
