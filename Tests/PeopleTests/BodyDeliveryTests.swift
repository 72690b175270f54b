import Formats
import Kernel
import TestSupport
import Testing
import Web

@testable import People

/// A notice to a body outside goes to the gateway by the body's code, or not at all.
struct BodyDeliveryTests {
    private let notice = Delivery.toBody(
        "unhcr", name: "ACNUR", subject: "S", text: "Um pedido.", language: "pt", id: "unhcr-1")

    private func gateway(_ fake: FakeGateway, _ kinds: Set<Delivery.Kind>) throws -> NoticeGateway {
        let settings = try #require(
            NoticeGateway.Settings(
                url: fake.url, secret: testSecret, kinds: kinds,
                reportTo: "https://cais.test/notices/reports"))
        return NoticeGateway(settings, send: Outgoing().fetch, clock: { noon })
    }

    @Test func `the gateway is told the code, the words and nobody's papers`() async throws {
        let fake = try FakeGateway()
        defer { fake.stop() }
        let result = try await gateway(fake, [.body]).deliver(notice)
        guard case .sent(let proof) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(proof == "G-1")
        let body = try JSON.parse(try #require(fake.requests.first).body)
        #expect(body["kind"]?.stringValue == "body" && body["to"]?.stringValue == "unhcr")
        #expect(body["name"]?.stringValue == "ACNUR" && body["id"]?.stringValue == "unhcr-1")
        #expect(body["text"]?.stringValue == "Um pedido.")
        #expect(body["registered"]?.boolValue == false)
        #expect(body["papers"]?.arrayValue?.isEmpty == true)
    }

    @Test func `a gateway that takes no notices to bodies is not asked`() async throws {
        let fake = try FakeGateway()
        defer { fake.stop() }
        let result = try await gateway(fake, [.sms, .letter]).deliver(notice)
        guard case .unable = result else {
            Issue.record("\(result)")
            return
        }
        #expect(fake.requests.isEmpty)
    }
}
