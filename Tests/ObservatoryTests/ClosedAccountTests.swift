import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// With births and deaths the account of Portugal closes, and what is left is published.
@Suite struct ClosedAccountTests {
    @Test(arguments: Engine.underTest)
    func `Portugal's account closes, with the residual of either source of net migration`(
        engine: Engine
    ) async throws {
        let (observatory, database) = try await house(engine)
        let names = ["eurostat-births.csv", "eurostat-deaths.csv", "eurostat-population.csv.gz"]
        try await load(
            observatory, names + ["net-migration-national.csv", "net-migration-wpp.csv.gz"])
        let browser = try RoomBrowser(observatory.routes)
        let page = try await browser.get("/observatory/accounts/PT")
        #expect(page.status == 200 && !page.text.contains("Not closed"))
        #expect(page.text.contains("Residual"))
        // 10,516,621 - 10,421,117 - (83,671 - 124,311) - 69,000: the United Nations see half of what came.
        #expect(page.text.contains("67,144"))
        let portugal = try #require(observatory.atlas.countries["PT"])
        let terms = try await database.read { db in
            try AccountTerms.of(portugal, net: "net-migration-national", in: db)
        }
        let year = try #require(terms.accounts.first { $0.year == 2022 })
        #expect(year.naturalChange == -40_640)
        #expect(year.residual == 0)
        // Where a term is missing nothing is put in its place.
        let spain = try #require(observatory.atlas.countries["ES"])
        let other = try await database.read { db in
            try AccountTerms.of(spain, net: nil, in: db)
        }
        #expect(!other.accounts.isEmpty && other.accounts.allSatisfy { $0.residual == nil })
    }
}
