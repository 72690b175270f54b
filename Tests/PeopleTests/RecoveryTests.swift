import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// The way back into an account: through a checked channel, or through a desk.
struct RecoveryTests {
    /// Ana with two addresses, the first of them checked.
    private func house(_ engine: Engine) async throws -> (House, PersonID, Channel) {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        let channels = try await house.database.write { db in
            for (kind, address) in [
                (ChannelKind.email, "ana@example.org"), (.phone, "+351 900 000 001"),
            ] {
                try AddChannel(person: person, kind: kind, address: address, language: "en")
                    .perform(by: .house, at: now, in: db)
            }
            return try Channel.all(of: person, in: db)
        }
        let mail = try #require(channels.first { $0.kind == .email })
        let browser = Browser(house)
        try await browser.signIn("ana")
        let path = "/account/channels/\(mail.id)"
        try await browser.post(path + "/code", from: "/account", [:])
        #expect(browser.location == path + "/confirmation")
        try await house.emptyOutbox()
        let code = try #require(house.codes.last)
        try await browser.post(path + "/confirmation", from: path + "/confirmation", ["code": code])
        #expect(browser.location == "/account")
        try await browser.get("/account")
        #expect(browser.page.contains("Checked"))
        house.clock.pass(seconds: 7_200)
        return (house, person, mail)
    }

    private func recover(
        _ browser: Browser, _ code: String, _ password: String = RecoveryTests.newPassword, login: String = "ana"
    ) async throws {
        try await browser.post(
            "/sign-in/recovery/code", from: "/sign-in/recovery/code",
            ["login": login, "code": code, "new": password])
    }

    private static let newPassword = "another long password"

