import Kernel
import TestSupport
import Testing

@testable import Web

/// What arrives at once as files has a bound, and what is sent to nothing is not read.
struct UploadGateTests {
    @Test
    func
        `an account, a line and the house each take so many bodies at once, and a place comes free`()
        throws
    {
        let gate = UploadGate(bytesMax: 1_000)
        let first = try gate.enter(account: "7", line: "192.0.2.1", bytes: 100)
        _ = try gate.enter(account: "7", line: "192.0.2.2", bytes: 100)
        #expect(throws: Refused.self) {
            try gate.enter(account: "7", line: "192.0.2.3", bytes: 100)
        }
        first.leave()
        _ = try gate.enter(account: "7", line: "192.0.2.3", bytes: 100)
        for number in 0..<8 {
            _ = try gate.enter(account: "1\(number)", line: "192.0.2.9", bytes: 1)
        }
        #expect(throws: Refused.self) {
            try gate.enter(account: "99", line: "192.0.2.9", bytes: 1)
        }
        // Two hundred and eight are on their way.
        #expect(throws: Refused.self) {
            try gate.enter(account: "98", line: "192.0.2.8", bytes: 793)
        }
        _ = try gate.enter(account: "98", line: "192.0.2.8", bytes: 792)
    }

    @Test
    func `beyond the bound a body is not read, and one may be sent again when another is through`()
        async throws
    {
        let jetty = try Jetty()
        let (headers, csrf) = try await form(jetty)
        let places = try (0..<8).map { number in
            try jetty.site.uploads.enter(account: "1\(number)", line: "192.0.2.7", bytes: 10)
        }
        let refused = try await jetty.ask("POST", "/upload", headers, body: body(csrf))
        #expect(refused.status == 503 && refused.text.contains("muitos ficheiros"))
        for place in places { place.leave() }
        for _ in 0..<9 {
            let taken = try await jetty.ask("POST", "/upload", headers, body: body(csrf))
            #expect(taken.status == 200, "each gives its place back")
        }
    }

    @Test func `what is asked before a body comes before it is read`() async throws {
        let route = Route.post(
            "/nothing", may: .everyone, "Sends to what is not there",
            takes: .upload(bytesMax: 200_000), before: { _ in throw Refused.notFound },
            { _ in .text("taken") })
        let jetty = try Jetty(routes: [route])
        let (headers, _) = try await form(jetty)
        // Read, a body that is cut off would be refused as invalid.
        let answer = try await jetty.ask("POST", "/nothing", headers, body: Array("--b".utf8))
        #expect(answer.status == 404)
    }

    private func form(_ jetty: Jetty) async throws -> (headers: [(String, String)], csrf: String) {
        let (cookie, csrf) = try await jetty.visit()
        let type = "multipart/form-data; boundary=b"
        return ([("content-type", type), ("cookie", cookie)], csrf)
    }

    private func body(_ csrf: String) -> [UInt8] {
        Array(
            "--b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--b--\r\n"
                .utf8)
    }
}
