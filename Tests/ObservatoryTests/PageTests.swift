import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

@Suite struct PageTests {
    @Test(arguments: Engine.underTest)
    func `the page of the residents shows its line, its breaks with reasons, source and vintage`(
        engine: Engine
    ) async throws {
        let browser = try await loaded(engine)
        let page = try await browser.get("/observatory/pt-foreign-residents")
        #expect(page.status == 200)
        #expect(page.text.ranges(of: "stroke-dasharray").count == 3)
        #expect(page.text.contains("First year that counts stay permits: 126,901 persons"))
        #expect(page.text.contains("1,044,606"))
        #expect(page.text.contains("50,750"))
        #expect(page.text.contains("RMA 2023"))
        #expect(page.text.contains("public official statistics; transcription MIT"))
        #expect(page.text.contains("break in the series: not comparable with the period before"))
        #expect(page.body.count < 50_000)
    }

    @Test func `Portugal comes first among several countries`() async throws {
        let browser = try await loaded(.sqlite)
        let page = try await browser.get(
            "/observatory/eurostat-first-permits?by=geo&lines=PT~ES")
        #expect(page.text.contains("135,907"))
        let home = try #require(
            page.text.firstRange(of: "<th scope=\"col\" class=\"number\">Portugal"))
        let other = try #require(
            page.text.firstRange(of: "<th scope=\"col\" class=\"number\">Spain"))
        #expect(home.lowerBound < other.lowerBound)
        #expect(page.text.contains("Spain: Break flagged by Eurostat"))
    }

    @Test func `values of different sources are not joined by a line`() async throws {
        let browser = try await loaded(.sqlite)
        let page = try await browser.get("/observatory/claim-centres")
        #expect(page.status == 200)
        #expect(!page.text.contains("<svg class=\"chart"))
        #expect(page.text.contains("no line is drawn"))
    }

    @Test(arguments: Engine.underTest)
    func `the list finds without accents and names the newest value`(engine: Engine) async throws {
        let browser = try await loaded(engine)
        let all = try await browser.get("/observatory")
        #expect(all.text.contains("1,044,606 persons"))
        let found = try await browser.get("/observatory?q=POPULACAO")
        #expect(found.text.contains("/observatory/pt-foreign-residents"))
        #expect(!found.text.contains("/observatory/claim-centres"))
        #expect(try await browser.get("/observatory?q=%3Cb%3E").text.contains("No series found"))
        #expect(try await browser.get("/observatory/ghosts").status == 404)
        #expect(
            try await browser.get("/observatory/pt-foreign-residents?vintage=none").status == 404)
    }

    @Test func `the download has every value with flag and vintage`() async throws {
        let browser = try await loaded(.sqlite)
        let file = try await browser.get("/observatory/pt-foreign-residents/data.csv")
        #expect(file.status == 200)
        #expect(file.text.contains("pt-foreign-residents,,2023,1044606,,,RMA 2023\r\n"))
        #expect(file.text.split(separator: "\r\n").count == 45)
    }

    private func loaded(_ engine: Engine) async throws -> RoomBrowser {
        let (observatory, _) = try await house(engine)
        try await load(
            observatory,
            [
                "pt-foreign-residents.csv", "eurostat-first-permits.csv", "claim-network.csv",
                "eurostat-median-income.csv.gz",
            ])
        return try RoomBrowser(observatory.routes)
    }
}
