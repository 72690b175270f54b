import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// An account is closed and opened, and what somebody held as a helper ends with the task.
@Suite struct ClosedAccountTests {
    private func messages(_ login: String, _ house: House) async throws -> [String] {
        let person = try #require(try await house.account(login)?.person)
        return try await house.database.read { db in
            try Message.page(1, of: [person], in: db).map(\.title)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a mandate that a helper holds ends with their task, and its giver is told`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        _ = try await house.add("olena")
        let (holder, _) = try await house.mandate(from: "ana", to: "dinis", .file)
        // A friend holds hers for no body: nobody's task ends it.
        let (friend, _) = try await house.mandate(from: "ana", to: "olena", .view)
        let id = try #require(try await house.account("dinis")).id
        let duty = try #require(
            try await house.database.read { db in try GivenDuty.all(of: id, in: db).first })
        let people = house.people
        try await house.database.write { db in
            try TakeDuty(account: id, duty: duty.id, told: people.mandateEnded)
                .perform(by: .house, at: noon, in: db)
        }
        // Without duties, as they sign in from now on.
        let dismissed = Principal(
            account: holder.account, person: nil, name: holder.name, duties: [])
        for who in [holder, dismissed] { #expect(try await house.held(who).isEmpty) }
        #expect(try await house.held(friend) == [.view])
        #expect(try await messages("ana", house) == ["Somebody acts for you no longer"])
        let person = try #require(try await house.account("ana")?.person)
        let kinds = try await house.database.read { db in
            try db.journal(of: "person/\(person)").map(\.kind)
        }
        #expect(kinds.contains("mandate.ended"))
        // Given the task again they hold what people give them anew, and nothing of before.
        try await house.people.giveDuty(duty.duty, to: "dinis")
        #expect(try await house.held(holder).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a task that stands no longer opens nothing, whoever took it away`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (holder, _) = try await house.mandate(from: "ana", to: "dinis", .act)
        #expect(try await house.held(holder) == [.act])
        try await house.database.write { db in
            try db.run("DELETE FROM duty WHERE account = \(holder.account)")
        }
        #expect(try await house.held(holder).isEmpty)
        let (now, person) = (
            house.clock.now, try #require(try await house.account("ana")?.person)
        )
        let (standing, givers) = try await house.database.read { db in
            let givers = Mandate.grantors(to: holder, .act, at: now)
            return (
                try Mandate.standing(of: person, at: now, in: db).count,
                try db.count("SELECT COUNT(*) FROM person WHERE id IN \(givers)")
            )
        }
        #expect(standing == 0 && givers == 0)
    }

    @Test(arguments: Engine.underTest)
    func `nobody signs in with a closed account, and it can be opened again`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        for name in ["ana", "olena"] { _ = try await house.add(name) }
        _ = try await house.add("admin", isPerson: false, duties: luis.duties)
        let (friend, _) = try await house.mandate(from: "ana", to: "olena", .view)
        let (hers, admin) = (Browser(house), Browser(house))
        try await hers.signIn("olena")
        try await admin.signIn("admin")
        let id = try #require(try await house.account("olena")).id
        let page = "/accounts/\(id)"
        try await admin.post(page + "/closure", from: page, [:])
        #expect(admin.status == 303)
        try await admin.get(page)
        #expect(admin.page.contains("closed on 23 November 2026"))
        try await hers.get("/account")
        #expect(hers.status == 303 && hers.location?.hasPrefix("/sign-in") == true)
        try await hers.signIn("olena")
        #expect(hers.status == 422)
        #expect(try await house.held(friend).isEmpty)
        #expect(try await messages("ana", house) == ["Somebody acts for you no longer"])
        await #expect(throws: MandateRefusal.unknownHolder) {
            _ = try await house.mandate(from: "ana", to: "olena", .view)
        }
        try await admin.post(page + "/reopening", from: page, [:])
        try await hers.signIn("olena")
        #expect(hers.status == 303)
        #expect(try await house.held(friend).isEmpty)
        // One's own account stays open: somebody has to be left.
        let own = try #require(try await house.account("admin")).id
        try await admin.post("/accounts/\(own)/closure", from: "/accounts/\(own)", [:])
        #expect(admin.status == 403)
        try await hers.post("/accounts/\(own)/closure", from: "/account", [:])
        #expect(hers.status == 403)
    }

    @Test(arguments: Engine.underTest)
    func `the code after the password opens no account that was closed meanwhile`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let id = try await house.add("ana")
        let hers = Browser(house)
        try await hers.signIn("ana")
        let secret = try await house.enrol(hers)
        try await hers.signOut()
        house.clock.pass(seconds: 60)
        try await hers.signIn("ana")
        #expect(hers.location?.hasPrefix("/sign-in/code") == true)
        try await house.database.write { db in
            try db.run("UPDATE account SET closed = \(noon) WHERE id = \(id)")
        }
        try await hers.post("/sign-in/code", from: "/sign-in/code", ["code": house.code(secret)])
        let now = house.clock.now
        let open = try await house.database.read { db in
            try Session.running(of: id, at: now, in: db).count
        }
        #expect(open == 0)
    }

    @Test(arguments: Engine.underTest)
    func
        `a session opens nothing once its account is closed, and no work is given to it`(
            engine: Engine
        ) async throws
    {
        let house = try await House(engine)
        let id = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        let hers = Browser(house)
        try await hers.signIn("bruno")
        func officers() async throws -> Int {
            try await house.database.read { [people = house.people] db in
                try people.officers(at: lisbonCentre, in: db).count
            }
        }
        #expect(try await officers() == 1)
        // Closed by nothing but its row: whoever ends the sessions may be late.
        try await house.database.write { db in
            try db.run("UPDATE account SET closed = \(noon) WHERE id = \(id)")
        }
        try await hers.get("/account")
        #expect(hers.status == 303)
        #expect(try await officers() == 0)
    }
}
