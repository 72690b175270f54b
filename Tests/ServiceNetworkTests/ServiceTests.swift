import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// The service that programs ask.
@Suite struct ServiceTests {
    private func tree(
        _ network: ServiceNetwork, _ question: HSDSQuestion, _ depth: HSDSTree.Depth
    ) async throws -> (items: [JSON], count: Int) {
        try await network.database.read { db in
            let (records, count) = try HSDSRecord.page(question, in: db)
            return (try HSDSTree(depth: depth).nested(records, in: db), count)
        }
    }

    private func table(_ name: String) throws -> HSDSTable { try #require(HSDSTable.named(name)) }

    @Test(arguments: Engine.underTest)
    func `pages hold each record once, in the same order`(engine: Engine) async throws {
        let network = try await network(engine)
        var question = HSDSQuestion(table: try table("service"), size: 50)
        let (_, count) = try await tree(network, question, .list)
        var seen: [String] = []
        for page in 1...((count + 49) / 50) {
            question.page = page
            let found = try await tree(network, question, .list)
            #expect(found.count == count)
            seen += found.items.compactMap { $0["id"]?.stringValue }
        }
        #expect(seen.count == count)
        #expect(seen == Array(Set(seen)).sorted())
    }

    @Test(arguments: Engine.underTest)
    func `a full service tells its place, its body and its terms`(engine: Engine) async throws {
        let network = try await network(engine)
        var question = HSDSQuestion(table: try table("service"), size: 500)
        question.naming = [("taxonomy_term_id", termID("needs", "family-reunification"))]
        let found = try await tree(network, question, .full)
        let pairs = try await network.database.read { db in
            try db.count(
                "SELECT COUNT(*) FROM service_at_location WHERE service = 'family-reunification'")
        }
        #expect(found.count == pairs && pairs > 10)
        for service in found.items {
            #expect(service["name"]?.stringValue == "Family reunification")
            let place = service["service_at_locations"]?[0]?["location"]
            #expect(place?["external_identifier"]?.stringValue?.isEmpty == false)
            #expect(service["organization"]?["locations"] == nil)
            let terms = (service["attributes"]?.arrayValue ?? []).compactMap {
                $0["taxonomy_term"]?["code"]?.stringValue
            }
            #expect(terms.contains("needs:family-reunification"))
            #expect(terms.contains("acts:processes") != terms.contains("acts:informs"))
        }
    }

    @Test(arguments: Engine.underTest)
    func `words are found by their beginnings, without accents`(engine: Engine) async throws {
        let network = try await network(engine)
        var question = HSDSQuestion(table: try table("location"), size: 500)
        question.words = searchable("LOJA Évo").split(separator: " ").map(String.init)
        let found = try await tree(network, question, .list)
        #expect(found.items.compactMap { $0["external_identifier"]?.stringValue } == ["aima-evora"])
        question.words = ["vora"]
        #expect(try await tree(network, question, .list).count == 0)
    }

    @Test(arguments: Engine.underTest)
    func `what did not change is not told again, what changed is told with its place`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        func changed(since moment: Moment, _ name: String) async throws -> [String] {
            var question = HSDSQuestion(table: try table(name), size: 500)
            question.modifiedAfter = moment
            return try await tree(network, question, .list).items.compactMap {
                $0["id"]?.stringValue
            }
        }
        let later = noon.adding(seconds: 3_600)
        let all = try await changed(since: noon, "service")
        #expect(all.count > 250)
        try await network.importDirectory(referenceData, by: .house, at: later)
        #expect(try await changed(since: noon, "service") == all)
        #expect(try await changed(since: later, "service").isEmpty)

        let fundao = LocationID(slug: "claim-fundao")
        let latest = later.adding(seconds: 1)
        try await network.database.write { db in
            let suggestion = try SuggestChange(
                location: fundao, field: .phone, value: "275 000 000", note: nil
            ).perform(at: later, in: db)
            try DecideSuggestion(suggestion: suggestion, value: "275 000 000")
                .perform(by: .house, at: latest, in: db)
        }
        let own = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM service_at_location WHERE location = \(fundao)")
        }
        #expect(try await changed(since: latest, "service").count == own)
        #expect(try await changed(since: latest, "service_at_location").count == own)
        #expect(try await changed(since: latest, "location").count == 1)
        #expect(try await changed(since: latest, "phone").count == 1)
        #expect(try await changed(since: latest, "taxonomy_term").isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `minimal, terms, bodies and distance narrow as the reference says`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let browser = try RoomBrowser(network.routes)
        func ask(_ path: String) async throws -> JSON {
            let answer = try await browser.get("/hsds/" + path)
            #expect(answer.status == 200, "\(path)")
            return try JSON.parse(answer.body, file: path)
        }
        func total(_ path: String) async throws -> Int {
            try await ask(path)["total_items"]?.intValue ?? -1
        }
        let services = try await total("services?per_page=1")
        let minimal = try await ask("services?minimal=true").arrayValue ?? []
        #expect(minimal.count == services && services > 250)
        #expect(minimal.allSatisfy { $0["modified_date"]?.stringValue == "2026-11-23T12:00:00Z" })
        let after = "modified_after="
        #expect(try await total("services?\(after)2026-11-23T12:00:00Z") == services)
        #expect(try await total("services?\(after)2026-11-23T13:00:00%2B01:00") == services)
        #expect(try await total("services?\(after)2026-11-23T12:00:01Z") == 0)
        #expect(try await total("services?\(after)2026-11-24") == 0)
        #expect(try await browser.get("/hsds/services?\(after)yesterday").status == 422)

