import Decisions
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// Rules of eligibility as a filter: they turn away only whom they can tell.
@Suite struct RuleTests {
    private func network(_ engine: Engine) async throws -> ServiceNetwork {
        let network = try await emptyNetwork(engine)
        let places = ["all", "adults", "ukrainians", "fundao", "children"].map {
            "\($0),claim,Centro \($0),0504,,open,,housing,,,,,,s"
        }
        #expect(
            try await network.importDirectory(try folder(places: places), by: .house, at: noon)
                .problems == [])
        let path = try TestFolder.make() + "/details.csv"
        let rows = [
            "slug,eligibility_rule,checked_on,source", "adults,age >= 18,,s",
            "ukrainians,\"nationality = \"\"UA\"\"\",,s",
            "fundao,\"municipality = \"\"0504\"\"\",,s",
            "children,age < 18,,s",
        ]
        try (rows.joined(separator: "\n") + "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await network.importDirectory(path, by: .house, at: noon).problems == [])
        return network
    }

    @Test(arguments: Engine.underTest)
    func `a rule turns away whom it can tell, and nobody of whom it knows too little`(
        engine: Engine
    ) async throws {
        let network = try await self.network(engine)
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        func found(_ search: PlaceSearch) -> Set<String> {
            Set(search.run(on: directory).map(\.place.slug))
        }
        let all: Set = ["all", "adults", "ukrainians", "fundao", "children"]
        let town = { (code: String) in directory.municipalities.first { $0.code.text == code } }
        #expect(found(PlaceSearch(need: "housing")) == all)
        #expect(found(PlaceSearch(need: "housing", age: 17)) == all.subtracting(["adults"]))
        #expect(found(PlaceSearch(need: "housing", age: 18)) == all.subtracting(["children"]))
        #expect(found(PlaceSearch(need: "housing", near: town("0504"))) == all)
        #expect(
            found(PlaceSearch(need: "housing", near: town("1106"))) == all.subtracting(["fundao"]))
        #expect(found(PlaceSearch(need: "housing", age: 17, ignoresRules: true)) == all)
    }

    @Test(arguments: Engine.underTest)
    func `the page counts who was turned away`(engine: Engine) async throws {
        let browser = try RoomBrowser(try await self.network(engine).routes)
        let page = try await browser.get("/help?need=housing&age=30&near=1106")
        #expect(page.text.contains("2 more places say that they take other people."))
        #expect(page.text.contains("value=\"30\""))
        let plain = try await browser.get("/help?need=housing&age=abc")
        #expect(!plain.text.contains("take other people"))
    }

    @Test func `a rule knows what it asks about`() throws {
        let rule = try #require(EligibilityRule("age >= 18 or nationality = \"UA\""))
        #expect(rule.takes([:]) == nil && rule.takes(["age": 20]) == nil)
        #expect(rule.takes(["age": 20, "nationality": "PT"]) == true)
        #expect(rule.takes(["age": 2, "nationality": "PT"]) == false)
        #expect(EligibilityRule("age >=") == nil)
        #expect(try #require(EligibilityRule("age + 1")).takes(["age": 1]) == nil)
    }
}

/// Places of feeds beside our own.
@Suite struct FeedPlaceTests {
    /// A service of another directory under our need of housing, and one under none.
    private func feed() throws -> String {
        func id(_ name: String) -> String { hsdsID("test:" + name) }
        func service(_ name: String, _ place: String, lat: Double, term: String) -> String {
            """
            {"id": "\(id(name))", "organization_id": "\(id("body"))", "name": "\(name)", "status": "active",
             "organization": {"id": "\(id("body"))", "name": "Casa do Exemplo", "description": "A house."},
             "service_at_locations": [{"id": "\(id(name + "@"))", "service_id": "\(id(name))",
               "location_id": "\(id(place))",
               "location": {"id": "\(id(place))", "location_type": "physical", "name": "\(place)",
                 "latitude": \(lat), "longitude": -9.15}}]\(term)}
            """
        }
        let term = """
            , "attributes": [{"id": "\(id("attribute"))", "link_id": "\(id("Abrigo"))", "link_entity": "service",
            "taxonomy_term_id": "\(termID("needs", "housing"))"}]
            """
        let path = try TestFolder.make() + "/service_list.json"
        let text =
            "[" + service("Abrigo", "Casa <b>Norte</b>", lat: 38.9, term: term) + ","
            + service("Biblioteca", "Casa Sul", lat: 38.6, term: "") + "]"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(arguments: Engine.underTest)
    func `a place of a feed is found by need and by words, with its source, and never as ours`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let report = try await network.importHSDS(try feed(), by: .house, at: noon)
        #expect(report.problems == [] && report.applied)
        let browser = try RoomBrowser(network.routes)
        let byNeed = try await browser.get("/help?need=housing&near=1106")
        #expect(byNeed.text.contains("In directories of others"))
        #expect(byNeed.text.contains("Casa &lt;b&gt;Norte&lt;/b&gt;"))
        #expect(byNeed.text.contains("Casa do Exemplo") && !byNeed.text.contains("Casa Sul"))
        let byWords = try await browser.get("/help?q=bibliot")
        #expect(
            byWords.text.contains("Casa Sul") && byWords.text.contains("We know no place for this"))
        let narrowed = try await browser.get("/help?q=bibliot&walkin=1")
        #expect(!narrowed.text.contains("Casa Sul"))
        let plain = try await browser.get("/help")
        #expect(!plain.text.contains("In directories of others"))
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        #expect(directory.places.count == 132 && directory.feeds.count == 2)
    }
}