    @Test(arguments: Engine.underTest)
    func `a code to a checked address gives the account back, once, and ends all sessions`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await house(engine)
        let (old, visitor) = (Browser(house), Browser(house))
        try await old.signIn("ana")
        let before = house.post.sent.count
        try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "Ana"])
        #expect(visitor.location == "/sign-in/recovery/code?sent=1")
        try await house.emptyOutbox()
        let sent = house.post.sent.dropFirst(before)
        #expect(sent.map(\.to) == ["ana@example.org"], "nobody checked the phone")
        let code = try #require(house.codes.last)
        try await recover(visitor, code.lowercased())
        #expect(visitor.status == 303 && visitor.location == "/sign-in")
        try await old.get("/account")
        #expect(old.location?.hasPrefix("/sign-in") == true, "the old session ended")
        try await visitor.signIn("ana", RecoveryTests.newPassword)
        #expect(visitor.status == 303)
        let again = Browser(house)
        try await recover(again, code)
        #expect(again.status == 422, "a code counts once")
        // All addresses are told, the one that nobody checked too.
        try await house.emptyOutbox()
        let told = house.post.sent.filter { $0.text.contains("a new password with a code") }
        #expect(Set(told.map(\.to)) == ["ana@example.org", "+351 900 000 001"])
    }

    @Test(arguments: Engine.underTest)
    func `a code counts once, for its time, for its own account, and five guesses end it`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await house(engine)
        _ = try await house.add("ines")
        let visitor = Browser(house)
        func ask() async throws -> String {
            house.clock.pass(seconds: 3_700)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
            try await house.emptyOutbox()
            return try #require(house.codes.last)
        }
        let late = try await ask()
        house.clock.pass(seconds: AccessCode.channelSecondsMax)
        try await recover(visitor, late)
        #expect(visitor.status == 422)
        let foreign = try await ask()
        try await recover(visitor, foreign, login: "ines")
        #expect(visitor.status == 422 && visitor.page.contains("does not belong to this name"))
        let guessed = try await ask()
        for _ in 0..<AccessCode.triesMax {
            try await recover(visitor, AccessCode.new().text)
            #expect(visitor.status == 422)
        }
        try await recover(visitor, guessed)
        #expect(visitor.status == 422, "the fifth wrong one ended it")
        let good = try await ask()
        try await recover(visitor, good, "short")
        #expect(visitor.status == 422 && visitor.page.contains("#field-new"))
        try await recover(visitor, good)
        #expect(visitor.status == 303)
        try await recover(visitor, good)
        #expect(visitor.status == 422, "it counted once")
    }

    @Test(arguments: Engine.underTest)
    func `a stranger learns from no answer which names exist, and floods nobody`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await house(engine)
        let before = house.post.sent.count
        for login in ["ana", "nobody", "ana", "ana", "ana", "ana"] {
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": login])
            #expect(visitor.status == 303)
            #expect(visitor.location == "/sign-in/recovery/code?sent=1")
            house.clock.pass(seconds: 60)
        }
        try await house.emptyOutbox()
        #expect(house.post.sent.count - before == AccessCode.perHourMax)
    }

    @Test(arguments: Engine.underTest)
    func `nobody who works here gets in so, and no account without a checked address`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let duty = Duty(
            role: .officer, organisation: agency, location: lisbonCentre, purpose: .status)
        _ = try await house.add("bruno", duties: [duty])
        _ = try await house.add("ines")
        let now = house.clock.now
        for login in ["bruno", "ines"] {
            let person = try #require(try await house.account(login)?.person)
            let isChecked = login == "bruno"
            try await house.database.write { db in
                try AddChannel.insert(
                    .email, "\(login)@example.org", of: person, "en",
                    verified: isChecked ? now : nil, at: now, in: db)
            }
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": login])
        }
        try await house.emptyOutbox()
        #expect(house.post.sent.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `an officer gives a code on paper: it takes the lost code app away, and all channels are told`(
        engine: Engine
    ) async throws {
        let (house, person, _) = try await house(engine)
        let owner = Browser(house)
        try await owner.signIn("ana")
        _ = try await house.enrol(owner)
        let code = AccessCode.new()
        let now = house.clock.now
        let action = GiveDeskCode(person: person, shown: "Passaporte, visto", code: code)
        try await house.database.write { db in
            try action.perform(by: bruno, mayServe: true, at: now, in: db)
        }
        try await house.emptyOutbox()
        let told = house.post.sent.filter { $0.text.contains("At a desk somebody showed") }
        #expect(Set(told.map(\.to)) == ["ana@example.org", "+351 900 000 001"])
        #expect(!house.post.sent.contains { $0.text.contains(code.text) })
        house.clock.pass(seconds: AccessCode.deskSecondsMax - 60)
        let visitor = Browser(house)
        try await recover(visitor, code.text)
        #expect(visitor.status == 303)
        try await visitor.signIn("ana", RecoveryTests.newPassword)
        #expect(visitor.location == "/door", "without the app that was lost")
        let account = try #require(try await house.account("ana"))
        let lines = try await house.database.read { db in try db.journal(of: account.subject) }
        let given = try #require(lines.first { $0.kind == "account.recovery-given" })
        #expect(given.actor == bruno.account && given.fields["shown"] == "Passaporte, visto")
        #expect(lines.contains { $0.kind == "account.recovered" && $0.fields["way"] == "desk" })
    }

    @Test(arguments: Engine.underTest)
    func `a desk gives no code to whom it does not work for, nor for oneself, nor for a colleague`(
        engine: Engine
    ) async throws {
        let (house, person, _) = try await house(engine)
        let now = house.clock.now
        func give(
            _ person: PersonID, by who: Principal, mayServe: Bool = true, shown: String = "Título"
        ) async throws {
            let action = GiveDeskCode(person: person, shown: shown, code: AccessCode.new())
            try await house.database.write { db in
                try action.perform(by: who, mayServe: mayServe, at: now, in: db)
            }
        }
        await #expect(throws: Refused.notFound) {
            try await give(person, by: bruno, mayServe: false)
        }
        let herself = Principal(
            account: AccountID(77), person: person, name: "Ana", duties: bruno.duties)
        await #expect(throws: Refused.notFound) { try await give(person, by: herself) }
        await #expect(throws: Refused.self) { try await give(person, by: bruno, shown: "") }
        let duty = Duty(
            role: .officer, organisation: agency, location: lisbonCentre, purpose: .status)
        _ = try await house.add("beto", duties: [duty])
        let colleague = try #require(try await house.account("beto")?.person)
        await #expect(throws: Refused.notFound) { try await give(colleague, by: bruno) }
        let count = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM access_code WHERE way = 'desk'")
        }
        #expect(count == 0)
        // Without the joint to the files nobody works for anybody.
        let officer = Browser(house)
        try await officer.signIn("beto")
        try await officer.get("/desk/access/\(Reference.new("RF"))")
        #expect(officer.status == 404)
    }

    @Test(arguments: Engine.underTest)
    func `nobody checks an address of another, and a wrong code checks none`(
        engine: Engine
    ) async throws {
        let (house, person, mail) = try await house(engine)
        _ = try await house.add("ines")
        let phone = try #require(
            try await house.database.read { db in try Channel.all(of: person, in: db) }
                .first { $0.kind == .phone })
        let stranger = Browser(house)
        try await stranger.signIn("ines")
        for channel in [phone, mail] {
            try await stranger.post(
                "/account/channels/\(channel.id)/code", from: "/account", [:])
            #expect(stranger.status == 404)
        }
        let owner = Browser(house)
        try await owner.signIn("ana")
        let path = "/account/channels/\(phone.id)"
        try await owner.post(path + "/code", from: "/account", [:])
        try await owner.post(
            path + "/confirmation", from: path + "/confirmation",
            ["code": AccessCode.new().text])
        #expect(owner.status == 422)
        let still = try await house.database.read { db in try Channel.find(phone.id, in: db) }
        #expect(still?.isVerified == false)
        try await owner.post("/account/channels/\(mail.id)/code", from: "/account", [:])
        #expect(owner.status == 409, "it was checked already")
    }

    @Test func `a code is read however it is written, and nothing else is one`() {
        let code = AccessCode.new()
        #expect(AccessCode.read(code.text.lowercased().replacing("-", with: " ")) == code)
        #expect(AccessCode.read(Reference.new("RF").text) == nil)
        #expect(AccessCode.read("123456") == nil)
    }
}

extension House {
    /// The codes that went out, in order.
    fileprivate var codes: [String] {
        post.sent.compactMap { delivery in
            delivery.text.firstMatch(of: #/RC-\w{4}-\w{4}-\w/#).map { String($0.output) }
        }
    }
}
