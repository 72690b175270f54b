import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Text messages and letters through libcurl and a socket, to a gateway that answers as each test wants.
struct GatewayTests {
    private func story(
        _ engine: Engine, _ gateway: FakeGateway, _ channels: [(ChannelKind, String)]
    ) async throws -> ReachStory {
        let settings = try #require(
            NoticeGateway.Settings(
                url: gateway.url, secret: testSecret, kinds: [.sms, .letter],
                reportTo: "https://cais.test/notices/reports"))
        let carrier = NoticeGateway(settings, send: Outgoing().fetch, clock: { noon })
        return try await ReachStory(engine, channels, deliver: carrier.deliver)
    }

    @Test(arguments: Engine.underTest)
    func `a text message goes out once, signed, with its key and the hash of what it says`(
        engine: Engine
    ) async throws {
        let gateway = try FakeGateway()
        defer { gateway.stop() }
        let story = try await story(engine, gateway, [(.phone, "+351 900 000 000")])
        try await story.round()
        try await story.round()
        #expect(gateway.requests.count == 1)
        let request = try #require(gateway.requests.first)
        #expect(request.line == "POST /notices HTTP/1.1")
        let id = try await story.deliveryID(.phone)
        #expect(request.headers["idempotency-key"] == id)
        #expect(request.headers["content-type"] == "application/json")
        #expect(testSecret.accepts(request.headers, GatewayUse.notice, request.body, at: noon))
        #expect(!testSecret.accepts(request.headers, GatewayUse.report, request.body, at: noon))
        let body = try JSON.parse(request.body)
        let text = try #require(body["text"]?.stringValue)
        #expect(body["id"]?.stringValue == id && body["kind"]?.stringValue == "sms")
        #expect(body["to"]?.stringValue == "+351 900 000 000")
        #expect(text.contains("http://localhost:8080/messages/") && !text.contains("birth"))
        #expect(body["name"] == nil && body["papers"]?.arrayValue?.isEmpty == true)
        let hash = noticeHash(Array(text.utf8))
        #expect(body["contentHash"]?.stringValue == hash)
        let attempt = try #require(try await story.attempts().first { $0.channel == "phone" })
        #expect(attempt.result == "sent" && attempt.proof == "G-1")
        #expect(attempt.contentHash == hash)
    }

    @Test(arguments: Engine.underTest)
    func `a letter holds the words, the name and the papers of what it tells`(
        engine: Engine
    ) async throws {
        let gateway = try FakeGateway()
        defer { gateway.stop() }
        let story = try await story(engine, gateway, [(.post, "Rua do Cais 1, Lisboa")])
        try await story.round()
        let request = try #require(gateway.requests.first)
        let body = try JSON.parse(request.body)
        #expect(body["kind"]?.stringValue == "letter" && body["registered"]?.boolValue == true)
        #expect(body["name"]?.stringValue == "Ana")
        #expect(body["text"]?.stringValue == "Bring the birth certificate.")
        let papers = try #require(body["papers"]?.arrayValue)
        #expect(papers.map { $0["language"]?.stringValue } == ["pt", "en"])
        #expect(papers.first?["base64"]?.stringValue == base64(Array("<p>pt</p>".utf8)))
        #expect(
            body["contentHash"]?.stringValue == noticeHash(Array("<p>pt</p><p>en</p>".utf8)))
    }

    @Test(arguments: Engine.underTest)
    func `an address that the gateway refuses bounced, and nothing is sent there again`(
        engine: Engine
    ) async throws {
        let gateway = try FakeGateway([(422, "{\"reason\": \"no such number\"}")])
        defer { gateway.stop() }
        let story = try await story(engine, gateway, [(.phone, "+351 900 000 000")])
        try await story.round()
        try await story.round()
        #expect(gateway.requests.count == 1)
        let attempt = try #require(try await story.attempts().last)
        #expect(attempt.result == "bounced" && attempt.proof == "no such number")
        #expect(try await story.outreach() == ["unreachable"])
    }

    @Test(arguments: Engine.underTest, [401, 404, 413, 429, 500, 503])
    func `what is the gateway's fault or ours bounces nobody and is tried again with the same key`(
        engine: Engine, status: Int
    ) async throws {
        let gateway = try FakeGateway([(status, "{}"), (200, "{\"reference\": \"G-2\"}")])
        defer { gateway.stop() }
        let story = try await story(engine, gateway, [(.phone, "+351 900 000 000")])
        try await story.round()
        #expect(try await story.attempts().allSatisfy { $0.channel == "portal" })
        try await story.round()
        let keys = gateway.requests.map { $0.headers["idempotency-key"] ?? "" }
        #expect(keys.count == 2 && Set(keys).count == 1)
        #expect(try await story.attempts().last?.proof == "G-2")
        #expect(try await story.outreach().isEmpty)
    }

    @Test func `the spool holds what a gateway would get`() async throws {
        let folder = try TestFolder.make()
        let spool = NoticeSpool(folder: folder, reportTo: "https://cais.test/notices/reports")
        let delivery = Delivery(
            kind: .letter, to: "Rua 1", subject: "s", text: "t", language: "pt", id: "1.2",
            name: "Ana")
        for _ in 1...2 {
            guard case .spooled(let file) = try await spool.deliver(delivery) else {
                Issue.record("not spooled")
                return
            }
            #expect(file == "spool/letter-1.2.json")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names == ["letter-1.2.json"])
        let bytes = try Data(contentsOf: URL(filePath: folder + "/letter-1.2.json"))
        #expect(try JSON.parse([UInt8](bytes))["contentHash"]?.stringValue == noticeHash([116]))
    }

    @Test(arguments: [
        "http://gateway.example/x", "https://name:word@gateway.example/", "ftp://127.0.0.1/",
        "http://127.0.0.1@gateway.example/", "gateway.example", "", "https://gateway.example/ x",
    ])
    func `an address without TLS, with a password or of another kind is no gateway`(url: String) {
        let settings = NoticeGateway.Settings(
            url: url, secret: testSecret, kinds: [.sms], reportTo: "")
        #expect(settings == nil)
    }
}
