import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What somebody of the office reads and does of visits stays for the person to read, as at the desk.
struct OfficeVisitTests {
    /// Ana's file of the story, with its visit.
    private func visit(_ house: House, _ reference: String) async throws -> String {
        let id = try await house.database.read { db in
            try db.value(
                "SELECT id FROM visit WHERE reference = \(reference) AND state = 'booked'",
                as: Int64.self)
        }
        return "/bookings/\(try #require(id))"
    }

    private func looks(_ login: String, _ house: House) async throws -> Int {
        try await house.database.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM looked JOIN account ON account.id = looked.account
                WHERE account.login = \(login)
                """)
        }
    }

    @Test func `an officer who opens a visit or the free times of a file leaves a look`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let path = try await visit(house, reference)
        let site = try await house.site()
        let (bruno, ana) = (Browser(site), Browser(site))
        try await bruno.signIn("bruno")
        try await ana.signIn("ana")
        let before = try await looks("bruno", house)
        for (count, page) in [path, "/bookings/new?case=\(reference)"].enumerated() {
            #expect(try await bruno.get(page).status == 200)
            #expect(try await looks("bruno", house) == before + count + 1, "\(page)")
        }
        #expect(try await ana.get(path).status == 200)
        #expect(try await looks("ana", house) == 0)
    }

    @Test func `an officer cancels with a reason, and not while a colleague has the file`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let path = try await visit(house, reference)
        let site = try await house.site()
        let (bruno, carla, ana) = (Browser(site), Browser(site), Browser(site))
        for (browser, login) in [(bruno, "bruno"), (carla, "carla"), (ana, "ana")] {
            try await browser.signIn(login)
        }
        let (his, hers) = (try await bruno.csrf(), try await carla.csrf())
        let taken = try await carla.post("/desk/cases/\(reference)/take", csrf: hers)
        #expect(taken.status == 303)
        let reason = ["reason": "O balcão fecha nesse dia."]
        #expect(try await bruno.post(path + "/cancellation", reason, csrf: his).status == 409)
        let empty = try await carla.post(path + "/cancellation", ["reason": " "], csrf: hers)
        #expect(empty.status == 422)
        #expect(empty.text.contains("name=\"reason\""))
        #expect(try await carla.post(path + "/cancellation", reason, csrf: hers).status == 303)
        let told = try await ana.get("/messages")
        #expect(told.text.contains("O serviço desmarcou o seu atendimento"))
    }
}
