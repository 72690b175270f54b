import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

@Suite struct ImportTests {
    @Test(arguments: Engine.underTest) func `the project's own data go in whole`(
        engine: Engine
    ) async throws {
        let network = try await emptyNetwork(engine)
        let report = try await network.importDirectory(referenceData, by: .house, at: noon)
        #expect(report.problems.isEmpty)
        #expect(report.applied)
        let counts = try await network.database.read { db in
            [
                try db.count("SELECT COUNT(*) FROM municipality"),
                try db.count("SELECT COUNT(*) FROM location"),
                try db.count("SELECT COUNT(*) FROM network_size"),
                try db.journal(of: "directory").count,
            ]
        }
        #expect(counts == [308, 132, 3, 1])
    }

    @Test(arguments: Engine.underTest) func `the same files twice change nothing`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let before = try await contents(of: network)
        let report = try await network.importDirectory(referenceData, by: .house, at: noon)
        #expect(report.applied)
        #expect(try await contents(of: network) == before)
    }

    @Test(arguments: Engine.underTest) func `bad rows are named and nothing is stored`(
        engine: Engine
    ) async throws {
        let network = try await emptyNetwork(engine)
        let path = try folder(places: [
            "good,claim,Good,1106,,open,,housing,,,,,,a source",
            "bad-kind,shop,Bad,1106,,open,,,,,,,,a source",
            "bad-town,claim,Bad,9999,,open,,,,,,,,a source",
            "good,claim,Twice,1106,,open,,,,,,,,a source",
            "bad-code,claim,Bad,1106,,open,,magic,,,,,,a source",
            "bad-day,claim,Bad,1106,,closed,2026-02-30,,,,,,,a source",
            "open-and-closed,claim,Bad,1106,,open,2026-02-03,,,,,,,a source",
            "desk,registry,Registry,1106,,open,,,residence,,,,,a source",
            "no-source,claim,Bad,1106,,open,,,,,,,,",
        ])
        let report = try await network.importDirectory(path, by: .house, at: noon)
        #expect(!report.applied)
        #expect(report.rejected == 8)
        #expect(report.accepted == 309)
        let file = path + "/places.csv"
        #expect(report.problems.map(\.row) == [3, 4, 5, 6, 7, 8, 9, 10])
        #expect(
            report.problems.map(\.field)
                == [
                    "kind", "municipality", "slug", "informs", "closed_on", "closed_on",
                    "processes", "source",
                ])
        #expect(report.problems.allSatisfy { $0.file == file && !$0.why.isEmpty })
        #expect(try await contents(of: network).isEmpty)
    }

    @Test(arguments: Engine.underTest) func `a place is known again by its slug`(
        engine: Engine
    ) async throws {
        let network = try await emptyNetwork(engine)
        let first = try folder(places: [
            "here,claim,Old name,1106,,open,,housing;work,,,,,,a source"
        ])
        let second = try folder(places: [
            "here,aima,New name,1312,,closed,2026-01-31,,residence,,,,,a source"
        ])
        try await network.importDirectory(first, by: .house, at: noon)
        try await network.importDirectory(second, by: .house, at: noon)
        let place = try await network.database.read { db in
            try Place.find(LocationID(slug: "here"), in: db)
        }
        #expect(place?.name == "New name")
        #expect(place?.municipality.name == "Porto")
        #expect(place?.isOpen == false)
        let services = try await network.database.read { db in
            try Place.services(of: LocationID(slug: "here"), in: db)
        }
        #expect(services[LocationID(slug: "here")] == PlaceServices(processes: ["residence"]))
    }

    @Test(arguments: Engine.underTest)
    func `a folder without files is refused with its name`(engine: Engine) async throws {
        let network = try await emptyNetwork(engine)
        let report = try await network.importDirectory("/nowhere/at/all", by: .house, at: noon)
        #expect(report.problems.first?.file == "/nowhere/at/all")
        #expect(!report.applied)
    }

    @Test(arguments: Engine.underTest)
    func `the schema itself refuses a registry desk for an agency service`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        await #expect(throws: StorageError.self) {
            try await network.database.write { db in
                let desk: LocationID? = try db.value(
                    "SELECT id FROM location WHERE kind = 'registry' LIMIT 1")
                try db.run(
                    """
                    INSERT INTO service_at_location (location, kind, service, agency, processes, informs)
                    VALUES (\(desk), 'registry', 'residence', 1, 1, 0)
                    """)
            }
        }
    }

    @Test func `a slug has one number everywhere`() {
        #expect(LocationID(slug: "aima-lisboa-1") == LocationID(slug: "aima-lisboa-1"))
        #expect(LocationID(slug: "").value == 0x4BF2_9CE4_8422_2325)
        #expect(LocationID(slug: "a").value == 0x2F63_DC4C_8601_EC8C)
    }
}
