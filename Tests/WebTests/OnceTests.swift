import Kernel
import TestSupport
import Testing

@testable import Web

/// The key of a form is tied to what it brought.
struct OnceTests {
    private let echo = Route.post(
        "/once", may: .everyone, "Tells the key", takes: .upload(bytesMax: 200_000)
    ) { exchange in .text("\(exchange.onceKey.text)\n\(exchange.onceKey.contents)") }

    private let refuses = Route.post("/refuses", may: .everyone, "Was sent before") { _ in
        throw Refused.sentWithOtherContents
    }

    private func body(_ csrf: String, _ once: String, text: String, file: String) -> [UInt8] {
        let parts = [("csrf", csrf), ("once", once), ("text", text)].map { name, value in
            "--b\r\ncontent-disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let last =
            "--b\r\ncontent-disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n\(file)\r\n"
        return Array((parts.joined() + last + "--b--\r\n").utf8)
    }

    @Test func `the same fields and files are the same contents, and any other are not`()
        async throws
    {
        let jetty = try Jetty(routes: [echo])
        let (cookie, csrf) = try await jetty.visit()
        func send(_ once: String, _ text: String, _ file: String) async throws -> [Substring] {
            let headers = [("content-type", "multipart/form-data; boundary=b"), ("cookie", cookie)]
            let bytes = body(csrf, once, text: text, file: file)
            return try await jetty.ask("POST", "/once", headers, body: bytes).text.split(
                separator: "\n")
        }
        let first = try await send("k", "Ana", "one")
        #expect(first == (try await send("k", "Ana", "one")))
        let redrawn = try await send("another", "Ana", "one")
        #expect(redrawn[0] != first[0] && redrawn[1] == first[1])
        for other in [try await send("k", "Rui", "one"), try await send("k", "Ana", "two")] {
            #expect(other[0] == first[0] && other[1] != first[1])
        }
    }

    @Test func `a form that was sent with other contents shows what was written, and no secret`()
        async throws
    {
        let jetty = try Jetty(routes: [refuses])
        let (cookie, csrf) = try await jetty.visit()
        let answer = try await jetty.send(
            "/refuses",
            [
                ("csrf", csrf), ("once", "k"), ("text", "They <refused> me the house."),
                ("password", "four words of mine"),
            ], cookie: cookie)
        #expect(answer.status == 409)
        #expect(answer.text.contains("They &lt;refused&gt; me the house."))
        #expect(!answer.text.contains("four words"))
    }
}
