import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Nobody gives themselves a task, and what opens files takes two administrators where there are two.
@Suite struct AdministratorTests {
    private let officer = Duty(
        role: .officer, organisation: agency, location: lisbonCentre, purpose: .status)

    /// A house with administrators of these names, and Bruno, who has no task yet.
    private func house(_ engine: Engine, _ names: [String]) async throws -> House {
        let house = try await House(engine)
        for name in names {
            _ = try await house.add(name, isPerson: false, duties: luis.duties)
        }
        _ = try await house.add("bruno", isPerson: false)
        return house
    }

    private func principal(_ login: String, _ house: House) async throws -> Principal {
        try await house.people.principal(of: login)
    }

    private func give(
        _ duty: Duty, to login: String, by giver: String, _ house: House
    ) async throws {
        let who = try await principal(giver, house)
        let account = try #require(try await house.account(login)).id
        try await house.database.write { db in
            try GiveDuty(account: account, duty: duty).perform(by: who, at: noon, in: db)
        }
    }

    private func duties(_ login: String, _ house: House) async throws -> [Role] {
        try await principal(login, house).duties.map(\.role)
    }

    private func waiting(_ login: String, _ house: House) async throws -> [WaitingDuty] {
        let account = try #require(try await house.account(login)).id
        return try await house.database.read { db in try WaitingDuty.all(of: account, in: db) }
    }

