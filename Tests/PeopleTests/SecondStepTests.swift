import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

struct SecondStepTests {
    @Test(arguments: Engine.underTest)
    func `with a code app the password alone opens nothing`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let first = Browser(house)
        try await first.signIn("ana")
        let secret = try await house.enrol(first)
        house.clock.pass(seconds: 30)

        let browser = Browser(house)
        try await browser.signIn("ana")
        #expect(browser.location?.hasPrefix("/sign-in/code") == true)
        #expect(browser.cookies["cais"] == nil)
        let step = try #require(browser.cookies["cais-step"])
        #expect(try await house.people.authenticate(step, house.clock.now) == nil)
        try await browser.post(
            "/sign-in/code", from: "/sign-in/code", ["code": house.code(secret)])
        #expect(browser.status == 303)
        try await browser.get("/account")
        #expect(browser.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `a code that was used opens nothing a second time`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let first = Browser(house)
        try await first.signIn("ana")
        let secret = try await house.enrol(first)
        // The code that confirmed the app is used up as well.
        let browser = Browser(house)
        try await browser.signIn("ana")
        try await browser.post(
            "/sign-in/code", from: "/sign-in/code", ["code": house.code(secret)])
        #expect(browser.status == 422)
        #expect(browser.cookies["cais"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a code may follow its password for five minutes, and then opens nothing`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let first = Browser(house)
        try await first.signIn("ana")
        let secret = try await house.enrol(first)
        let wait = SessionRule.codeSecondsMax
        for (seconds, isLetIn) in [(wait, false), (wait - 1, true)] {
            house.clock.pass(seconds: 60)
            let browser = Browser(house)
            try await browser.signIn("ana")
            house.clock.pass(seconds: seconds)
            try await browser.post(
                "/sign-in/code", from: "/sign-in/code", ["code": house.code(secret)])
            #expect(browser.status == 303)
            #expect((browser.cookies["cais"] != nil) == isLetIn, "after \(seconds) seconds")
        }
    }

    @Test(arguments: Engine.underTest)
    func `wrong codes lock the login, and a right password does not start the count again`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let first = Browser(house)
        try await first.signIn("ana")
        let secret = try await house.enrol(first)
        house.clock.pass(seconds: 600)
        for round in 0..<5 {
            let browser = Browser(house)
            try await browser.signIn("ana")
            #expect(browser.status == 303, "round \(round)")
            try await browser.post("/sign-in/code", from: "/sign-in/code", ["code": "000000"])
            #expect(browser.status == 422)
        }
        let browser = Browser(house)
        try await browser.signIn("ana")
        #expect(browser.page.contains("Too many attempts"))
        _ = secret
    }

    @Test(arguments: Engine.underTest)
    func `the secret stands sealed in the store`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let browser = Browser(house)
        try await browser.signIn("ana")
        let secret = try await house.enrol(browser)
        let stored: [UInt8] = try #require(
            try await house.database.read { db in try db.value("SELECT totp_secret FROM account") })
        #expect(stored != secret)
        #expect(stored.count > secret.count)
    }
}
