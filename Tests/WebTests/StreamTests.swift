import TestSupport
import Testing

@testable import Web

/// Bodies that are written while they are sent.
struct StreamTests {
    private struct Halfway: Error {}

    private func route(_ path: String, pieces: Int, breaksAt: Int? = nil) -> Route {
        .get(path, may: .everyone, "A list of any length", gives: "text/csv") { _ in
            .download(type: "text/csv; charset=utf-8", name: "a.csv") { send in
                for piece in 0..<pieces {
                    if piece == breaksAt { throw Halfway() }
                    try await send(Array("line \(piece)\n".utf8))
                }
            }
        }
    }

    @Test func `the pieces arrive in order as one file`() async throws {
        let jetty = try Jetty(routes: [route("/list.csv", pieces: 1_000)])
        let answer = try await jetty.get("/list.csv", [("accept-encoding", "gzip")])
        #expect(answer.status == 200)
        #expect(answer.text == (0..<1_000).map { "line \($0)\n" }.joined())
        #expect(answer.header("content-disposition") == "attachment; filename=\"a.csv\"")
        #expect(answer.header("content-type") == "text/csv; charset=utf-8")
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("etag") == nil && answer.header("content-encoding") == nil)
    }

    @Test func `a file whose length is known says it, and comes whole`() async throws {
        let bytes = (0..<200_000).map { UInt8($0 % 251) }
        let file = Route.get("/file.pdf", may: .everyone, "A file") { _ in
            try .download(
                inPieces(bytes), length: bytes.count, type: "application/pdf", name: "a.pdf")
        }
        let answer = try await Jetty(routes: [file]).get("/file.pdf")
        #expect(answer.body == bytes)
        #expect(answer.header("content-length") == "200000")
        #expect(answer.header("content-type") == "application/pdf")
    }

    @Test func `what somebody takes along who is signed in stays on no disk between`() async throws
    {
        let jetty = try Jetty(routes: [route("/list.csv", pieces: 2)])
        let answer = try await jetty.get("/list.csv", [("cookie", "cais=Ana")])
        #expect(answer.header("cache-control") == "no-store")
    }

    @Test func `a fault on the way breaks the file off and stands in the log`() async throws {
        let jetty = try Jetty(routes: [route("/list.csv", pieces: 9, breaksAt: 4)])
        await #expect(throws: Halfway.self) { try await jetty.get("/list.csv") }
        #expect(jetty.log.lines.contains { $0.contains("fault") && $0.contains("Halfway") })
    }
}
