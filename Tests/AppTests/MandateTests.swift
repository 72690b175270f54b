import Kernel
import People
import Storage
import Testing
import Web

@testable import App

/// A mandate through the whole house: Ana's mediator sees and acts for her, and she sees that he did.
struct MandateTests {
    private func browsers(_ house: House) async throws -> (ana: Browser, duarte: Browser) {
        let (ana, duarte) = (Browser(try await house.site()), Browser(try await house.site()))
        try await ana.signIn("ana")
        try await duarte.signIn("duarte")
        return (ana, duarte)
    }

    @Test func `a mediator with her mandate sees and acts, and she reads who did what`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let (ana, duarte) = try await browsers(house)
        let list = try await duarte.get("/cases").text
        #expect(list.contains(reference) && list.contains("Ana"))
        #expect(list.contains("<h1>Processos que me confiaram</h1>"))
        #expect(!list.contains("href=\"/guides\""))
        #expect(try await ana.get("/cases").text.contains("href=\"/guides\""))
        let page = try await duarte.get("/cases/\(reference)")
        #expect(page.status == 200 && page.text.contains("Zibreira"))
        #expect(try await duarte.get("/bookings").text.contains(reference))
        let paper = try await duarte.post(
            "/cases/\(reference)/certificate", csrf: try await duarte.csrf())
        #expect(paper.header("location")?.hasPrefix("/letters/") == true)
        #expect(try await duarte.get(paper.header("location") ?? "").status == 200)
        let mandate = try await house.database.read { db in
            try db.value("SELECT id FROM mandate", as: Int64.self) ?? 0
        }
        for _ in 1...2 {
            #expect(try await duarte.get("/messages?mandate=\(mandate)").status == 200)
        }
        let account = try await ana.get("/account").text
        #expect(account.contains("Duarte Reis") && account.contains(reference))
        #expect(account.contains("a lista dos seus processos, por si"))
        #expect(account.ranges(of: "a lista das suas mensagens, por si").count == 1)
        let used = try await house.database.read { db -> JournalLine? in
            let id: CaseID? = try db.value("SELECT id FROM kase WHERE reference = \(reference)")
            return try id.flatMap {
                try db.journal(of: "case/\($0)").last { $0.kind == "mandate.used" }
            }
        }
        #expect(used?.fields["what"] == "certificate")
        #expect(try await house.database.read { db in try db.verifyJournal().isSound })
    }

    @Test func `who sees the list of her visits for her stands in her account, once a day`()
        async throws
    {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let (ana, duarte) = try await browsers(house)
        #expect(try await ana.get("/bookings").status == 200)
        #expect(try await !ana.get("/account").text.contains("Duarte Reis</td>"))
        for _ in 1...2 {
            #expect(try await duarte.get("/bookings").text.contains(installed.story.reference))
        }
        let looks = try await house.database.read { db in
            try db.all("SELECT name FROM looked_list").map { try $0[0] as String }
        }
        #expect(looks == ["Duarte Reis"])
        #expect(try await ana.get("/account").text.contains("a lista dos seus processos, por si"))
        // One visit, its calendar and the times that are free are looks at her file.
        let visit = try await house.database.read { db in
            try db.value("SELECT id FROM visit", as: Int64.self) ?? 0
        }
        for (number, door) in [
            "/bookings/\(visit)", "/bookings/\(visit)/calendar.ics",
            "/bookings/new?case=\(installed.story.reference)",
        ].enumerated() {
            #expect(try await duarte.get(door).status == 200)
            #expect(try await ana.get(door).status == 200)
            let kept = try await house.database.read { db in
                try db.count("SELECT COUNT(*) FROM looked WHERE mandate IS NOT NULL")
            }
            #expect(kept == number + 1, "\(door)")
        }
    }

    @Test func `once she takes it back, nothing of hers is there for him`() async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let reference = installed.story.reference
        let (ana, duarte) = try await browsers(house)
        let (mandate, visit, letter, message) = try await house.database.read { db in
            (
                try db.value("SELECT id FROM mandate", as: Int64.self) ?? 0,
                try db.value("SELECT id FROM visit", as: Int64.self) ?? 0,
                try db.value(
                    "SELECT l.id FROM letter l JOIN kase k ON k.id = l.kase WHERE reference = \(reference)",
                    as: Int64.self) ?? 0,
                try db.value("SELECT id FROM message WHERE key = 'story'", as: Int64.self) ?? 0
            )
        }
        let doors = [
            "/cases/\(reference)", "/bookings/\(visit)", "/bookings/new?case=\(reference)",
            "/letters/\(letter)", "/messages/\(message)", "/messages?mandate=\(mandate)",
        ]
        for door in doors { #expect(try await duarte.get(door).status == 200, "\(door)") }
        let taken = try await ana.post(
            "/account/mandates/\(mandate)/revocation", csrf: try await ana.csrf())
        #expect(taken.status == 303)
        for door in doors { #expect(try await duarte.get(door).status == 404, "\(door)") }
        #expect(try await !duarte.get("/cases").text.contains(reference))
        #expect(try await !duarte.get("/bookings").text.contains(reference))
        let deed = try await duarte.post(
            "/cases/\(reference)/certificate", csrf: try await duarte.csrf())
        #expect(deed.status == 404)
    }
}
