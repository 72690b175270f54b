import Kernel
import Storage
import TestSupport
import Testing

@testable import People

struct AccountTests {
    @Test(arguments: Engine.underTest)
    func `one sees and ends the sessions on other devices, and only one's own`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let id = try await house.add("ana")
        _ = try await house.add("olena")
        let (here, there, other) = (Browser(house), Browser(house), Browser(house))
        try await there.signIn("ana")
        house.clock.pass(seconds: 1)
        try await here.signIn("ana")
        try await other.signIn("olena")
        let now = house.clock.now
        let sessions = try await house.database.read { db in
            try Session.running(of: id, at: now, in: db)
        }
        #expect(sessions.count == 2)
        let target = try #require(sessions.last?.id)
        try await other.post("/account/sessions/\(target)/end", from: "/account", [:])
        #expect(other.status == 404)
        try await here.post("/account/sessions/\(target)/end", from: "/account", [:])
        #expect(here.status == 303)
        try await there.get("/account")
        #expect(there.status == 303)
        try await here.get("/account")
        #expect(here.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `a new password needs the old one, and ends the other sessions`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (here, there) = (Browser(house), Browser(house))
        try await here.signIn("ana")
        try await there.signIn("ana")
        let new = "another long enough word"
        try await here.post("/account/password", from: "/account", ["old": "wrong", "new": new])
        #expect(here.status == 422)
        try await here.post(
            "/account/password", from: "/account", ["old": goodPassword, "new": "short"])
        #expect(here.status == 422)
        try await here.post(
            "/account/password", from: "/account", ["old": goodPassword, "new": new])
        #expect(here.status == 303)
        try await there.get("/account")
        #expect(there.status == 303)
        try await here.get("/account")
        #expect(here.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `a mandate shows who may act, and only its grantor takes it back`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let demo = try await house.people.loadDemo { _ in nil }
        let ana = try #require(demo["ana"])
        let person = try #require(ana.person)
        let now = house.clock.now
        let mandate = try #require(
            try await house.database.read { db in
                try Mandate.standing(of: person, at: now, in: db).first
            })
        _ = try await house.add("olena")
        let (hers, others) = (Browser(house), Browser(house))
        try await others.signIn("olena")
        try await others.post("/account/mandates/\(mandate.id)/revocation", from: "/account", [:])
        #expect(others.status == 404)
        try await hers.signIn("ana", People.demoPassword)
        try await hers.get("/account")
        #expect(hers.page.contains("Duarte"))
        try await hers.post("/account/mandates/\(mandate.id)/revocation", from: "/account", [:])
        try await hers.get("/account")
        #expect(!hers.page.contains("Duarte"))
    }

    @Test(arguments: Engine.underTest)
    func `only the administrator sees and changes accounts`(engine: Engine) async throws {
        let house = try await House(engine)
        let id = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        _ = try await house.add("admin", isPerson: false, duties: luis.duties)
        let (officer, admin) = (Browser(house), Browser(house))
        try await officer.signIn("bruno")
        try await officer.get("/accounts")
        #expect(officer.status == 403)
        try await admin.signIn("admin")
        try await admin.get("/accounts")
        #expect(admin.page.contains("bruno"))
        let fields = [
            "role": "analyst", "purpose": "statistics", "organisation": "1", "location": "",
        ]
        try await admin.post("/accounts/\(id)/duties", from: "/accounts/\(id)", fields)
        #expect(admin.status == 303)
        try await admin.post("/accounts/\(id)/duties", from: "/accounts/\(id)", fields)
        #expect(admin.status == 409)
        try await admin.post("/accounts/\(id)/sessions/end", from: "/accounts/\(id)", [:])
        try await officer.get("/account")
        #expect(officer.status == 303)
        let duties = try await house.database.read { db in
            try GivenDuty.all(of: id, in: db).map(\.duty.role)
        }
        #expect(Set(duties) == [.officer, .analyst])
    }

    @Test(arguments: Engine.underTest)
    func `the administrator touches no sign-in of a sealed body's jurist`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let jurist = Duty(
            role: .jurist, organisation: OrganisationID(2), location: nil, purpose: .complaint)
        let id = try await house.add("ines", isPerson: false, duties: [jurist])
        _ = try await house.add("admin", isPerson: false, duties: luis.duties)
        let (hers, admin) = (Browser(house), Browser(house))
        try await hers.signIn("ines")
        try await admin.signIn("admin")
        for path in ["sessions/end", "code-app/removal"] {
            try await admin.post("/accounts/\(id)/\(path)", from: "/accounts/\(id)", [:])
            #expect(admin.status == 403, "\(path)")
        }
        try await hers.get("/account")
        #expect(hers.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func `every page of the room has its words`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        _ = try await house.add("carla", isPerson: false, duties: carla.duties)
        let (hers, staff) = (Browser(house), Browser(house))
        try await hers.signIn("ana")
        for path in ["/account", "/messages"] {
            try await hers.get(path)
            #expect(hers.status == 200, "\(path)")
        }
        try await hers.prove()
        try await hers.post(
            "/account/channels", from: "/account", ["kind": "email", "address": "nonsense"])
        #expect(hers.status == 422)
        #expect(hers.page.contains("nonsense"))
        try await staff.signIn("carla")
        try await staff.get("/outreach")
        #expect(staff.status == 200)
        // A door for people and for those who may hold their mandate; a supervisor may not.
        try await staff.get("/messages")
        #expect(staff.status == 403)
    }
}
