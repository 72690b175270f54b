import Kernel
import TestSupport
import Testing

@testable import Web

/// How long a body may take, and what becomes of a line on which one was announced and not read.
struct BodyMeterTests {
    @Test func `half a minute for any body, and longer only as bytes come`() {
        let patience = Patience()
        #expect(!patience.isOver(after: .seconds(29), bytes: 0))
        #expect(patience.isOver(after: .seconds(31), bytes: 31), "a byte a second is too slow")
        let file = 10 * 1_048_576
        #expect(!patience.isOver(after: .seconds(14 * 60), bytes: file))
        #expect(patience.isOver(after: .seconds(15 * 60), bytes: file))
    }

    @Test(arguments: [
        ("GET", "/still", 200), ("GET", "/assets/none.css", 404), ("POST", "/nothing-here", 404),
        ("POST", "/program", 403), ("GET", "/healthz", 200),
    ])
    func `the line ends with an answer before which a body was not read`(
        method: String, path: String, status: Int
    ) async throws {
        let jetty = try Jetty()
        for header in [("content-length", "5"), ("transfer-encoding", "chunked")] {
            let answer = try await jetty.ask(method, path, [header], body: Array("a=bcd".utf8))
            #expect(answer.status == status)
            #expect(answer.header("connection") == "close", "\(header.0)")
        }
        let empty = try await jetty.ask(method, path, [("content-length", "0")])
        #expect(empty.header("connection") == nil)
    }

    @Test func `a form that was read whole keeps the line, whatever is answered`() async throws {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let length = [("content-length", "50")]
        let taken = try await jetty.send(
            "/form", [("csrf", csrf), ("a", "b")], cookie: cookie, length)
        #expect(taken.status == 200)
        #expect(taken.header("connection") == nil)
        let forged = try await jetty.send("/form", [("a", "b")], cookie: cookie, length)
        #expect(forged.status == 403)
        #expect(forged.header("connection") == nil)
        let large = String(repeating: "a", count: 200_000)
        let refused = try await jetty.send("/form", [("a", large)], cookie: cookie, length)
        #expect(refused.status == 413)
        #expect(refused.header("connection") == "close")
    }
}