        let lines = try await browser.get("/hsds/services?format=ndjson&search=housing").text
            .split(separator: "\n")
        #expect(lines.count == (try await total("services?search=housing")) && lines.count > 10)
        for line in lines { _ = try JSON.parse(Array(line.utf8), file: "line") }

        // Every service has a term of needs; those of the twelve topics are the local centres'.
        let needs = hsdsID("cais:taxonomy:needs")
        #expect(try await total("services?taxonomy_id=\(needs)") == services)
        #expect(try await total("service_at_locations?taxonomy_id=\(needs)") == services)
        let housing = termID("needs", "housing")
        let some = try await total("services?taxonomy_term_id=\(housing)")
        #expect(
            try await total("service_at_locations?taxonomy_term_id=\(housing)") == some && some > 10
        )
        let agency = hsdsID("cais:organisation:\(OrganisationID(1))")
        let ofAgency = try await total("services?organization_id=\(agency)")
        #expect(try await total("service_at_locations?organization_id=\(agency)") == ofAgency)
        #expect(ofAgency > 0 && ofAgency < services)
    }

    @Test(arguments: Engine.underTest)
    func `what is near is what brute force finds`(engine: Engine) async throws {
        let network = try await network(engine)
        let browser = try RoomBrowser(network.routes)
        func total(_ path: String) async throws -> Int {
            let answer = try await browser.get("/hsds/" + path)
            #expect(answer.status == 200, "\(path)")
            return try JSON.parse(answer.body, file: path)["total_items"]?.intValue ?? -1
        }
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        let lisbon = Point(lat: 38.72, lon: -9.14)
        for metres in [0.0, 5_000, 60_000, 2_000_000] {
            let near = directory.places.filter {
                ($0.place.point.map { $0.kilometres(to: lisbon) * 1_000 } ?? .infinity) <= metres
            }
            let pairs = near.reduce(0) {
                $0 + Set($1.services.processes + $1.services.informs).count
            }
            let asked = "lat=38.72&lon=-9.14&proximity=\(metres)"
            #expect(try await total("service_at_locations?\(asked)") == pairs, "\(metres)")
            #expect(try await total("services?\(asked)") == pairs, "\(metres)")
        }
        // The registry desk of Almada has this postcode, Lisboa lies across the river.
        #expect(try await total("service_at_locations?postcode=2800-199&proximity=15000") > 10)
        #expect(try await total("service_at_locations?postcode=2800-199&proximity=1") == 0)
        for bad in [
            "postcode=2800-199", "postcode=0000-000&proximity=9", "proximity=9",
            "proximity=x&lat=1&lon=1",
        ] {
            #expect(try await browser.get("/hsds/services?\(bad)").status == 422, "\(bad)")
        }
    }
}
