import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// What a gateway reports of a delivery: signed, bounded, counted once.
struct ReportTests {
    /// Ana's letter is with the gateway.
    private func sent(_ engine: Engine) async throws -> (ReachStory, letter: String) {
        let story = try await ReachStory(
            engine, [(.post, "Rua do Cais 1"), (.phone, "+351 900 000 000")])
        for _ in 1...3 { try await story.pass(days: 3) }
        try #require(story.house.post.sent.map(\.kind) == [.sms, .letter])
        return (story, try await story.deliveryID(.post))
    }

    @Test(arguments: Engine.underTest)
    func `a delivered letter proves the notice, and its number stands in the account`(
        engine: Engine
    ) async throws {
        let (story, letter) = try await sent(engine)
        let taken = try await story.report([(letter, "dispatched", "RR123456789PT")])
        #expect(taken.status == 200)
        #expect(taken.body == "{\"known\":0,\"taken\":1,\"unknown\":0}")
        let again = try await story.report([
            (letter, "dispatched", "RR123456789PT"), (letter, "delivered", "Ana"),
        ])
        #expect(again.body == "{\"known\":1,\"taken\":1,\"unknown\":0}")
        #expect(story.heard.lines == ["letter/7 dispatched", "letter/7 delivered"])
        try await story.pass(days: 30)
        #expect(try await story.outreach().isEmpty)
        let browser = Browser(story.house)
        try await browser.signIn("ana")
        try await browser.get("/messages/\(story.message)")
        #expect(browser.page.contains("taken by the post <q>RR123456789PT</q>"))
        #expect(browser.page.contains("delivered, as its carrier says <q>Ana</q>"))
        let kinds = try await story.house.database.read { db in
            try db.journal(of: "case/1").map(\.kind)
        }
        #expect(kinds.filter { $0 == "notice.dispatched" }.count == 1)
        #expect(kinds.filter { $0 == "notice.delivered" }.count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a letter that the post brings back ends nothing and goes on to one of us`(
        engine: Engine
    ) async throws {
        let (story, letter) = try await sent(engine)
        #expect(try await story.byPost() == ["letter/7"])
        _ = try await story.report([(letter, "returned", "Não reclamada")])
        #expect(story.heard.lines == ["letter/7 returned(reason: \"Não reclamada\")"])
        #expect(try await story.outreach() == ["returned"])
        #expect(try await story.byPost().isEmpty)
        let last = try #require(try await story.attempts().last)
        #expect(last.result == "bounced" && last.proof == "Não reclamada")
    }

    @Test(arguments: Engine.underTest)
    func `a text message that was delivered to a telephone proves nothing`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(
            engine, [(.phone, "+351 900 000 000"), (.post, "Rua do Cais 1")])
        try await story.round()
        let id = try await story.deliveryID(.phone)
        _ = try await story.report([(id, "delivered", "")])
        #expect(story.heard.lines.isEmpty)
        try await story.pass(days: 3)
        #expect(story.house.post.sent.map(\.kind) == [.sms, .letter])
    }

    @Test(arguments: Engine.underTest)
    func `a text message that did not arrive goes on at once`(engine: Engine) async throws {
        let story = try await ReachStory(
            engine, [(.phone, "+351 900 000 000"), (.post, "Rua do Cais 1")])
        try await story.round()
        let id = try await story.deliveryID(.phone)
        _ = try await story.report([(id, "failed", "absent subscriber")])
        try await story.round()
        #expect(story.house.post.sent.map(\.kind) == [.sms, .letter])
    }

    @Test(arguments: Engine.underTest)
    func `nobody without the secret reports anything, and no old report counts`(
        engine: Engine
    ) async throws {
        let (story, letter) = try await sent(engine)
        let other = try #require(SharedSecret(String(repeating: "y", count: 40)))
        let now = story.house.clock.now
        let line = [(id: letter, state: "delivered", detail: "")]
        #expect(try await story.report(line, secret: other).status == 403)
        for seconds in [Int64(-301), 301] {
            let signed = now.adding(seconds: seconds)
            #expect(try await story.report(line, signedAt: signed).status == 403)
        }
        let unsigned = try await story.site.answer(
            PlainRequest(
                "POST", "/notices/reports", headers: [("content-type", "application/json")],
                body: Array("{\"reports\":[]}".utf8)))
        #expect(unsigned.status == 403)
        // What the house sent itself is no report.
        let body = Array("{\"reports\":[]}".utf8)
        let reflected = try await story.site.answer(
            PlainRequest(
                "POST", "/notices/reports",
                headers: [("content-type", "application/json")]
                    + testSecret.headers(GatewayUse.notice, body, at: now), body: body))
        #expect(reflected.status == 403)
        #expect(story.heard.lines.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what names nothing of ours, or comes from the future, is counted and changes nothing`(
        engine: Engine
    ) async throws {
        let (story, letter) = try await sent(engine)
        let portal = try await story.deliveryID(.portal)
        let answer = try await story.report([
            ("1.2", "delivered", ""), ("x", "delivered", ""), (letter, "lost", ""),
            (portal, "returned", ""),
        ])
        #expect(answer.body == "{\"known\":0,\"taken\":0,\"unknown\":4}")
        let future = story.house.clock.now.adding(seconds: 3_600)
        let early = try await story.report([(letter, "delivered", "")], at: future)
        #expect(early.body == "{\"known\":0,\"taken\":0,\"unknown\":1}")
        for wrong in ["", "[]", "{\"reports\": 1}", "{\"reports\": ["] {
            #expect(try await story.send(Array(wrong.utf8)).status == 422, "\(wrong)")
        }
        let many = Array(repeating: (id: letter, state: "dispatched", detail: ""), count: 101)
        #expect(try await story.report(many).status == 422)
        #expect(story.heard.lines.isEmpty)
        #expect(try await story.outreach().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `where no gateway is configured nobody listens`(engine: Engine) async throws {
        let house = try await House(engine)
        let answer = try await house.site.answer(
            PlainRequest(
                "POST", "/notices/reports", headers: [("content-type", "application/json")],
                body: Array("{\"reports\":[]}".utf8)))
        #expect(answer.status == 404)
    }
}
