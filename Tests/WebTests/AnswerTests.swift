import Foundation
import Kernel
import TestSupport
import Testing

@testable import Web

/// What goes out: headers, cookies, cache and compression.
struct AnswerTests {
    static let asked = [
        "/page", "/mine", "/desk", "/broken", "/busy", "/nothing-here", "/assets/a.css",
        "/assets/none.css",
        "/healthz", "/metrics", "/still",
    ]

    private func site() throws -> Jetty {
        let folder = try TestFolder.make()
        try Data("body { color: black }".utf8).write(to: URL(fileURLWithPath: folder + "/a.css"))
        try Data("secret".utf8).write(to: URL(fileURLWithPath: folder + "/a.env"))
        return try Jetty(assets: Assets(folder: folder))
    }

    @Test(arguments: asked, ["", "cais=Ana"])
    func `every answer carries the security headers`(path: String, cookie: String) async throws {
        let answer = try await site().get(path, [("cookie", cookie)])
        let policy = try #require(answer.header("content-security-policy"))
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("referrer-policy") == "same-origin")
        #expect(answer.header("cross-origin-opener-policy") == "same-origin")
        #expect(answer.header("permissions-policy") != nil)
        #expect(answer.header("strict-transport-security") == nil, "only where TLS ends before us")
    }

    @Test(arguments: asked) func `behind the proxy every answer asks for TLS from then on`(
        path: String
    ) async throws {
        let answer = try await Jetty(behindProxy: true).get(path)
        #expect(answer.header("strict-transport-security")?.hasPrefix("max-age=31536000") == true)
    }

    @Test func `a fault shows a number and nothing of its inside; the log has both`() async throws {
        let jetty = try site()
        let answer = try await jetty.get("/broken", [("cookie", "lang=en")])
        #expect(answer.status == 500)
        #expect(!answer.text.contains("SELECT") && !answer.text.contains("Broken"))
        let number = try #require(
            answer.text.firstMatch(of: #/<b class="number">([2-9A-Z]{8})</b>/#)?.output.1)
        let line = try #require(jetty.log.lines.first { $0.contains("fault") })
        #expect(line.contains("number=\(number)") && line.contains("SELECT password"))
        let json = try await jetty.get("/broken", [("accept", "application/json")])
        #expect(json.header("content-type") == "application/problem+json")
        #expect(!json.text.contains("SELECT"))
    }

    @Test(arguments: ["/nothing-here", "/broken", "/busy", "/away", "/unsure"])
    func `every page of trouble says what stays safe, what to do now, and what to quote`(
        path: String
    ) async throws {
        let text = try await site().get(path, [("cookie", "lang=en")]).text
        for words in ["What stays safe", "What to do now", "quote this number"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(arguments: [
        ("/busy", "Nothing was lost"), ("/away", "Nothing was changed"),
        ("/unsure", "It counts once"),
    ])
    func `trouble of the store that passes is 503, in plain words, and says when to come back`(
        path: String, words: String
    ) async throws {
        let answer = try await site().get(path, [("cookie", "lang=en")])
        #expect(answer.status == 503)
        #expect(answer.header("retry-after") == "5")
        #expect(answer.text.contains(words))
        #expect(try await !site().get(path, [("cookie", "lang=pt")]).text.contains(words))
    }

    @Test func `a question for the head alone has the headers of the page and no body`()
        async throws
    {
        let jetty = try site()
        for path in ["/still", "/nothing-here", "/picture"] {
            let whole = try await jetty.get(path)
            let head = try await jetty.ask("HEAD", path)
            #expect(head.status == whole.status)
            #expect(head.body.isEmpty)
            #expect(head.header("content-type") == whole.header("content-type"))
            #expect(head.header("etag") == whole.header("etag"))
        }
    }

    @Test func `a browser that has the page gets 304 and no body, and 200 when it changed`()
        async throws
    {
        let jetty = try site()
        let first = try await jetty.get("/still")
        let tag = try #require(first.header("etag"))
        let again = try await jetty.get("/still", [("if-none-match", tag)])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(again.header("vary") == first.header("vary"))
        #expect(try await jetty.get("/still", [("if-none-match", "\"other\"")]).status == 200)
        #expect(try await jetty.get("/nothing-here").header("etag") == nil)
    }

    @Test func `texts are compressed for who asks, and read the same`() async throws {
        let jetty = try site()
        let plain = try await jetty.get("/still")
        let packed = try await jetty.get("/still", [("accept-encoding", "br, gzip")])
        #expect(plain.header("content-encoding") == nil)
        #expect(packed.header("content-encoding") == "gzip")
        #expect(packed.header("vary") == "accept-encoding")
        #expect(packed.body.count * 10 < plain.body.count)
        #expect(try unpacked(packed.body) == plain.body)
        let picture = try await jetty.get("/picture", [("accept-encoding", "gzip")])
        #expect(picture.header("content-encoding") == nil)
    }

    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = try TestFolder.make()
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/a.gz"))
        let gunzip = Process()
        gunzip.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        gunzip.arguments = ["-d", folder + "/a.gz"]
        try gunzip.run()
        gunzip.waitUntilExit()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/a")))
    }

    @Test func `what somebody sees who is signed in is kept by no cache, not even their own`()
        async throws
    {
        let jetty = try site()
        #expect(try await jetty.get("/page").header("cache-control") == "no-cache")
        for path in ["/mine", "/picture", "/page"] {
            let own = try await jetty.get(path, [("cookie", "cais=Ana")])
            #expect(own.status == 200)
            #expect(own.header("cache-control") == "no-store")
            #expect(own.header("etag") == nil)
        }
    }

    @Test
    func `a file of the house is kept for a year; no other file and no other folder is served`()
        async throws
    {
        let jetty = try site()
        let style = try await jetty.get("/assets/a.css")
        #expect(style.status == 200)
        #expect(style.header("cache-control") == "public, max-age=31536000, immutable")
        #expect(style.header("content-type") == "text/css; charset=utf-8")
        for path in [
            "/assets/a.env", "/assets/../a.css", "/assets/%2e%2e/etc/passwd", "/assets/",
            "/assets//etc/passwd",
        ] {
            #expect(try await jetty.get(path).status == 404, "\(path)")
        }
    }

    @Test func `a file's name cannot break out of its header`() async throws {
        let answer = try await site().get("/picture")
        #expect(answer.header("content-disposition") == "attachment; filename=\"a.png\"")
    }

    @Test func `a file's name keeps its accents, and ends in what the file is`() {
        let reply = Reply.download([], type: "application/pdf", name: "relatório\\ 1.pdf")
        #expect(
            reply.headers.map { $0.1 } == [
                "attachment; filename=\"relat_rio 1.pdf\"; filename*=UTF-8''relat%C3%B3rio%201.pdf"
            ])
        let names = [
            "passaporte.hta", "relatório.pdf", "LIA.PDF", "foto.jpeg", "", ".hta", "v 1.2", "fim.",
            "a.pdf.exe", "جواز",
        ]
        #expect(
            names.map(FileKind.pdf.named) == [
                "passaporte.pdf", "relatório.pdf", "LIA.PDF", "foto.pdf", "file.pdf", "file.pdf",
                "v 1.2.pdf", "fim.pdf", "a.pdf.pdf", "جواز.pdf",
            ])
        #expect(FileKind.jpeg.named("foto.jpeg") == "foto.jpeg")
        #expect(FileKind.png.named("foto.jpg") == "foto.png")
    }

    @Test func `cookies are for this site alone and no script reads them`() async throws {
        let jetty = try site()
        let cookie = try #require(
            try await jetty.get("/page?lang=en").all("set-cookie").first { $0.hasPrefix("visit=") })
        #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
        #expect(!cookie.contains("Secure") && !cookie.contains("Domain"))
        #expect(try await jetty.get("/page", [("cookie", "cais=Ana")]).all("set-cookie").isEmpty)
    }

    @Test func `behind the proxy cookies are secure and bound to the host`() async throws {
        let jetty = try Jetty(behindProxy: true)
        let cookies = try await jetty.get("/page?lang=en").all("set-cookie")
        #expect(cookies.count == 2)
        #expect(
            cookies.allSatisfy {
                $0.contains("; Secure") && $0.contains("HttpOnly") && $0.contains("SameSite=Lax")
            })
        #expect(cookies.contains { $0.hasPrefix("__Host-visit=") })
        #expect(
            try await jetty.get("/mine", [("cookie", "cais=Ana")]).status == 303,
            "the plain name counts for nothing")
        #expect(try await jetty.get("/mine", [("cookie", "__Host-cais=Ana")]).status == 200)
    }
}