    private func confirm(_ login: String, by second: String, _ house: House) async throws {
        let who = try await principal(second, house)
        let account = try #require(try await house.account(login)).id
        let id = try #require(try await waiting(login, house).first?.id)
        try await house.database.write { db in
            try ConfirmDuty(account: account, waiting: id).perform(by: who, at: noon, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an administrator gives themselves nothing, under no account of theirs`(
        engine: Engine
    ) async throws {
        let house = try await house(engine, ["luis"])
        _ = try await house.add("luis2", isPerson: false)
        await #expect(throws: DutyRefusal.oneself) {
            try await give(officer, to: "luis", by: "luis", house)
        }
        try await name("luis2", as: "luis", by: .house, house)
        await #expect(throws: DutyRefusal.oneself) {
            try await give(officer, to: "luis2", by: "luis", house)
        }
        #expect(try await duties("luis", house) == [.administrator])
        #expect(try await duties("luis2", house).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the first administrator of an installation begins alone`(engine: Engine) async throws {
        let house = try await house(engine, ["luis"])
        try await give(officer, to: "bruno", by: "luis", house)
        #expect(try await duties("bruno", house) == [.officer])
        #expect(try await waiting("bruno", house).isEmpty)
        await #expect(throws: DutyRefusal.alreadyGiven) {
            try await give(officer, to: "bruno", by: "luis", house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `where there are two, what opens files waits for the other`(engine: Engine) async throws {
        let house = try await house(engine, ["luis", "marta", "ines"])
        let administrator = luis.duties[0]
        let plan = Duty(role: .analyst, organisation: agency, location: nil, purpose: .statistics)
        try await give(plan, to: "bruno", by: "luis", house)
        #expect(try await duties("bruno", house) == [.analyst])
        for duty in [officer, administrator] {
            try await give(duty, to: "bruno", by: "luis", house)
            #expect(try await waiting("bruno", house).map(\.duty) == [duty])
            await #expect(throws: DutyRefusal.alreadyWaiting) {
                try await give(duty, to: "bruno", by: "marta", house)
            }
            await #expect(throws: DutyRefusal.sameAdministrator) {
                try await confirm("bruno", by: "luis", house)
            }
            let given = try await duties("bruno", house)
            #expect(!given.contains(duty.role))
            try await confirm("bruno", by: "marta", house)
            #expect(try await duties("bruno", house) == given + [duty.role])
            #expect(try await waiting("bruno", house).isEmpty)
        }
        // Another account of whoever asked is no second one.
        try await name("ines", as: "luis", by: .house, house)
        let jurist = Duty(
            role: .police, organisation: otherOrganisation, location: nil, purpose: .consultation)
        try await give(jurist, to: "bruno", by: "luis", house)
        await #expect(throws: DutyRefusal.sameAdministrator) {
            try await confirm("bruno", by: "ines", house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `what waits can be struck, and all of it stands on the page of accounts`(
        engine: Engine
    ) async throws {
        let house = try await house(engine, ["luis", "marta"])
        let (his, hers) = (Browser(house), Browser(house))
        try await his.signIn("luis")
        try await hers.signIn("marta")
        let id = try #require(try await house.account("bruno")).id
        let fields = [
            "role": "officer", "purpose": "status", "organisation": "101", "location": "201",
        ]
        try await his.post("/accounts/\(id)/duties", from: "/accounts/\(id)", fields)
        #expect(his.status == 303)
        try await hers.get("/accounts/\(id)")
        #expect(hers.page.contains("Tasks that wait for a second administrator"))
        let one = try #require(try await waiting("bruno", house).first?.id)
        let path = "/accounts/\(id)/waiting-duties/\(one)"
        try await his.post(path + "/confirmation", from: "/accounts/\(id)", [:])
        #expect(his.status == 403)
        try await hers.post(path + "/removal", from: "/accounts/\(id)", [:])
        #expect(hers.status == 303)
        try await hers.post(path + "/confirmation", from: "/accounts/\(id)", [:])
        #expect(hers.status == 404)
        #expect(try await duties("bruno", house).isEmpty)
        try await his.get("/accounts")
        #expect(his.page.contains("Tasks given and taken last"))
        #expect(his.page.contains("struck") && his.page.contains("Marta"))
        let kinds = try await house.database.read { db in
            try db.journal(of: "account/\(id)").map(\.kind)
        }
        #expect(kinds.suffix(2) == ["account.duty-asked", "account.duty-refused"])
    }

    @Test(arguments: Engine.underTest)
    func `a closed account is given nothing, and its administrator is no second one`(
        engine: Engine
    ) async throws {
        let house = try await house(engine, ["luis", "marta"])
        let administrator = try await principal("luis", house)
        func act(_ action: @escaping @Sendable (Writer) throws -> Void) async throws {
            try await house.database.write { db in try action(db) }
        }
        let bruno = try #require(try await house.account("bruno")).id
        let marta = try #require(try await house.account("marta")).id
        func close(_ id: AccountID) async throws {
            try await act { try CloseAccount(account: id).perform(by: .house, at: noon, in: $0) }
        }
        try await close(bruno)
        await #expect(throws: DutyRefusal.closed) {
            try await give(officer, to: "bruno", by: "luis", house)
        }
        try await act { try OpenAccount(account: bruno).perform(by: .house, at: noon, in: $0) }
        try await give(officer, to: "bruno", by: "luis", house)
        try await close(bruno)
        await #expect(throws: DutyRefusal.closed) {
            try await confirm("bruno", by: "marta", house)
        }
        try await act { try OpenAccount(account: bruno).perform(by: .house, at: noon, in: $0) }
        let one = try #require(try await waiting("bruno", house).first?.id)
        try await act { db in
            try RefuseDuty(account: bruno, waiting: one)
                .perform(by: administrator, at: noon, in: db)
        }
        // Nobody is alone by sending the other away: that takes a week.
        try await close(marta)
        for (day, waits) in [(0, true), (6, true), (8, false)] {
            let moment = noon.adding(seconds: Int64(day) * 86_400)
            try await act { db in
                try GiveDuty(account: bruno, duty: officer)
                    .perform(by: administrator, at: moment, in: db)
            }
            let waiting = try await waiting("bruno", house)
            #expect(waiting.isEmpty != waits, "\(day)")
            for one in waiting {
                try await act { db in
                    try RefuseDuty(account: bruno, waiting: one.id)
                        .perform(by: administrator, at: moment, in: db)
                }
            }
        }
        #expect(try await duties("bruno", house) == [.officer])
    }

    @Test(arguments: Engine.underTest)
    func `whose task as administrator was taken this week counts as there`(
        engine: Engine
    ) async throws {
        let house = try await house(engine, ["luis", "marta"])
        let marta = try #require(try await house.account("marta")).id
        let given = try #require(
            try await house.database.read { db in try GivenDuty.all(of: marta, in: db).first })
        let administrator = try await principal("luis", house)
        try await house.database.write { db in
            try TakeDuty(account: marta, duty: given.id)
                .perform(by: administrator, at: noon, in: db)
        }
        try await give(officer, to: "bruno", by: "luis", house)
        #expect(try await duties("bruno", house).isEmpty)
        #expect(try await waiting("bruno", house).count == 1)
        // Whoever has the machine has its keys: a command gives it at once, and nothing waits any more.
        try await house.people.giveDuty(officer, to: "bruno")
        #expect(try await duties("bruno", house) == [.officer])
        #expect(try await waiting("bruno", house).isEmpty)
    }

    private func name(
        _ login: String, as other: String?, by who: Principal, _ house: House
    ) async throws {
        let account = try #require(try await house.account(login)).id
        try await house.database.write { db in
            try NameHuman(account: account, other: other.flatMap { Login($0) })
                .perform(by: who, at: noon, in: db)
        }
    }
}
