import Kernel
import TestSupport
import Testing

@testable import Web

/// Who comes in, how often, and what is told of it.
struct AdmittanceTests {
    @Test func `a visitor is sent to sign in and back, somebody with another task is told so`()
        async throws
    {
        let jetty = try Jetty()
        #expect(try await jetty.get("/desk").header("location") == "/sign-in?next=%2Fdesk")
        #expect(try await jetty.get("/desk", [("cookie", "cais=Ana")]).status == 403)
        #expect(try await jetty.get("/desk", [("cookie", "cais=Bruno")]).status == 200)
        let program = try await jetty.get("/desk", [("accept", "application/json")])
        #expect(program.status == 401)
    }

    @Test func `after the limit comes 429 with the seconds to wait, for that address only`()
        async throws
    {
        let jetty = try Jetty(rate: 5)
        for _ in 0..<5 { #expect(try await jetty.get("/still").status == 200) }
        let refused = try await jetty.get("/still", [("cookie", "lang=en")])
        #expect(refused.status == 429)
        #expect(refused.header("retry-after") == "13")
        #expect(refused.text.contains("Wait 13 seconds"))
        #expect(try await jetty.get("/still", peer: "192.0.2.8").status == 200)
    }

    @Test func `the bucket fills again evenly`() {
        let limiter = RateLimiter(perMinute: 60)
        for _ in 0..<60 { #expect(limiter.take("a", at: noon) == .go) }
        #expect(limiter.take("a", at: noon) == .wait(seconds: 2))
        #expect(limiter.take("a", at: noon.adding(seconds: 1)) == .go)
        #expect(limiter.take("a", at: noon.adding(seconds: 1)) != .go)
        #expect(
            limiter.take("a", at: noon.adding(seconds: -3_600)) != .go,
            "a clock set back gives nothing")
        for _ in 0..<60 { #expect(limiter.take("a", at: noon.adding(seconds: 3_600)) == .go) }
        #expect(limiter.take("a", at: noon.adding(seconds: 3_600)) != .go)
    }

    @Test func `a flood does not reach whoever asks the store who somebody is`() async throws {
        let jetty = try Jetty(rate: 1)
        _ = try await jetty.get("/still")
        let refused = try await jetty.get("/mine", [("cookie", "cais=Ana")])
        #expect(refused.status == 429)
        #expect(!refused.text.contains("Ana"))
        #expect(refused.header("cache-control") == "no-cache", "nobody was looked up")
    }

    @Test
    func `the proxy's word for an address counts only behind the proxy, and only its last one`()
        async throws
    {
        let claim = [("x-forwarded-for", "198.51.100.1, 203.0.113.9")]
        let open = try Jetty()
        #expect(try await open.get("/things/x", claim).text == "x from 192.0.2.7")
        let behind = try Jetty(behindProxy: true)
        #expect(try await behind.get("/things/x", claim).text == "x from 203.0.113.9")
        let twice = [("x-forwarded-for", "127.0.0.1"), ("x-forwarded-for", "203.0.113.9")]
        #expect(try await behind.get("/things/x", twice).text == "x from 203.0.113.9")
        #expect(try await behind.get("/things/x").text == "x from 192.0.2.7")
    }

    @Test func `metrics are for this machine only, and never through the proxy`() async throws {
        for behindProxy in [false, true] {
            let jetty = try Jetty(behindProxy: behindProxy)
            #expect(try await jetty.get("/metrics", peer: "127.0.0.1").status == 200)
            #expect(try await jetty.get("/metrics", peer: "::1").status == 200)
            #expect(try await jetty.get("/metrics", peer: "192.0.2.7").status == 404)
            let claim = [("x-forwarded-for", "127.0.0.1")]
            #expect(try await jetty.get("/metrics", claim, peer: "127.0.0.1").status == 404)
            #expect(try await jetty.get("/metrics", claim, peer: "192.0.2.7").status == 404)
        }
    }

    @Test func `metrics count by the route's pattern and by status`() async throws {
        let jetty = try Jetty()
        for name in ["RF-1", "RF-2"] { _ = try await jetty.get("/things/\(name)") }
        _ = try await jetty.get("/no-such-door/RF-3")
        let text = try await jetty.get("/metrics", peer: "127.0.0.1").text
        #expect(text.contains("cais_requests_total{route=\"/things/{name}\",status=\"200\"} 2"))
        #expect(text.contains("cais_request_seconds_count{route=\"/things/{name}\"} 2"))
        #expect(!text.contains("RF-"))
    }

    @Test func `a log line names the pattern and never a reference, a query or a person`()
        async throws
    {
        let jetty = try Jetty()
        _ = try await jetty.get("/things/RF-7K3M-9QPT-X?code=SECRET", [("cookie", "cais=Ana")])
        _ = try await jetty.get("/elsewhere/RF-7K3M-9QPT-X?code=SECRET")
        _ = try await jetty.get("/broken?code=SECRET", [("cookie", "cais=Ana")])
        let lines = jetty.log.lines
        #expect(lines.contains { $0.contains("route=/things/{name}") && $0.contains("status=200") })
        #expect(lines.count { $0.contains(" request ") } == 3)
        for line in lines {
            for word in ["RF-7K3M", "SECRET", "Ana", "192.0.2.7", "cais="] {
                #expect(!line.contains(word), "\(line)")
            }
        }
    }

    @Test func `health answers always, readiness only when everything is there`() async throws {
        #expect(try await Jetty(ready: true).get("/ready").status == 200)
        let waiting = try Jetty(ready: false)
        #expect(try await waiting.get("/ready").status == 503)
        #expect(try await waiting.get("/healthz").text == "ok\n")
    }

    @Test func `a method that no door takes is not there`() async throws {
        let jetty = try Jetty()
        for method in ["POST", "PUT", "DELETE", "TRACE", "PATCH"] {
            #expect(try await jetty.ask(method, "/still").status == 404, "\(method)")
        }
    }
}

/// In which language somebody is answered.
struct LanguageChoiceTests {
    private func answered(_ path: String, _ headers: [(String, String)]) async throws -> PlainAnswer
    {
        try await Jetty().get(path, headers)
    }

    @Test(arguments: [
        ("pt-PT,pt;q=0.9", "pt"), ("en-GB,en;q=0.8,pt;q=0.5", "en"), ("de, en;q=0.3", "en"),
        ("de, fr;q=0.9, en;q=0.3", "fr"),
        ("en;q=0.1, pt", "pt"),
    ])
    func `the browser's languages decide in their order`(header: String, code: String) async throws
    {
        #expect(try await answered("/language", [("accept-language", header)]).text == code)
    }

    @Test func `a language that is not there falls back to the house's own`() async throws {
        let own = try await answered("/language", []).text
        #expect(try await answered("/language", [("accept-language", "xx, yy;q=0.5")]).text == own)
        #expect(try await answered("/language?lang=xx", []).text == own)
        #expect(try await answered("/language?lang=../../etc", []).text == own)
    }

    @Test func `what somebody chose stays chosen, before what the browser says`() async throws {
        let browser = ("accept-language", "pt")
        let chosen = try await answered("/language?lang=en", [browser])
        #expect(chosen.text == "en")
        #expect(
            chosen.all("set-cookie").contains {
                $0.hasPrefix("lang=en;") && $0.contains("Max-Age=31536000")
            })
        #expect(try await answered("/language", [browser, ("cookie", "lang=en")]).text == "en")
        #expect(try await answered("/language?lang=pt", [("cookie", "lang=en")]).text == "pt")
        let unknown = try await answered("/language?lang=xx", [])
        #expect(!unknown.all("set-cookie").contains { $0.hasPrefix("lang=") })
    }

    @Test func `a refusal is said in the visitor's language`() async throws {
        let pt = try await answered("/nothing-here", [("accept-language", "pt")])
        let en = try await answered("/nothing-here", [("accept-language", "en")])
        #expect(en.text.contains("This page or file does not exist, or is not yours to see."))
        #expect(pt.status == 404 && !pt.text.contains("does not exist"))
    }
}
