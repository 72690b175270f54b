import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

struct SignInTests {
    @Test(arguments: Engine.underTest)
    func `the right password opens the account and leads on`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let browser = Browser(house)
        try await browser.post(
            "/sign-in", from: "/sign-in",
            ["login": "Ana", "password": goodPassword, "next": "/messages"])
        #expect(browser.status == 303)
        #expect(browser.location == "/messages")
        try await browser.get("/account")
        #expect(browser.status == 200)
        #expect(browser.page.contains("Ana"))
    }

    @Test(arguments: Engine.underTest)
    func `a session whose time ran out long ago is forgotten, a young one opens the account`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (old, young) = (Browser(house), Browser(house))
        try await old.signIn("ana")
        house.clock.pass(seconds: 40 * 86_400)
        try await young.signIn("ana")
        let before = house.clock.now.adding(seconds: -30 * 86_400)
        let people = house.people
        let went = try await house.database.write { db in
            try people.purgeSessions(before: before, limit: 10, in: db)
        }
        let left = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM session")
        }
        #expect(went == 1)
        #expect(left == 1)
        try await young.get("/account")
        #expect(young.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `a wrong password and an unknown name get the same answer`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (known, unknown) = (Browser(house), Browser(house))
        try await known.signIn("ana", "not this one at all")
        try await unknown.signIn("ines", "not this one at all")
        for browser in [known, unknown] {
            #expect(browser.status == 422)
            #expect(browser.page.contains("do not belong together"))
            #expect(browser.cookies["cais"] == nil)
        }
        try await known.get("/account")
        #expect(known.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `after five wrong attempts even the right password waits, whether or not the name exists`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        for login in ["ana", "nobody"] {
            let browser = Browser(house)
            try await browser.guess(login)
            try await browser.signIn(login)
            #expect(browser.status == 422)
            #expect(browser.page.contains("Wait 1 minute"))
        }
        house.clock.pass(seconds: 61)
        let browser = Browser(house)
        try await browser.signIn("ana")
        #expect(browser.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `the eleventh attempt in a minute is not even looked at`(engine: Engine) async throws {
        let house = try await House(engine)
        let browser = Browser(house)
        for _ in 0..<11 { try await browser.signIn("nobody", "not this one at all") }
        let failed = try await house.database.read { db in
            try db.value("SELECT failed FROM sign_in_failure", as: Int.self)
        }
        // While locked, attempts are not counted either: five, and no more.
        #expect(failed == 5)
        #expect(browser.page.contains("Too many attempts"))
    }

    @Test(arguments: Engine.underTest)
    func `the store never holds a token with which one could sign in`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let browser = Browser(house)
        try await browser.signIn("ana")
        let token = try #require(browser.cookies["cais"])
        #expect(token.utf8.count >= 43)
        let stored: [UInt8] = try #require(
            try await house.database.read { db in try db.value("SELECT token_hash FROM session") })
        #expect(stored != Array(token.utf8))
        #expect(stored == house.database.keys.lookup(token, use: "session"))
        #expect(
            stored != (try Keys(Keys.random(), compartment: .general)).lookup(token, use: "session")
        )
    }

    @Test(arguments: Engine.underTest)
    func `signing in again ends the session that the browser had`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let browser = Browser(house)
        try await browser.signIn("ana")
        let first = try #require(browser.cookies["cais"])
        let csrfPage = Browser(house)
        try await csrfPage.signIn("ana")
        #expect(try await house.people.authenticate(first, house.clock.now) != nil)
        let account = try #require(try await house.account("ana"))
        let action = OpenSession(
            account: account, token: randomToken(), former: first, device: "", stage: .open)
        try await house.database.write { db in try action.perform(at: house.clock.now, in: db) }
        #expect(try await house.people.authenticate(first, house.clock.now) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `signing out ends the session on the server`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let browser = Browser(house)
        try await browser.signIn("ana")
        let token = try #require(browser.cookies["cais"])
        try await browser.post("/sign-out", from: "/account", [:])
        #expect(browser.status == 303)
        #expect(browser.cookies["cais"] == nil)
        #expect(try await house.people.authenticate(token, house.clock.now) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a session ends by idling, at a desk sooner than at home, and after twelve hours`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        _ = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        var tokens: [String] = []
        for login in ["ana", "bruno"] {
            let browser = Browser(house)
            try await browser.signIn(login)
            tokens.append(try #require(browser.cookies["cais"]))
        }
        house.clock.pass(seconds: 31 * 60)
        #expect(try await house.people.authenticate(tokens[0], house.clock.now) != nil)
        #expect(try await house.people.authenticate(tokens[1], house.clock.now) == nil)
        for _ in 0..<7 {
            house.clock.pass(seconds: 100 * 60)
            _ = try await house.people.authenticate(tokens[0], house.clock.now)
        }
        #expect(try await house.people.authenticate(tokens[0], house.clock.now) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `duties make the principal, and count from the next page on`(engine: Engine) async throws {
        let house = try await House(engine)
        let id = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        let browser = Browser(house)
        try await browser.signIn("bruno")
        let token = try #require(browser.cookies["cais"])
        let first = try #require(try await house.people.authenticate(token, house.clock.now))
            .principal
        #expect(first == Principal(account: id, person: nil, name: "Bruno", duties: bruno.duties))
        #expect(!first.has(.person))
        let duty = Duty(role: .analyst, organisation: agency, location: nil, purpose: .statistics)
        try await house.people.giveDuty(duty, to: "bruno")
        try await house.people.takeDuty(bruno.duties[0], from: "bruno")
        let second = try #require(try await house.people.authenticate(token, house.clock.now))
            .principal
        #expect(second.duties == [duty])
    }

    @Test(arguments: Engine.underTest)
    func `the invented accounts are made once, and each signs in`(engine: Engine) async throws {
        let house = try await House(engine)
        #expect(try await !house.people.hasDemo())
        _ = try await house.people.loadDemo { $0 == "bruno" ? lisbonCentre : nil }
        let people = try await house.people.loadDemo { _ in nil }
        #expect(people.count == 17)
        #expect(people["bruno"]?.duties.first?.location == lisbonCentre)
        #expect(people["ana"]?.person != nil)
        let browser = Browser(house)
        try await browser.get("/sign-in")
        #expect(browser.page.contains(People.demoPassword))
        // The list is closed and stands below the form.
        let parts = browser.page.split(separator: "<details><summary>Show the 17 accounts")
        #expect(parts.count == 2)
        #expect(parts.first?.contains("name=\"password\"") == true)
        #expect(parts.first?.contains("jorge") == false)
        try await browser.signIn("jorge", People.demoPassword)
        #expect(browser.status == 303)
    }
}
