import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

struct ProviderTests {
    /// Leaves for the provider and comes back with the token that `change` makes of a good one.
    private func signIn(
        _ engine: Engine, _ fake: FakeProvider = FakeProvider(), to house: House? = nil
    ) async throws -> (Browser, House) {
        let house = try await given(house, engine, fake)
        let browser = Browser(house)
        try await browser.get("/sign-in/provider?next=/messages")
        #expect(browser.status == 303)
        let state = fake.leave(try #require(browser.location))
        try await browser.get("/sign-in/provider/return?code=good&state=\(state)")
        return (browser, house)
    }

    private func given(
        _ house: House?, _ engine: Engine, _ fake: FakeProvider
    ) async throws -> House {
        if let house { return house }
        return try await House(engine, oidc: fake.settings) { try await fake.fetch($0) }
    }

    @Test(arguments: Engine.underTest)
    func `a person comes in through the provider and is the same one the next time`(
        engine: Engine
    ) async throws {
        let fake = FakeProvider()
        let (browser, house) = try await signIn(engine, fake)
        #expect(browser.status == 303, "\(browser.page)")
        #expect(browser.location == "/messages")
        let (again, _) = try await signIn(engine, fake, to: house)
        #expect(again.status == 303)
        let users = try await house.people.users()
        #expect(users.map(\.name) == ["Ana of Example"])
        #expect(users.allSatisfy { $0.isPerson && $0.duties.isEmpty })
    }

    @Test(arguments: Engine.underTest)
    func `a provider opens no account that was closed`(engine: Engine) async throws {
        let fake = FakeProvider()
        let (_, house) = try await signIn(engine, fake)
        try await house.database.write { db in
            try db.run("UPDATE account SET closed = \(noon) WHERE id > 0")
        }
        let (browser, _) = try await signIn(engine, fake, to: house)
        #expect(browser.status == 403)
        let open = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM session")
        }
        #expect(open == 1)
    }

    @Test(arguments: Engine.underTest)
    func `an RSA signature is taken as well`(engine: Engine) async throws {
        let (browser, _) = try await signIn(engine, try FakeProvider(rsa: true))
        #expect(browser.status == 303, "\(browser.page)")
    }

    @Test(arguments: Forgery.allCases)
    func `a token that is not right opens nothing`(forgery: Forgery) async throws {
        let fake = FakeProvider()
        fake.forge(forgery)
        let (browser, house) = try await signIn(.sqlite, fake)
        #expect(browser.status == 422)
        #expect(
            browser.page.contains("<code>\(forgery.refusal.rawValue)</code>"), "\(browser.page)")
        #expect(browser.cookies["cais"] == nil)
        #expect(try await house.people.users().isEmpty)
    }

    @Test func `a code brought by another browser is not taken, nor one brought twice`()
        async throws
    {
        let fake = FakeProvider()
        let house = try await House(.sqlite, oidc: fake.settings) { try await fake.fetch($0) }
        let (mine, other) = (Browser(house), Browser(house))
        try await mine.get("/sign-in/provider")
        let state = fake.leave(try #require(mine.location))
        try await other.get("/sign-in/provider/return?code=good&state=\(state)")
        #expect(other.page.contains("unknownState"))
        try await mine.get("/sign-in/provider/return?code=good&state=\(state)")
        #expect(mine.status == 303)
        // Even a browser that kept what it was told to forget brings the state only once.
        mine.keep("cais-provider=\(state)")
        try await mine.get("/sign-in/provider/return?code=good&state=\(state)")
        #expect(mine.status == 422)
    }

    /// The fake provider's token is of the beginning: after five minutes it is too old by itself.
    @Test(
        arguments: [(200, nil), (600, "expired"), (601, "unknownState")] as [(Int64, String?)])
    func `a sign-in may come back for ten minutes, and is unknown afterwards`(
        seconds: Int64, refusal: String?
    ) async throws {
        let fake = FakeProvider()
        let house = try await House(.sqlite, oidc: fake.settings) { try await fake.fetch($0) }
        let browser = Browser(house)
        try await browser.get("/sign-in/provider")
        let state = fake.leave(try #require(browser.location))
        house.clock.pass(seconds: seconds)
        try await browser.get("/sign-in/provider/return?code=good&state=\(state)")
        #expect(browser.status == (refusal == nil ? 303 : 422), "\(browser.page)")
        if let refusal { #expect(browser.page.contains("<code>\(refusal)</code>")) }
    }

    @Test func `a provider that names another issuer is not used`() async throws {
        let fake = FakeProvider()
        let issuer = "https://id.example.org/other"
        let settings = OIDCSettings(
            issuer: issuer, clientID: "cais", clientSecret: nil, name: "Example")
        let house = try await House(.sqlite, oidc: settings) { try await fake.fetch($0) }
        let browser = Browser(house)
        try await browser.get("/sign-in/provider")
        #expect(browser.status == 422)
        #expect(browser.page.contains("unreachable"))
    }

    @Test(arguments: [
        ("https://id.example.org/token", true), ("http://localhost:9400/token", true),
        ("http://id.example.org/token", false), ("http://localhost.example.org/token", false),
        ("file:///etc/passwd", false),
    ])
    func `a provider is spoken to over TLS, or on this machine`(address: String, isSafe: Bool) {
        #expect(isSafeAddress(address) == isSafe)
    }
}
