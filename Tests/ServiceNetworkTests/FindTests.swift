import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

@Suite struct FindTests {
    @Test(arguments: Engine.underTest)
    func `the nearest place of every municipality equals brute force`(engine: Engine) async throws {
        let network = try await network(engine)
        let towns = try await network.database.read { db in try Municipality.all(in: db) }
        let places = try await network.database.read { db in
            try PlaceSearch(need: "residence").run(in: db)
        }
        #expect(towns.count == 308)
        for town in towns where town.point != nil {
            let nearest = try await network.database.read { db in
                try network.nearest(service: "residence", to: town.code, limit: 1, in: db)
            }
            let shortest = places.filter(\.processes).compactMap { $0.place.kilometres(from: town) }
                .min()
            #expect(nearest.first?.km == shortest, "\(town.name)")
        }
    }

    @Test(arguments: Engine.underTest) func `the nearest places come in order`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let sintra = try code("1111")
        let found = try await network.database.read { db in
            try network.nearest(service: "family-reunification", to: sintra, limit: 20, in: db)
        }
        #expect(found.first?.municipalityName == "Lisboa")
        #expect(found.count == 10)
        let distances = found.compactMap(\.km)
        #expect(distances.count == 10)
        #expect(distances == distances.sorted())
    }

    @Test(arguments: Engine.underTest)
    func `a registry desk and a closed place are never offered`(engine: Engine) async throws {
        let network = try await network(engine)
        for need in KnownService.allCases {
            let found = try await network.database.read { db in
                try PlaceSearch(need: need.rawValue).run(in: db)
            }
            #expect(found.allSatisfy { $0.place.isOpen && !$0.place.kind.isOtherBody }, "\(need)")
        }
        let plain = try await network.database.read { db in try PlaceSearch().run(in: db) }
        #expect(plain.count == 31)
        #expect(plain.allSatisfy { $0.place.isOffered })
        let all = try await network.database.read { db in try PlaceSearch(others: true).run(in: db)
        }
        #expect(all.count == 132)
    }

    @Test(arguments: Engine.underTest)
    func `a closed place is found by its name and says so`(engine: Engine) async throws {
        let network = try await network(engine)
        let found = try await network.database.read { db in
            try PlaceSearch(words: "claim SINES").run(in: db)
        }
        #expect(found.map(\.place.slug) == ["claim-sines"])
        #expect(found.first?.place.closedOn == Day(iso: "2024-09-13"))
    }

    @Test(arguments: Engine.underTest)
    func `a local centre informs and a one-stop centre processes`(engine: Engine) async throws {
        let network = try await network(engine)
        let found = try await network.database.read { db in
            try PlaceSearch(need: "family-reunification").run(in: db)
        }
        #expect(found.filter { $0.place.kind == .claim }.allSatisfy { !$0.processes && $0.informs })
        #expect(found.filter { $0.place.kind == .aima }.allSatisfy { $0.processes })
        let order = found.map(\.processes)
        #expect(order == order.filter { $0 } + order.filter { !$0 })
    }

    @Test(arguments: Engine.underTest)
    func `an island without a point still has an order and no distance`(engine: Engine) async throws
    {
        let network = try await network(engine)
        let found = try await network.database.read { db in
            try network.nearest(service: "residence", to: try code("4201"), in: db)
        }
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.km == nil })
    }

    @Test(arguments: Engine.underTest)
    func `a municipality is read without accents, by code, and with its district`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let all = try await network.database.read { db in try Municipality.all(in: db) }
        func read(_ typed: String) -> MunicipalityAnswer {
            Gazetteer(all).read(typed)
        }
        #expect(read("  EVORA ").municipality?.code.text == "0705")
        #expect(read("0705").municipality?.name == "Évora")
        #expect(read("vila nova de gaia").municipality?.code.text == "1317")
        #expect(read("lagoa (faro)").municipality?.code.text == "0806")
        #expect(read("") == .nothingTyped)
        #expect(read("Atlantis") == .unknown)
        guard case .several(let two) = read("Lagoa") else {
            Issue.record("Lagoa is two municipalities")
            return
        }
        #expect(two.map(\.code.text) == ["0806", "4201"])
    }

    @Test(arguments: Engine.underTest)
    func `from where a device is the nearest come first, and a typed municipality comes before it`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        // By the sea at Aveiro, far from the centre of any municipality.
        let here = try #require(Point("40.61,-8.75"))
        func answer(near: String) -> HelpAnswer {
            let question = HelpQuestion(
                need: "housing", near: near, words: nil, others: false, asMap: false, page: 1,
                here: near.isEmpty ? here : nil)
            return HelpAnswer(question, on: directory, civil: CivilTimes(), at: noon)
        }
        let shown = answer(near: "").shown.filter { !$0.processes }.compactMap(\.km)
        let brute = directory.places.filter {
            $0.place.isOffered && $0.services.informs.contains("housing")
                && !$0.services.processes.contains("housing")
        }.compactMap { $0.place.point.map(here.kilometres) }.sorted()
        #expect(!shown.isEmpty && shown == Array(brute.prefix(shown.count)))
        let centre = directory.municipalities.compactMap { town in
            town.point.map { (here.kilometres(to: $0), town.code) }
        }.min { $0.0 < $1.0 }
        #expect(answer(near: "").near.municipality?.code == centre?.1)
        #expect(answer(near: "Faro").near.municipality?.name == "Faro")
    }

    @Test func `a position is read as a device gives it, and told to about a kilometre`() {
        #expect(Point("38.7139,-9.1394")?.text == "38.71,-9.14")
        for text in ["", "38.7", "91,0", "0,181", "nan,0", "1,2,3", "a,b", "38.7;-9.1"] {
            #expect(Point(text) == nil, "\(text)")
        }
    }

    @Test func `Lisbon and Porto are 274 km apart`() {
        // City centres; the known great-circle distance, within a kilometre.
        let lisbon = Point(lat: 38.7223, lon: -9.1393)
        let porto = Point(lat: 41.1579, lon: -8.6291)
        #expect(abs(lisbon.kilometres(to: porto) - 274) < 1)
        #expect(lisbon.kilometres(to: lisbon) == 0)
    }

    @Test func `islands keep their own time`() {
        #expect(zoneOfDistrict("11") == "Europe/Lisbon")
        #expect(zoneOfDistrict("31") == "Atlantic/Madeira")
        #expect(zoneOfDistrict("45") == "Atlantic/Azores")
    }
}
