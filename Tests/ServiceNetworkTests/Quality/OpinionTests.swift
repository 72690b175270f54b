import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

@Suite struct OpinionTests {
    @Test(arguments: Engine.underTest)
    func `a form counts once however often it is sent, and another form counts again`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine)
        let code = try await network.drawCode(fundao)
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/opinion/\(code)")
        #expect(page.status == 200 && page.text.contains("How were you served here?"))
        #expect(page.text.contains("CLAIM Fundão"))
        let fields = ["answer": "4", "topic": "respect"]
        for _ in 1...3 {
            let sent = try await browser.post("/opinion/\(code)", as: nil, from: page, fields)
            #expect(sent.status == 200 && sent.text.contains("Thank you"))
        }
        #expect(try await network.opinions() == ["\(fundao) 2026-Q4 4 respect 1"])
        let other = try await browser.post(
            "/opinion/\(code)", as: nil, from: page, ["answer": "1", "topic": ""])
        #expect(other.text.contains("The first answer counts, once."))
        #expect(try await network.opinions() == ["\(fundao) 2026-Q4 4 respect 1"])
        let anew = try await browser.get("/opinion/\(code)")
        _ = try await browser.post("/opinion/\(code)", as: nil, from: anew, fields)
        #expect(try await network.opinions() == ["\(fundao) 2026-Q4 4 respect 2"])
    }

    @Test(arguments: Engine.underTest)
    func `nothing of who answers is kept, signed in or not`(engine: Engine) async throws {
        let network = try await qualityNetwork(engine)
        let code = try await network.drawCode(fundao)
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/opinion/\(code)", as: ana)
        #expect(!page.headers.contains { $0.0 == "set-cookie" })
        let sent = try await browser.post("/opinion/\(code)", as: ana, from: page, ["answer": "2"])
        #expect(sent.status == 200 && !sent.headers.contains { $0.0 == "set-cookie" })
        let lines = try await network.database.read { db in
            try db.journal(of: "opinions/\(fundao)")
        }
        #expect(lines.map(\.kind) == ["quality.code.drawn", "quality.opinion"])
        // The house itself wrote it, and the answer is not in it.
        #expect(lines[1].actor == Principal.house.account)
        #expect(lines[1].fields == ["quarter": "2026-Q4"])
        #expect(try await network.opinions() == ["\(fundao) 2026-Q4 2  1"])
    }

    @Test(arguments: Engine.underTest)
    func `no answer is no opinion, and what is not a topic is none`(engine: Engine) async throws {
        let network = try await qualityNetwork(engine)
        let code = try await network.drawCode(fundao)
        let browser = try RoomBrowser(network.routes)
        let page = try await browser.get("/opinion/\(code)")
        for answer in ["", "0", "6", "well"] {
            let sent = try await browser.post(
                "/opinion/\(code)", as: nil, from: page, ["answer": answer])
            #expect(sent.status == 422, "\(answer)")
        }
        #expect(try await network.opinions().isEmpty)
        _ = try await browser.post(
            "/opinion/\(code)", as: nil, from: page, ["answer": "5", "topic": "weather"])
        #expect(try await network.opinions() == ["\(fundao) 2026-Q4 5  1"])
    }

    @Test(arguments: Engine.underTest)
    func `a new code takes the place of the old one, and only an administrator draws`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine)
        let old = try await network.drawCode(fundao)
        let browser = try RoomBrowser(network.routes)
        #expect(try await browser.get("/directory/cards", as: bruno).status == 403)
        #expect(try await browser.get("/directory/cards", as: ivo).status == 403)
        let cards = try await browser.get("/directory/cards", as: luis)
        #expect(cards.text.contains("/card\">\(old)</a>"))
        let drawn = try await browser.post(
            "/directory/places/\(fundao)/card", as: luis, from: cards, [:])
        #expect(drawn.status == 303)
        #expect(try await browser.get("/opinion/\(old)").status == 404)
        let points = try await network.database.read { db in try OpinionPoint.all(in: db) }
        let new = try #require(points[fundao]?.code)
        let card = try await browser.get("/opinion/\(new)/card")
        #expect(card.text.contains("/opinion/\(new)") && card.text.contains("class=\"qr\""))
        #expect(try await browser.get("/opinion/OP-0000-0000-0").status == 404)
        // A closed place and a desk of another body ask nobody.
        await #expect(throws: Refused.notFound) {
            try await network.drawCode(LocationID(slug: "claim-sines"))
        }
    }

    @Test(arguments: Engine.underTest)
    func `what is said of a place that was merged counts for the one that stands`(
        engine: Engine
    ) async throws {
        let network = try await qualityNetwork(engine)
        let code = try await network.drawCode(fundao)
        try await network.database.write { db in
            try MergePlaces(location: fundao, kept: porto).perform(by: .house, at: noon, in: db)
            try GiveOpinion(code: code, answer: .well, topic: nil)
                .perform(in: summer, at: noon, in: db)
        }
        #expect(try await network.opinions() == ["\(porto) 2026-Q3 4  1"])
    }

    @Test func `too many from one line wait a minute`() async throws {
        let network = try await qualityNetwork(.sqlite)
        let code = try await network.drawCode(fundao)
        let browser = try RoomBrowser(network.routes)
        var statuses: [Int] = []
        let page = try await browser.get("/opinion/\(code)")
        for _ in 1...31 {
            let sent = try await browser.post(
                "/opinion/\(code)", as: nil, from: page, ["answer": "3"])
            statuses.append(sent.status)
        }
        #expect(statuses == Array(repeating: 200, count: 30) + [429])
    }
}
