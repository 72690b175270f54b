import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// A code on paper from a desk, and addresses that somebody checks.
struct DeskCodeTests {
    @Test(arguments: Engine.underTest)
    func `the code of a desk goes to the checked address, takes the lost app away, and tells all`(
        engine: Engine
    ) async throws {
        let (house, person, _) = try await checkedHouse(engine)
        let owner = Browser(house)
        try await owner.signIn("ana")
        _ = try await house.enrol(owner)
        let code = AccessCode.new()
        let now = house.clock.now
        let action = GiveDeskCode(person: person, shown: "Passaporte, visto", code: code)
        let given = try await house.database.write { db in
            try action.perform(by: bruno, mayServe: true, at: now, in: db)
        }
        #expect(given == .sent(to: 1))
        try await house.emptyOutbox()
        let told = house.post.sent.filter { $0.text.contains("somebody showed your document and") }
        #expect(Set(told.map(\.to)) == ["ana@example.org", "+351 900 000 001"])
        let carried = house.post.sent.filter { $0.text.contains(code.text) }
        #expect(carried.map(\.to) == ["ana@example.org"])
        house.clock.pass(seconds: AccessCode.deskSecondsMax - 60)
        let visitor = Browser(house)
        try await visitor.recover(code.text)
        #expect(visitor.status == 303)
        try await visitor.signIn("ana", newPassword)
        #expect(visitor.location == "/door", "without the app that was lost")
        let account = try #require(try await house.account("ana"))
        let lines = try await house.database.read { db in try db.journal(of: account.subject) }
        let line = try #require(lines.first { $0.kind == "account.recovery-given" })
        #expect(line.actor == bruno.account && line.fields["shown"] == "Passaporte, visto")
        #expect(lines.contains { $0.kind == "account.recovered" && $0.fields["way"] == "desk" })
    }

    @Test(arguments: Engine.underTest)
    func `without a checked address a code on paper waits for a second officer and for a day`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let code = AccessCode.new()
        #expect(try await house.give(code, person, by: bruno) == .onPaper)
        let visitor = Browser(house)
        try await visitor.recover(code.text)
        #expect(visitor.status == 422 && visitor.page.contains("still to confirm"))
        await #expect(throws: Refused.self) { try await house.confirm(person, by: bruno) }
        await #expect(throws: Refused.notFound) {
            try await house.confirm(person, by: carla, mayServe: false)
        }
        try await house.confirm(person, by: carla)
        await #expect(throws: Refused.self) { try await house.confirm(person, by: carla) }
        try await visitor.recover(code.text)
        #expect(visitor.status == 422 && visitor.page.contains("This code counts from"))
        // Its owner, who is in, sees it first of all.
        let owner = Browser(house)
        try await owner.signIn("ana")
        try await owner.get("/account")
        #expect(owner.page.contains("A desk gave a code for your account."))
        house.clock.pass(seconds: AccessCode.deskWaitSeconds)
        try await visitor.recover(code.text)
        #expect(visitor.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `its owner stops a code, and for a day after one what is read shows no receipt`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let stopped = AccessCode.new()
        _ = try await house.give(stopped, person, by: bruno)
        try await house.confirm(person, by: carla)
        let owner = Browser(house)
        try await owner.signIn("ana")
        try await owner.post("/account/desk-code/removal", from: "/account", [:])
        house.clock.pass(seconds: AccessCode.deskWaitSeconds)
        let visitor = Browser(house)
        try await visitor.recover(stopped.text)
        #expect(visitor.status == 422)

        let code = AccessCode.new()
        _ = try await house.give(code, person, by: bruno)
        try await house.confirm(person, by: carla)
        house.clock.pass(seconds: AccessCode.deskWaitSeconds)
        try await visitor.recover(code.text)
        try await visitor.signIn("ana", newPassword)
        let (people, now) = (house.people, house.clock.now)
        let message = try await house.database.write { db in
            try people.notify(
                Notice(
                    person: person, subject: "case/1", title: "A letter", body: "Words inside",
                    link: "/x", legalEffect: true, key: "one"), db, now)
            return try db.value("SELECT id FROM message", as: Int64.self) ?? 0
        }
        func isRead() async throws -> Bool {
            try await house.database.read { db in
                try db.count("SELECT COUNT(*) FROM message WHERE read_at IS NOT NULL") > 0
            }
        }
        try await visitor.get("/messages/\(message)")
        #expect(visitor.page.contains("Words inside"))
        #expect(try await !isRead())
        try await visitor.get("/account")
        #expect(visitor.page.contains("does not count as received"))
        house.clock.pass(seconds: AccessCode.deskWaitSeconds)
        try await visitor.signIn("ana", newPassword)
        try await visitor.get("/messages/\(message)")
        #expect(try await isRead())
    }

    @Test(arguments: Engine.underTest)
    func `whoever was given a duty meanwhile is not let in by a code`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let code = AccessCode.new()
        _ = try await house.give(code, person, by: bruno)
        try await house.confirm(person, by: carla)
        house.clock.pass(seconds: AccessCode.deskWaitSeconds)
        let duty = Duty(role: .analyst, organisation: agency, location: nil, purpose: .statistics)
        try await house.people.giveDuty(duty, to: "ana")
        let visitor = Browser(house)
        try await visitor.recover(code.text)
        #expect(visitor.status == 422)
        try await house.people.takeDuty(duty, from: "ana")
        try await visitor.recover(code.text)
        #expect(visitor.status == 303)
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
            _ = try await house.database.write { db in
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
        try await owner.prove()
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

extension House {
    fileprivate func give(
        _ code: Reference, _ person: PersonID, by officer: Principal
    ) async throws -> GiveDeskCode.Given {
        let action = GiveDeskCode(person: person, shown: "Passaporte", code: code)
        let now = clock.now
        return try await database.write { db in
            try action.perform(by: officer, mayServe: true, at: now, in: db)
        }
    }

    fileprivate func confirm(
        _ person: PersonID, by officer: Principal, mayServe: Bool = true
    ) async throws {
        let now = clock.now
        try await database.write { db in
            try ConfirmDeskCode(person: person)
                .perform(by: officer, mayServe: mayServe, at: now, in: db)
        }
    }
}
