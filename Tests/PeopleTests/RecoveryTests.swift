import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// The way back into an account: through a checked channel, or through a desk.
struct RecoveryTests {
    @Test(arguments: Engine.underTest)
    func `a code to a checked address gives the account back, once, and ends all sessions`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await checkedHouse(engine)
        let (old, visitor) = (Browser(house), Browser(house))
        try await old.signIn("ana")
        let before = house.post.sent.count
        try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "Ana"])
        #expect(visitor.location == "/sign-in/recovery/code?sent=1")
        try await house.answerRecovery()
        let sent = house.post.sent.dropFirst(before)
        #expect(sent.map(\.to) == ["ana@example.org"], "nobody checked the phone")
        let code = try #require(house.codes.last)
        try await visitor.recover(code.lowercased())
        #expect(visitor.status == 303 && visitor.location == "/sign-in")
        try await old.get("/account")
        #expect(old.location?.hasPrefix("/sign-in") == true, "the old session ended")
        try await visitor.signIn("ana", newPassword)
        #expect(visitor.status == 303)
        let again = Browser(house)
        try await again.recover(code)
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
        let (house, _, _) = try await checkedHouse(engine)
        _ = try await house.add("ines")
        let visitor = Browser(house)
        func ask() async throws -> String {
            house.clock.pass(seconds: 3_700)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
            try await house.answerRecovery()
            return try #require(house.codes.last)
        }
        let late = try await ask()
        house.clock.pass(seconds: AccessCode.channelSecondsMax)
        try await visitor.recover(late)
        #expect(visitor.status == 422)
        let foreign = try await ask()
        try await visitor.recover(foreign, login: "ines")
        #expect(visitor.status == 422 && visitor.page.contains("does not belong to this name"))
        let guessed = try await ask()
        for _ in 0..<AccessCode.triesMax {
            try await visitor.recover(AccessCode.new().text)
            #expect(visitor.status == 422)
        }
        try await visitor.recover(guessed)
        #expect(visitor.status == 422, "this line had its five")
        let good = try await ask()
        try await visitor.recover(good, "short")
        #expect(visitor.status == 422 && visitor.page.contains("#field-new"))
        try await visitor.recover(good)
        #expect(visitor.status == 303)
        try await visitor.recover(good)
        #expect(visitor.status == 422, "it counted once")
    }

    @Test(arguments: Engine.underTest)
    func `a stranger learns from no answer which names exist, and floods nobody`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await checkedHouse(engine)
        let before = house.post.sent.count
        for login in ["ana", "nobody", "ana", "ana", "ana", "ana"] {
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": login])
            #expect(visitor.status == 303)
            #expect(visitor.location == "/sign-in/recovery/code?sent=1")
            house.clock.pass(seconds: 60)
        }
        try await house.answerRecovery()
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
        house.clock.pass(seconds: AccessCode.restSeconds)
        for login in ["bruno", "ines"] {
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": login])
        }
        try await house.answerRecovery()
        #expect(house.post.sent.isEmpty)
    }

    @Test func `a code is read however it is written, and nothing else is one`() {
        let code = AccessCode.new()
        #expect(AccessCode.read(code.text.lowercased().replacing("-", with: " ")) == code)
        #expect(AccessCode.read(Reference.new("RF").text) == nil)
        #expect(AccessCode.read("123456") == nil)
    }
}
