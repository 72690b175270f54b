import Kernel
import TestSupport
import Testing

@testable import Web

/// Doors at which nobody is known.
struct TracelessTests {
    private static let doors: [Route] = [
        .get("/box", may: .everyone, "A box") { exchange in
            .page("Box", "<p>for \(exchange.principal?.name ?? "nobody")</p>")
        },
        .post("/box", may: .everyone, "Into the box") { exchange in
            .text("from \(exchange.principal?.name ?? "nobody")")
        },
        .get("/gone", may: .everyone, "Nothing") { _ in throw Refused.notFound },
    ]
    private static let box = doors.map(\.traceless)

    @Test(arguments: ["/box", "/box?lang=pt", "/gone"])
    func `no cookie is set, also where a language is chosen or nothing is there`(
        path: String
    ) async throws {
        let jetty = try Jetty(routes: Self.box)
        #expect(try await jetty.get(path).all("set-cookie").isEmpty)
        #expect(try await !jetty.get("/page").all("set-cookie").isEmpty)
    }

    @Test func `a session is not read`() async throws {
        let jetty = try Jetty(routes: Self.box)
        #expect(try await jetty.get("/box", [("cookie", "cais=Ana")]).text.contains("for nobody"))
        let sent = try await jetty.send("/box", [("answer", "5")], cookie: "cais=Ana")
        #expect(sent.status == 200 && sent.text == "from nobody")
        #expect(sent.all("set-cookie").isEmpty)
    }

    @Test func `a form needs no cookie, but it comes from a page of this house`() async throws {
        let jetty = try Jetty(routes: Self.box)
        for (origin, status) in [("same-origin", 200), ("none", 200), ("cross-site", 403)] {
            let answer = try await jetty.send(
                "/box", [("answer", "5")], cookie: "", [("sec-fetch-site", origin)])
            #expect(answer.status == status, "\(origin)")
        }
        #expect(try await jetty.send("/form", [("answer", "5")], cookie: "").status == 403)
    }
}
