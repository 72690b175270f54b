import Kernel
import TestSupport
import Testing

@testable import Web

/// A form counts only from the visit or session that it was shown to.
struct FormGuardTests {
    @Test func `a form with the guard of its own visit is taken`() async throws {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let answer = try await jetty.send(
            "/form", [("csrf", csrf), ("name", "Ana & Rui")], cookie: cookie)
        #expect(answer.status == 200)
        #expect(answer.text == "name=Ana & Rui")
    }

    @Test func `without a guard, with a made-up one or with another visit's the form is refused`()
        async throws
    {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let (_, foreign) = try await jetty.visit()
        #expect(csrf != foreign)
        let short = String(csrf.dropLast())
        for guess in [
            [], [("csrf", "")], [("csrf", foreign)], [("csrf", short)], [("csrf", csrf + "=")],
        ] {
            let answer = try await jetty.send("/form", guess + [("name", "Ana")], cookie: cookie)
            #expect(answer.status == 403)
            #expect(!answer.text.contains("name=Ana"))
        }
        #expect(try await jetty.send("/form", [("csrf", csrf)], cookie: "").status == 403)
    }

    @Test func `the guard of a visit is worth nothing once somebody is signed in, nor another's`()
        async throws
    {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let signedIn = cookie + "; cais=Ana"
        #expect(try await jetty.send("/form", [("csrf", csrf)], cookie: signedIn).status == 403)
        let own = try #require(
            try await jetty.get("/page", [("cookie", "cais=Ana")]).hidden("csrf"))
        #expect(try await jetty.send("/form", [("csrf", own)], cookie: signedIn).status == 200)
        #expect(try await jetty.send("/form", [("csrf", own)], cookie: "cais=Yusuf").status == 403)
    }

    @Test(arguments: ["cross-site", "same-site", "anything"])
    func `a browser that says the form came from elsewhere is refused`(origin: String) async throws
    {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let answer = try await jetty.send(
            "/form", [("csrf", csrf)], cookie: cookie, [("sec-fetch-site", origin)])
        #expect(answer.status == 403)
    }

    @Test(arguments: ["same-origin", "none"])
    func `a form of this site, or typed by hand, is taken`(origin: String) async throws {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let answer = try await jetty.send(
            "/form", [("csrf", csrf)], cookie: cookie, [("sec-fetch-site", origin)])
        #expect(answer.status == 200)
    }

    @Test func `a visit's cookie that names a session gets no guard of that session`() async throws
    {
        let jetty = try Jetty()
        let page = try await jetty.get("/page", [("cookie", "visit=session-Ana")])
        let taken = page.hidden("csrf") ?? ""
        #expect(!taken.isEmpty)
        let answer = try await jetty.send("/form", [("csrf", taken)], cookie: "cais=Ana")
        #expect(answer.status == 403)
        let own = try await jetty.get("/page", [("cookie", "cais=Ana")]).hidden("csrf") ?? ""
        #expect(try await jetty.send("/form", [("csrf", own)], cookie: "cais=Ana").status == 200)
    }

    @Test func `the answer to a form stays on no disk, and a path names no other host`()
        async throws
    {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        let answer = try await jetty.send("/form", [("csrf", csrf)], cookie: cookie)
        #expect(answer.status == 200 && answer.header("cache-control") == "no-store")
        #expect(ownPath("//evil.example/x") == "/evil.example/x")
        #expect(ownPath("/\\evil.example") == "/evil.example")
        #expect(ownPath("/still") == "/still")
    }

    @Test func `an upload needs the guard too`() async throws {
        let jetty = try Jetty()
        let (cookie, csrf) = try await jetty.visit()
        func body(_ token: String) -> [UInt8] {
            Array(
                "--b\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n--b--\r\n"
                    .utf8)
        }
        let headers = [("content-type", "multipart/form-data; boundary=b"), ("cookie", cookie)]
        #expect(try await jetty.ask("POST", "/upload", headers, body: body(csrf)).status == 200)
        #expect(try await jetty.ask("POST", "/upload", headers, body: body("x")).status == 403)
    }

    @Test func `a program's JSON with a session's cookie from another site is refused`()
        async throws
    {
        let jetty = try Jetty()
        let headers = [("content-type", "application/json"), ("cookie", "cais=Ana")]
        let foreign = headers + [("sec-fetch-site", "cross-site")]
        #expect(
            try await jetty.ask("POST", "/program", headers, body: Array("{}".utf8)).status == 200)
        #expect(
            try await jetty.ask("POST", "/program", foreign, body: Array("{}".utf8)).status == 403)
    }
}
