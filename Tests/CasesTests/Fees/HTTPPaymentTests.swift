import Formats
import Kernel
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// Our side of `docs/payment-contract.md`: what is sent, and what its answers mean.
@Suite struct HTTPPaymentTests {
    private let secret = Treasury.secret
    private let order = PaymentOrder(
        demand: "7312940183912448.1", total: Money(cents: 44_020),
        lines: [.init(title: "Análise", cents: 13_300), .init(title: "Título", cents: 30_720)])

    private func provider(
        _ status: Int, _ body: String, sent: Box = Box()
    ) throws -> PaymentProvider {
        let made = PaymentProvider.http(
            "https://pay.test/cais", secret: secret,
            fetch: { request in
                sent.requests.withLock { $0.append(request) }
                return OutgoingResponse(status: status, headers: [], body: Array(body.utf8))
            }, clock: { noon })
        return try #require(made)
    }

    private final class Box: Sendable {
        let requests = Mutex<[OutgoingRequest]>([])
    }

    @Test func `an order is sent with its lines, signed, and without a word about who pays`()
        async throws
    {
        let sent = Box()
        let expires = noon.adding(seconds: 86_400)
        let answer = try await provider(
            201, "{\"reference\":\"11854 1\",\"expires\":\(expires.secondsSince1970)}", sent: sent
        ).issue(order, noon)
        #expect(answer == .issued(reference: "11854 1", expires: expires))
        let request = try #require(sent.requests.withLock { $0.first })
        #expect(request.method == "POST" && request.url == "https://pay.test/cais/demands")
        #expect(
            String(decoding: request.body, as: UTF8.self) == """
                {"amount":44020,"currency":"EUR","demand":"7312940183912448.1",\
                "lines":[{"amount":13300,"title":"Análise"},{"amount":30720,"title":"Título"}]}
                """)
        let headers = Dictionary(request.headers, uniquingKeysWith: { first, _ in first })
        #expect(secret.accepts(headers, "POST /cais/demands", request.body, at: noon))
        #expect(!secret.accepts(headers, "POST /demands", request.body, at: noon))
    }

    @Test(arguments: [
        (500, ""), (404, "{}"), (303, ""), (409, "{}"), (200, "no JSON"), (200, "{}"),
        (200, #"{"reference":"","expires":1900000000}"#),
        (200, #"{"reference":"1","expires":"soon"}"#),
        // Expired before it came.
        (200, #"{"reference":"1","expires":1000000000}"#),
    ])
    func `what is no clear answer is asked again later`(status: Int, body: String) async throws {
        let service = try provider(status, body)
        await #expect(throws: OutgoingTrouble.self) { _ = try await service.issue(order, noon) }
    }

    @Test func `a clear no is taken as one`() async throws {
        let service = try provider(422, #"{"reason":"Valor errado"}"#)
        #expect(try await service.issue(order, noon) == .refused("Valor errado"))
        #expect(try await provider(422, "").issue(order, noon) == .refused("422"))
    }

    @Test func `how a document stands is asked with a signed question`() async throws {
        let sent = Box()
        let paid = #"{"state":"paid","amount":44020,"currency":"EUR","receipt":"P 1"}"#
        let state = try await provider(200, paid, sent: sent).state("12.1", noon)
        #expect(state == .paid(receipt: "P 1", total: Money(cents: 44_020)))
        let request = try #require(sent.requests.withLock { $0.first })
        #expect(request.method == "GET" && request.url == "https://pay.test/cais/demands/12.1")
        #expect(try await provider(200, #"{"state":"open"}"#).state("1.1", noon) == .open)
        #expect(try await provider(200, #"{"state":"expired"}"#).state("1.1", noon) == .expired)
        for (status, body) in [
            (200, #"{"state":"paid"}"#), (200, #"{"state":"lost"}"#), (503, ""), (404, "{}"),
        ] {
            let service = try provider(status, body)
            await #expect(throws: OutgoingTrouble.self) {
                _ = try await service.state("1.1", noon)
            }
        }
    }

    @Test(arguments: [
        "http://pay.test", "ftp://pay.test", "https://pay.test/", "https://user@pay.test",
        "https://pay.test/x?y=1", "http://127.0.0.1.evil.test", "",
    ])
    func `an address that is not safe, or not one, sets nothing up`(address: String) {
        let service = PaymentProvider.http(
            address, secret: secret,
            fetch: { _ in OutgoingResponse(status: 500, headers: [], body: []) },
            clock: { noon })
        #expect(service == nil)
    }

    @Test func `this machine may be asked without TLS`() {
        func make(_ address: String) -> PaymentProvider? {
            PaymentProvider.http(
                address, secret: secret,
                fetch: { _ in OutgoingResponse(status: 500, headers: [], body: []) },
                clock: { noon })
        }
        #expect(make("http://127.0.0.1:9000/cais") != nil)
        #expect(make("https://pay.test:8443") != nil)
    }

    @Test(arguments: ["", "1", "1.", ".1", "1.0", "1.-1", "1.+1", "01.1", "1.1.1", "x.1", "0.1"])
    func `a number of a demand that is none of ours is none`(text: String) {
        #expect(FeeErrand(text) == nil)
        #expect(FeeErrand("12.3") == FeeErrand(CaseID(12), 3))
    }
}
