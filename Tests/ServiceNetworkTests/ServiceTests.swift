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
}
