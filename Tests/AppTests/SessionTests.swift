import Kernel
import Storage
import Testing
import Web

@testable import App

/// A session begins anew at each sign-in and ends in the house, not in the browser.
struct SessionTests {
    private func ana() async throws -> (House, Browser) {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        let browser = Browser(try await house.site())
        try await browser.signIn("ana")
        return (house, browser)
    }

    @Test func `signing in again gives another cookie and the one before is refused`() async throws
    {
        let (house, browser) = try await ana()
        defer { house.compartments.close() }
        let first = try #require(browser.cookies["cais"])
        let csrf = try await browser.csrf()
        let answer = try await browser.post(
            "/sign-in", ["login": "ana", "password": "cais-demo-2026"], csrf: csrf)
        #expect(answer.status == 303)
        let second = try #require(browser.cookies["cais"])
        #expect(first != second)
        #expect(try await browser.get("/messages").status == 200)
        browser.cookies["cais"] = first
        #expect(
            try await browser.get("/messages").header("location") == "/sign-in?next=%2Fmessages")
    }

    @Test func `signing out ends the session in the house, whoever kept the cookie`() async throws {
        let (house, browser) = try await ana()
        defer { house.compartments.close() }
        let kept = try #require(browser.cookies["cais"])
        let answer = try await browser.post("/sign-out", csrf: try await browser.csrf())
        #expect(answer.status == 303)
        #expect(browser.cookies["cais"] == nil)
        let thief = Browser(browser.site)
        thief.cookies["cais"] = kept
        #expect(try await thief.get("/messages").status == 303)
        #expect(try await thief.get("/account").status == 303)
    }

    @Test func `a cookie that a visitor made up signs nobody in`() async throws {
        let (house, browser) = try await ana()
        defer { house.compartments.close() }
        let thief = Browser(browser.site)
        for token in [
            "", "1", "ana", String(repeating: "a", count: 5_000), "'; DROP TABLE session; --",
        ] {
            thief.cookies["cais"] = token
            #expect(try await thief.get("/messages").status == 303, "\(token.prefix(20))")
        }
    }

    @Test
    func `the cookie before sign-in cannot be planted: its forms are worth nothing afterwards`()
        async throws
    {
        let (house, browser) = try await ana()
        defer { house.compartments.close() }
        let planted = Browser(browser.site)
        let before = try await planted.csrf()
        try await planted.signIn("zita")
        let answer = try await planted.post("/account/password", csrf: before)
        #expect(answer.status == 403)
    }

    @Test func `the token itself stands nowhere in the store`() async throws {
        let (house, browser) = try await ana()
        defer { house.compartments.close() }
        let token = Array(try #require(browser.cookies["cais"]).utf8)
        let hashes = try await house.database.read { db in
            try db.all("SELECT token_hash FROM session").map { row -> [UInt8] in try row[0] }
        }
        #expect(!hashes.isEmpty)
        #expect(!hashes.contains(token))
    }
}
