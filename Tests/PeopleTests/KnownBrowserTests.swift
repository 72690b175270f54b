import Kernel
import Storage
import TestSupport
import Testing

@testable import People

struct KnownBrowserTests {
    @Test(arguments: Engine.underTest)
    func `a stranger who guesses does not lock out the browser that the owner used before`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let own = Browser(house)
        try await own.signIn("ana")
        try await own.signOut()
        let stranger = Browser(house)
        try await stranger.guess("ana")
        try await stranger.signIn("ana")
        #expect(stranger.page.contains("Wait 1 minute"))
        try await own.signIn("ana")
        #expect(own.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `a known browser that guesses waits like any other, and the owner elsewhere does not`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let stolen = Browser(house)
        try await stolen.signIn("ana")
        try await stolen.signOut()
        try await stolen.guess("ana")
        try await stolen.signIn("ana")
        #expect(stolen.status == 422)
        #expect(stolen.page.contains("Wait 1 minute"))
        let other = Browser(house)
        try await other.signIn("ana")
        #expect(other.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `one's own proof, or a forged one, opens no way round another's lock`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        for login in ["ana", "rui"] { _ = try await house.add(login) }
        let rui = Browser(house)
        try await rui.signIn("rui")
        try await rui.signOut()
        // Somebody else did the guessing: whoever is taken for a known browser has a count of their own.
        try await Browser(house).guess("ana")
        let forged = Browser(house)
        forged.keep("cais-known=" + randomToken() + "." + randomToken())
        for browser in [rui, forged] {
            try await browser.signIn("ana")
            #expect(browser.page.contains("Wait 1 minute"))
        }
    }

    @Test func `a proof holds for its login and its house alone`() throws {
        let (ana, rui) = (try #require(Login("ana")), try #require(Login("rui")))
        let keys = try Keys(Keys.random(), compartment: .general)
        let others = try Keys(Keys.random(), compartment: .general)
        let browser = KnownBrowser(opened: ana)
        let cookie = browser.cookie(keys)
        #expect(KnownBrowser(cookie, of: ana, keys: keys) == browser)
        #expect(KnownBrowser(cookie, of: rui, keys: keys) == nil)
        #expect(KnownBrowser(cookie, of: ana, keys: others) == nil)
        for odd in ["", ".", "a.b.c", cookie + "A", String(cookie.dropLast())] {
            #expect(KnownBrowser(odd, of: ana, keys: keys) == nil)
        }
    }

    @Test(arguments: Engine.underTest)
    func `the count of strangers does not stop the owner at the code either`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let own = Browser(house)
        try await own.signIn("ana")
        let secret = try await house.enrol(own)
        try await own.signOut()
        house.clock.pass(seconds: 30)
        let stranger = Browser(house)
        try await stranger.guess("ana")
        try await own.signIn("ana")
        #expect(own.location?.hasPrefix("/sign-in/code") == true)
        try await own.post("/sign-in/code", from: "/sign-in/code", ["code": house.code(secret)])
        #expect(own.status == 303)
    }
}
