import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// A code on paper from a desk, and addresses that somebody checks.
struct DeskCodeTests {
    @Test(arguments: Engine.underTest)
    func
        `an officer gives a code on paper: it takes the lost code app away, and all channels are told`(
            engine: Engine
        ) async throws
    {
        let (house, person, _) = try await checkedHouse(engine)
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
        try await visitor.recover(code.text)
        #expect(visitor.status == 303)
        try await visitor.signIn("ana", newPassword)
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
        let (house, person, _) = try await checkedHouse(engine)
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
        let (house, person, mail) = try await checkedHouse(engine)
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
}
