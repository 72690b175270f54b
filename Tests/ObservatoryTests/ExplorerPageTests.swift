import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// The pages of a series as somebody meets them.
@Suite struct ExplorerPageTests {
    @Test(arguments: Engine.underTest)
    func `the list has facets with counts and a way on where nothing is found`(
        engine: Engine
    ) async throws {
        var other = ExplorerShelf.people
        (other.key, other.number, other.publisher) = ("others", 2, "Another Office")
        let browser = try await ExplorerShelf.browser([.people, other], engine: engine)
        let all = try await browser.get("/observatory")
        #expect(all.text.contains("Another Office (1)"))
        #expect(all.text.contains("2 series"))
        let one = try await browser.get("/observatory?source=Another+Office")
        #expect(one.text.contains("/observatory/others\""))
        #expect(!one.text.contains("/observatory/people\""))
        let none = try await browser.get("/observatory?q=%3Cb%3E")
        #expect(none.text.contains("No series found") && !none.text.contains("<b>\"'"))
        #expect(try await browser.get("/observatory/ghosts").status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `lines are chosen by dimension, added and taken away in the address`(
        engine: Engine
    ) async throws {
        let browser = try await ExplorerShelf.browser([.people], engine: engine)
        let usual = try await browser.get("/observatory/people")
        #expect(usual.text.contains("Total: 133 persons in 2023"))
        let two = try await browser.get("/observatory/people?by=geo&lines=PT~ES&d-sex=F")
        #expect(two.text.contains("Portugal: 93 persons in 2023"))
        #expect(two.text.contains("Spain: break flagged by the source"))
        #expect(two.text.contains("lines=PT\""))
        let three = try await browser.get("/observatory/people?by=geo&lines=PT~ES&add=FR")
        #expect(three.text.contains("lines=PT~ES"))
        #expect(three.text.contains("lines=ES~FR"))
        #expect(three.text.contains("break in the series"))
        #expect(two.body.count < 50_000)
    }

    @Test(arguments: Engine.underTest)
    func `an old vintage keeps its numbers and the difference is told`(
        engine: Engine
    ) async throws {
        let browser = try await ExplorerShelf.browser([.people], engine: engine)
        let old = try await browser.get("/observatory/people?vintage=first")
        #expect(old.text.contains("130 persons in 2023"))
        #expect(old.text.contains("not the newest"))
        #expect(try await browser.get("/observatory/people?vintage=none").status == 404)
        let pair = try await browser.get("/observatory/people/vintages")
        #expect(pair.text.contains("8 values changed"))
        #expect(pair.text.contains("+3"))
        let first = noon.adding(seconds: -10 * 86_400).utcDay
        let then = try await browser.get("/observatory/people?known=\(first)")
        #expect(then.text.contains("130 persons in 2023"))
        let before = try await browser.get("/observatory/people?known=1999-01-01")
        #expect(before.status == 404)
    }

    @Test func `sums are refused with the reason, and made of what does not overlap`() async throws
    {
        let browser = try await ExplorerShelf.browser([.people])
        let path = "/observatory/people/table?rows=geo&columns=sex&from=2023&to=2023&totals=1"
        let refused = try await browser.get(path)
        #expect(refused.text.contains("people would count twice: Total"))
        let parts = try await browser.get(path + "&parts=1")
        #expect(!parts.text.contains("people would count twice"))
        #expect(parts.text.contains("1,093"))
        let file = try await browser.get(
            "/observatory/people/table.csv?rows=geo&columns=sex&from=2023&to=2023&totals=1&parts=1")
        #expect(file.text.contains("PT,Portugal,93,40,133\r\n"))
        #expect(file.text.contains(",sum,973,120,1093\r\n"))
    }

    @Test func `two sources of one thing stand side by side and are not merged`() async throws {
        var ours = ExplorerShelf.people
        ours.concept = "residents"
        var theirs = ours
        (theirs.key, theirs.number, theirs.publisher) = ("theirs", 2, "World Office")
        theirs.vintages = [("only", [ExplorerShelf.value("geo=PT|sex=T", "2023", 266)])]
        theirs.definition = "Everybody."
        let browser = try await ExplorerShelf.browser([ours, theirs])
        let page = try await browser.get("/observatory/people?by=geo&lines=PT~ES")
        #expect(page.text.contains("Other sources say otherwise"))
        #expect(page.text.contains("World Office"))
        #expect(page.text.contains("100.0 %"))
        #expect(page.text.contains("another definition"))
    }

