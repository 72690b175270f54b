import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// What is known of a municipality, what is not, and what is far from it.
@Suite struct MunicipalityTests {
    @Test(arguments: Engine.underTest)
    func `what is unmet is what no place serves within reach, and unknown is not unmet`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        let reach = Dictionary(
            uniqueKeysWithValues: directory.municipalities.map {
                ($0.code, directory.reach(of: $0))
            })
        // Counted by hand from data/places with the same formula: nobody is known for tax and language anywhere.
        #expect(reach[try code("1106")]?.unmet == 2)
        #expect(reach[try code("0402")]?.unmet == 17)
        #expect(reach[try code("0304")]?.unmet == 5)
        // Corvo has no point: how far the others are is not known.
        #expect(reach[try code("4901")]?.unmet == 2)
        #expect(reach.values.reduce(0) { $0 + $1.unmet } == 2_654)
        #expect(reach[try code("1106")]?.places.count == 5)
        let corvo = try #require(reach[try code("4901")])
        #expect(corvo.needs.filter { $0.isUnmet == nil }.count == 15)
    }

    @Test(arguments: Engine.underTest)
    func `the nearest of each need is the nearest by brute force`(engine: Engine) async throws {
        let network = try await network(engine)
        let directory = try await network.database.read { db in try DirectorySnapshot(in: db) }
        for town in directory.municipalities where town.point != nil {
            for need in directory.reach(of: town).needs {
                let brute = directory.places.filter { shelved in
                    shelved.place.isOpen && !shelved.place.kind.isOtherBody
                        && (shelved.services.processes.contains(need.need.rawValue)
                            || (!need.need.isAgency
                                && shelved.services.informs.contains(need.need.rawValue)))
                }.compactMap { $0.place.kilometres(from: town) }.min()
                #expect(need.nearest?.km == brute, "\(town.name): \(need.need)")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the page says what is known, from where, and what is not`(engine: Engine) async throws {
        var network = try await network(engine)
        let browser = try RoomBrowser(network.routes)
        let lisboa = try await browser.get("/municipalities/1106")
        for words in [
            "545,796", "55,324", "10.1 of a hundred", "202,430",
            "No local centre noted contacts here.",
            "We know of no agreement", "We have no plan", "Loja AIMA Lisboa I",
            "2 needs are served by no place that we know within 50 km.",
        ] { #expect(lisboa.text.contains(words), "\(words)") }
        #expect(!lisboa.text.contains("/delegations"))
        let corvo = try await browser.get("/municipalities/4901")
        #expect(corvo.text.contains("We know no newer number for this municipality"))
        #expect(try await browser.get("/municipalities/9999").status == 404)
        #expect(try await browser.get("/municipalities/what").status == 404)
        for (count, words) in [
            (3, "Too few to be shown."), (0, "No local centre noted contacts here."),
            (23, "about 25 contacts"),
        ] {
            network.contactsNoted = { place, _, _ in place.text == "1106" ? count : nil }
            let page = try await RoomBrowser(network.routes).get("/municipalities/1106")
            #expect(page.text.contains(words), "\(count)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `newer counts of residents are read whole or refused by line and field`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let path = try TestFolder.make() + "/foreign-residents.csv"
        func load(_ rows: [String]) async throws -> ImportReport {
            try (["code,as_of,foreign_residents,definition,source"] + rows)
                .joined(separator: "\n").appending("\n")
                .write(toFile: path, atomically: true, encoding: .utf8)
            return try await network.importDirectory(path, by: .house, at: noon)
        }
        let bad = try await load([
            "9999,2024-12-31,5,d,s", "1106,2024,5,d,s", "1106,2024-12-31,-1,d,s",
            "1106,,5,d,s", "1106,2024-12-31,5,d,",
        ])
        #expect(!bad.applied)
        #expect(
            bad.problems.map { "\($0.row) \($0.field)" } == [
                "2 code", "3 as_of", "4 foreign_residents", "5 as_of", "6 source",
            ])
        #expect(try await load(["1106,2025-12-31,7,d,s"]).applied)
        let place = try code("1106")
        let kept = try await network.database.read { db in
            try MunicipalResidents.all(of: place, in: db)
        }
        #expect(kept.map(\.number) == [7, 202_430])
    }

    @Test(arguments: Engine.underTest)
    func `the list is searched, sorted, cut into pages and taken along`(engine: Engine) async throws
    {
        let network = try await network(engine)
        let all = try await network.database.read { db in
            try MunicipalLine.all(network, on: noon.utcDay, in: db)
        }
        func names(_ words: String, _ sort: Sorting) -> [String] {
            MunicipalQuestion(words: words, sorting: sort, page: 1).answer(all)
                .map(\.municipality.name)
        }
        #expect(names("lagoa", Sorting(key: "name")) == ["Lagoa", "Lagoa"])
        #expect(names("LISBOA", Sorting(key: "name")).count == 16)
        #expect(names("", Sorting(key: "share", descending: true)).first == "Odemira")
        #expect(names("", Sorting(key: "population", descending: true)).first == "Lisboa")
        #expect(names("", Sorting(key: "name")).first == "Abrantes")
        #expect(
            Set(names("", Sorting(key: "unmet"))).count == Set(all.map(\.municipality.name)).count)
        let browser = try RoomBrowser(network.routes)
        let first = try await browser.get("/municipalities")
        #expect(first.text.contains("Page 1 of 13"))
        #expect(first.body.count < 50_000)
        let last = try await browser.get("/municipalities?page=13&sort=-population")
        #expect(last.text.contains("Corvo") && !last.text.contains(">Lisboa<"))
        let none = try await browser.get("/municipalities?q=zzz%3Cscript%3E")
        #expect(none.text.contains("No municipality is called so"))
        #expect(!none.text.contains("<script>"))
        let csv = try await browser.get("/municipalities.csv")
        #expect(csv.text.split(separator: "\r\n").count == 309)
        #expect(csv.text.contains("1106,Lisboa,Lisboa,545796,55324,5,2,0,0"))
    }
}
