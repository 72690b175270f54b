import Kernel
import TestSupport
import Testing

@testable import Web

/// What the log tells of a request to whoever was read a number on the phone.
struct LogTests {
    private func number(_ answer: PlainAnswer) throws -> String {
        let found = answer.text.firstMatch(of: #/<b class="number">([2-9A-Z]{8})</b>/#)
        return String(try #require(found).output.1)
    }

    @Test(arguments: [
        ("/nothing-here", 404, "NotFound"), ("/desk", 403, "/desk"), ("/broken", 500, "/broken"),
        ("/busy", 503, "/busy"),
    ])
    func `the number on a page of trouble stands in the line of its request`(
        path: String, status: Int, route: String
    ) async throws {
        let jetty = try Jetty()
        let answer = try await jetty.get(path, [("cookie", "cais=Ana; lang=en")])
        #expect(answer.status == status)
        let own = try number(answer)
        let lines = jetty.log.lines.filter { $0.contains(" request ") }
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        for fact in ["number=\(own)", "status=\(status)", "route=\(route)", "method=GET", "ms="] {
            #expect(line.contains(fact), "\(line)")
        }
    }

    @Test func `the number of a visitor who must wait is in the log too`() async throws {
        let jetty = try Jetty(rate: 1)
        _ = try await jetty.get("/still")
        let refused = try await jetty.get("/still", [("cookie", "lang=en")])
        let own = try number(refused)
        let lines = jetty.log.lines.filter { $0.contains("number=\(own)") }
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains("status=429") })
    }

    @Test func `a refusal told to a program bears the number of its line`() async throws {
        let jetty = try Jetty()
        let answer = try await jetty.get("/nothing-here", [("accept", "application/json")])
        let found = answer.text.firstMatch(of: #/"number":"([2-9A-Z]{8})"/#)
        let own = String(try #require(found).output.1)
        #expect(jetty.log.lines.contains { $0.contains("number=\(own)") })
    }

    @Test func `each request has a number of its own`() async throws {
        let jetty = try Jetty()
        for _ in 0..<3 { _ = try await jetty.get("/still") }
        #expect(Set(jetty.log.lines).count == 3)
    }

    @Test func `as shipped a request is logged, a fault as a warning, a probe only in trouble`()
        async throws
    {
        let jetty = try Jetty()
        for path in ["/still", "/desk", "/healthz", "/ready"] { _ = try await jetty.get(path) }
        _ = try await jetty.get("/metrics", peer: "127.0.0.1")
        let levels = jetty.log.lines.map { line in String(line.prefix { $0 != " " }) }
        #expect(levels == ["notice", "notice"], "the shipped level is notice")
        let unwell = try Jetty(ready: false)
        _ = try await unwell.get("/ready")
        #expect(unwell.log.lines.first?.hasPrefix("warning request ") == true)
    }

    @Test func `of a door that is not told the log has no request, and of its fault no word`()
        async throws
    {
        let unheard: Set = ["/still", "/broken", "/things/{name}"]
        let jetty = try Jetty(unheard: unheard)
        for path in ["/still", "/things/zulmira"] { _ = try await jetty.get(path) }
        #expect(jetty.log.lines.isEmpty)
        let answer = try await jetty.get("/broken", [("cookie", "lang=en")])
        let own = try number(answer)
        #expect(jetty.log.lines == ["error fault error=Broken number=\(own) route=unheard"])
        let metrics = try await jetty.get("/metrics", peer: "127.0.0.1")
        for door in unheard { #expect(!metrics.text.contains(door), "\(door)") }
        let told = try Jetty()
        _ = try await told.get("/broken")
        #expect(told.log.lines.contains { $0.contains("SELECT") && $0.contains("route=/broken") })
    }
}