    @Test func `a part is never set beside a whole`() async throws {
        var ours = ExplorerShelf.people
        ours.concept = "residents"
        var theirs = ours
        (theirs.key, theirs.number, theirs.publisher) = ("theirs", 2, "World Office")
        theirs.headline = "geo=PT|group=F"
        theirs.dimensions[1] = SeriesDimension(
            id: "group", titlePt: "Grupo", titleEn: "Group", role: .other,
            codes: [ExplorerShelf.code("F", "Women"), ExplorerShelf.code("M", "Men")])
        theirs.vintages = [("only", [ExplorerShelf.value("geo=PT|group=F", "2023", 7_531)])]
        let browser = try await ExplorerShelf.browser([ours, theirs])
        let page = try await browser.get("/observatory/people?by=geo&lines=PT")
        #expect(page.status == 200 && page.text.contains("133 persons"))
        #expect(!page.text.contains("7,531") && !page.text.contains("Other sources say otherwise"))
    }

    @Test func `the line that speaks for a series is the widest of this country`() {
        let lines = ["geo=ES|sex=T", "geo=PT|sex=F", "geo=PT|sex=T"].map(Dimensions.init(text:))
        #expect(Dimensions.headline(of: lines) == lines[2])
        #expect(Dimensions.headline(of: Array(lines.prefix(2))) == lines[1])
        let others = ["citizen=AFG|sex=F", "citizen=TOTAL|sex=T"].map(Dimensions.init(text:))
        #expect(Dimensions.headline(of: others) == others[1])
        #expect(Dimensions.headline(of: []) == nil)
    }

    @Test func `a frame may hold the chart of a series and no other page`() async throws {
        let browser = try await ExplorerShelf.browser([.people])
        let framed = try await browser.get("/embed/series/people")
        #expect(framed.header("content-security-policy")?.contains("frame-ancestors *") == true)
        #expect(framed.header("set-cookie") == nil)
        #expect(framed.text.contains("<svg class=\"chart line\""))
        #expect(!framed.text.contains("<script"))
        let page = try await browser.get("/observatory/people")
        #expect(page.header("content-security-policy")?.contains("frame-ancestors 'none'") == true)
    }

    @Test func `countries are compared with the reason where no order is given`() async throws {
        let browser = try await ExplorerShelf.browser([.people])
        let base = "/observatory/compare?series=people&codes=PT,ES,FR&d-sex=T"
        let ranked = try await browser.get(base)
        #expect(ranked.text.contains("The countries, highest first"))
        let broken = try await browser.get(base + "&from=2020")
        #expect(broken.text.contains("Spain has a break in 2022"))
        #expect(!broken.text.contains("highest first"))
        let group = try await browser.get("/observatory/compare?series=people&who=eu")
        #expect(group.text.contains("3 of 27 countries have a value"))
        let none = try await browser.get("/observatory/compare?series=people&codes=QQ")
        #expect(none.text.contains("No such countries"))
    }

    @Test(arguments: Engine.underTest)
    func `a profile has the country's own numbers and facts with day and source`(
        engine: Engine
    ) async throws {
        let browser = try await ExplorerShelf.browser([.people], engine: engine)
        let spain = try await browser.get("/observatory/countries/ES")
        #expect(spain.text.contains("430"))
        let both = try await browser.get("/observatory/countries/PT?with=ES")
        #expect(both.text.contains("133") && both.text.contains("430"))
        #expect(both.text.contains("differs"))
        #expect(both.text.contains("UNSD"))
        #expect(try await browser.get("/observatory/countries/PRT").status == 200)
        #expect(try await browser.get("/observatory/countries/QQ").status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `a population account tells what is missing, and what migration does not explain`(
        engine: Engine
    ) async throws {
        var stock = ExplorerShelf.people
        stock.concept = "population"
        var net = ExplorerShelf.people
        (net.key, net.number, net.concept) = ("net", 2, "net-migration")
        net.vintages = [("only", [ExplorerShelf.value("geo=PT|sex=T", "2021", 4)])]
        let browser = try await ExplorerShelf.browser([stock, net], engine: engine)
        let page = try await browser.get("/observatory/accounts/PT")
        #expect(page.text.contains("Without Births, Deaths the residual"))
        // From 113 to 123 with 4 more in than out: six by births, deaths and the residual.
        #expect(page.text.contains("data-label=\"Unexplained by migration\">6<"))
        let none = try await browser.get("/observatory/accounts/IS")
        #expect(none.text.contains("No account can be made yet"))
    }

    @Test func `every page of the room has its words in Portuguese`() async throws {
        let browser = try await ExplorerShelf.browser([.people], language: "pt")
        for path in [
            "/observatory", "/observatory/people", "/observatory/people/table",
            "/observatory/people/vintages", "/observatory/method", "/observatory/maps",
            "/observatory/maps/census-2021", "/observatory/compare?series=people&who=eu",
            "/observatory/countries", "/observatory/countries/PT?with=ES",
            "/observatory/accounts/PT",
        ] {
            let page = try await browser.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(page.text.contains("<h1"), "\(path)")
            #expect(page.body.count < 400_000, "\(path): \(page.body.count)")
        }
    }
}
