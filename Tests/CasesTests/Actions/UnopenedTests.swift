import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// Somebody is left to read a complaint, or it is known that nobody is.
@Suite struct UnopenedTests {
    @Test(arguments: Engine.underTest)
    func `a complaint goes on to an office in which somebody is left whom it does not name`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        fixture.told.third.withLock {
            $0 = [CaseOffice(id: faroCentre, name: "Faro", place: porto)]
        }
        #expect(try await fixture.complain(["officerNamed": "Beatriz"]).office == faroCentre)
        #expect(try await fixture.complain(["officerNamed": "Rosa"]).office == portoCentre)
        #expect(try await fixture.unopened().isEmpty)
        // Whoever names everybody is told so, and the administrator learns the number and nothing else.
        let all = try await fixture.complain(["officerNamed": "Beatriz Rosa Bruno Carla Ana"])
        #expect(all.office == portoCentre)
        #expect(try await fixture.unopened() == [all.reference])
        let told = fixture.told.bodies.withLock { $0.filter { $0.contains(all.reference.text) } }
        #expect(told.contains { $0.contains("Todas as pessoas") })
        try await fixture.database.write { [house = fixture.house] db in
            try CorrectAnswers(
                reference: all.reference, section: "subject", typed: ["officerNamed": "Rosa"]
            ).perform(by: ana, at: after(2), in: db, house)
        }
        #expect(try await fixture.unopened().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a question in a complaint that only supervisors open is owed by one of them`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let said = try await fixture.complain(
            ["aboutCase": kase.reference.text, "officeNamed": "Porto"])
        #expect(said.recusal?.supervisorsOnly == true)
        try await fixture.question("Quem trata disto?", in: said, at: after(2))
        #expect(try await fixture.waiting(carla).map(\.owner) == ["Carla"])
    }

    @Test(arguments: Engine.underTest)
    func `a store that knew the words in one column finds each of them in a row`(
        engine: Engine
    ) async throws {
        let before = Cases.schema.filter { $0.name != recusalSchema.name }
        let database = try await TestDatabase.make(engine, migrations: storageSchema + before)
        let recusal = try #require(Recusal(named: "João Reis Reis", supervisorsOnly: true))
        try await database.write { db in
            for (number, named) in [recusal, nil].enumerated() {
                let id = Int64(number + 1)
                try db.run(
                    """
                    INSERT INTO kase (id, reference, procedure, procedure_version, applicant, filed_by,
                        office, office_place, municipality, filed_at, demo, state, turn, apart)
                    VALUES (\(id), \(Reference.new("RF")), 'service-complaint', '1', 1, 1,
                        \(lisbonCentre), \(lisbon), \(lisbon), \(noon), 0, 'submitted', 'state',
                        \(named?.kept))
                    """)
            }
        }
        try await database.migrate(storageSchema + Cases.schema)
        let rows = try await database.read { db in
            try db.all("SELECT word, kase, at_office FROM case_recusal ORDER BY word").map {
                "\(try $0[0] as String) \(try $0[1] as Int64) \(try $0[2] as LocationID)"
            }
        }
        #expect(Set(rows) == ["* 1 201", "joao 1 201", "reis 1 201"] && rows.count == 3)
    }
}

extension Fixture {
    /// The complaints that nobody who works there may open.
    fileprivate func unopened() async throws -> [Reference] {
        try await database.read { [cases] db in try cases.unopenedComplaints(in: db) }
    }
}
