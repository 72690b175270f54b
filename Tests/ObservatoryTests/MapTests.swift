import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// Maps have their table, their islands and a way without colour.
@Suite struct MapTests {
    @Test func `the census map draws the mainland, lists the islands and pages its table`()
        async throws
    {
        let browser = try await ExplorerShelf.browser([.people])
        let page = try await browser.get("/observatory/maps/census-2021")
        #expect(page.text.ranges(of: "z\"><title>").count == 278)
        #expect(page.text.contains("Azores and Madeira: 30 municipalities"))
        #expect(page.text.contains("542,165"))
        #expect(page.text.contains("Page 1 of 7"))
        #expect(page.text.contains("Lagoa (Ilha de S"))
    }

    @Test func `a class of the map can be outlined and listed by its number`() async throws {
        let browser = try await ExplorerShelf.browser([.people])
        let page = try await browser.get("/observatory/maps/census-2021?class=5")
        #expect(page.text.contains("class=\"marked\""))
        #expect(page.text.contains("The municipalities of class 5"))
        let wrong = try await browser.get("/observatory/maps/census-2021?class=9")
        #expect(wrong.status == 200 && !wrong.text.contains("class=\"marked\""))
    }

    @Test(arguments: Engine.underTest)
    func `countries stand as squares with the number of their class`(engine: Engine) async throws {
        var shelf = ExplorerShelf.people
        let more = ["IT": "ITA", "DE": "DEU", "GR": "GRC"]
        let codes = more.sorted { $0.key < $1.key }.map {
            ExplorerShelf.code($0.key, $0.key, place: $0.value)
        }
        let geo = shelf.dimensions[0]
        shelf.dimensions[0] = SeriesDimension(
            id: geo.id, titlePt: geo.titlePt, titleEn: geo.titleEn, role: geo.role,
            codes: geo.codes + codes)
        shelf.vintages[1].values += more.keys.map {
            ExplorerShelf.value("geo=\($0)|sex=T", "2023", 7)
        }
        let browser = try await ExplorerShelf.browser([shelf], engine: engine)
        let page = try await browser.get("/observatory/people/map")
        #expect(page.text.ranges(of: "<g><title>").count == 56)
        #expect(page.text.contains("<title>Portugal: 133 persons</title>"))
        #expect(page.text.contains("<title>Iceland: no value</title>"))
        let list = try await browser.get("/observatory/maps")
        #expect(list.text.contains("/observatory/people/map"))
    }

    @Test func `a series without places that a drawing has is no map`() async throws {
        let browser = try await ExplorerShelf.browser([.people])
        #expect(try await browser.get("/observatory/people/map").status == 404)
    }
}
