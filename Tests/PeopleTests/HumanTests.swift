import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Which human being uses an account, as an administrator said it.
@Suite struct HumanTests {
    private let officer = Duty(
        role: .officer, organisation: agency, location: lisbonCentre, purpose: .status)

    private func principal(_ login: String, _ house: House) async throws -> Principal {
        try await house.people.principal(of: login)
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

    @Test(arguments: Engine.underTest)
    func `whoever signs in brings every number of the human being that they were said to be`(
        engine: Engine
    ) async throws {
        let merged = PersonID(4_500)
        var rights = FileRights()
        rights.selves = { person, _ in [person, merged] }
        let house = try await House(engine, reaching: { [rights] in $0.minding(rights) })
        _ = try await house.add("admin", isPerson: false, duties: luis.duties)
        _ = try await house.add("berta")
        for login in ["bruno", "carla"] {
            _ = try await house.add(login, isPerson: false, duties: [officer])
        }
        let person = try #require(try await house.account("berta")?.person)
        #expect(try await selves("bruno", house).isEmpty)
        let admin = Browser(house)
        try await admin.signIn("admin")
        let id = try #require(try await house.account("bruno")).id
        let page = "/accounts/\(id)"
        for (wrong, status) in [("nobody", 422), ("bruno", 422), ("", 422), ("berta", 303)] {
            try await admin.post(page + "/human", from: page, ["other": wrong])
            #expect(admin.status == status, "\(wrong)")
        }
        try await admin.get(page)
        #expect(admin.page.contains("berta"))
        #expect(try await selves("bruno", house) == [person, merged].sorted())
        // A second account for work is the same human being through the first.
        try await name("carla", as: "bruno", by: .house, house)
        #expect(try await selves("carla", house) == [person, merged].sorted())
        try await admin.post(page + "/human/removal", from: page, [:])
        #expect(try await selves("bruno", house).isEmpty)
        // Two accounts for work and none of one's own are one human being all the same.
        try await name("bruno", as: "admin", by: .house, house)
        let (one, other) = (
            try await principal("bruno", house), try await principal("admin", house)
        )
        #expect(!one.selves.isEmpty && one.selves == other.selves)
        await #expect(throws: DutyRefusal.oneself) {
            try await name("bruno", as: nil, by: other, house)
        }
    }

    /// As a request of theirs has it.
    private func selves(_ login: String, _ house: House) async throws -> [PersonID] {
        let browser = Browser(house)
        try await browser.signIn(login)
        let token = try #require(browser.cookies["cais"])
        let found = try await house.people.authenticate(token, house.clock.now)
        return try #require(found).principal.selves
    }
}
