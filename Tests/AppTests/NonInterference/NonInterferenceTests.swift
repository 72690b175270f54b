import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// What somebody may not see moves nothing that they see: no list, count, order, search, file or refusal.
struct NonInterferenceTests {
    private let now = systemClock()

    /// A household that nobody else has, at a municipality.
    private static func household(_ municipality: String) -> [String: String] {
        Story.household.merging([
            "name": "Xana Zanzibar", "member-1-name": "Xavier Zanzibar",
            "member-2-name": "Xico Zanzibar", "municipality": municipality,
        ]) { $1 }
    }

    private static func file(_ browser: Browser, _ municipality: String) async throws -> String {
        let answer = try await browser.post(
            "/cases/new/family-reunification", household(municipality),
            csrf: try await browser.csrf())
        guard let path = answer.header("location"), let name = path.split(separator: "/").last
        else { throw Trouble("filing answered \(answer.status): \(answer.text)") }
        return String(name.prefix { $0 != "?" })
    }

    /// Somebody of Lisbon complains of Bruno, and of another office: so Bruno's own handles it.
    private static func complain(_ browser: Browser) async throws -> String {
        let csrf = try await browser.csrf()
        let people = household("1106").merging(["step": "check"]) { $1 }
        let begun = try await browser.post("/cases/new/service-complaint", people, csrf: csrf)
        guard let request = begun.header("location") else {
            throw Trouble("beginning answered \(begun.status): \(begun.text)")
        }
        let whom = ["officeNamed": "Loja AIMA Porto", "officerNamed": "o Bruno", "step": "check"]
        _ = try await browser.post(request + "/sections/subject", whom, csrf: csrf)
        let sent = try await browser.post(request + "/sending", csrf: csrf)
        guard let path = sent.header("location"), let name = path.split(separator: "/").last
        else { throw Trouble("sending answered \(sent.status): \(sent.text)") }
        return String(name.prefix { $0 != "?" })
    }

    /// An officer looks at a file, takes it and records a visit.
    private static func work(_ officer: Browser, _ reference: String) async throws {
        let desk = "/desk/cases/\(reference)"
        guard try await officer.get(desk).status == 200 else {
            throw Trouble("the officer does not find \(reference)")
        }
        let csrf = try await officer.csrf()
        for act in ["take", "visits"] {
            let answer = try await officer.post("\(desk)/\(act)", csrf: csrf)
            guard answer.status == 303 else { throw Trouble("\(act) answered \(answer.status)") }
        }
    }

    private func differences(_ houses: TwoHouses, _ columns: Set<String>) async throws -> [String] {
        let story = Story(reference: try await Self.anasFile(houses.plain.house))
        let things = try await Things.find(houses.plain.house, story)
        let askers = Asker.all.filter { columns.contains($0.column) }
        #expect(askers.count == columns.count)
        var found: [String] = []
        for asker in askers { found += try await houses.differences(for: asker, things) }
        return found
    }

    private static func anasFile(_ house: House) async throws -> String {
        let found = try await house.database.read { db in
            try db.value(
                """
                SELECT reference FROM kase JOIN account ON account.person = kase.applicant
                WHERE account.login = 'ana' ORDER BY kase.id LIMIT 1
                """, as: String.self)
        }
        guard let found else { throw Trouble("Ana has no file") }
        return found
    }

    @Test
    func `another person's file at Lisbon and a complaint move nothing for those who see neither`()
        async throws
    {
        let houses = try await TwoHouses.make(at: now, ["zita", "bruno"]) { people, site in
            guard let zita = people["zita"], let bruno = people["bruno"] else {
                throw Trouble("nobody signed in")
            }
            let reference = try await Self.file(zita, "1106")
            try await Self.work(bruno, reference)
            let visitor = Browser(site)
            let words = ["text": "Uma queixa de Zanzibar", "contact": ""]
            _ = try await visitor.post("/complaints/new", words, csrf: try await visitor.csrf())
            return reference
        }
        defer { houses.close() }
        let found = try await differences(
            houses,
            [
                "visitor", "owner", "officer-elsewhere", "officer-astray", "mediator", "partner",
                "protector", "focal-point", "coordinator", "analyst", "reporter", "administrator",
                "police",
            ])
        #expect(found.isEmpty, "\(found)")
        // That this can fail: whoever may see it sees it, in more than one place.
        let seen = try await differences(houses, ["officer-here"])
        #expect(seen.contains { $0.hasSuffix(": /desk") })
        #expect(seen.contains { $0.contains("search=zanzibar") } && seen.count > 5)
    }

    @Test func `a file at Porto moves nothing for an officer of Lisbon and for the jurist`()
        async throws
    {
        let houses = try await TwoHouses.make(at: now, ["zita", "berta"]) { people, _ in
            guard let zita = people["zita"], let berta = people["berta"] else {
                throw Trouble("nobody signed in")
            }
            let reference = try await Self.file(zita, "1312")
            try await Self.work(berta, reference)
            return reference
        }
        defer { houses.close() }
        let found = try await differences(houses, ["officer-here", "jurist"])
        #expect(found.isEmpty, "\(found)")
        #expect(try await !differences(houses, ["officer-elsewhere"]).isEmpty)
    }

    @Test func `a complaint moves nothing for the officer of its office whom it names`()
        async throws
    {
        let houses = try await TwoHouses.make(at: now, ["zita"]) { people, _ in
            guard let zita = people["zita"] else { throw Trouble("nobody signed in") }
            return try await Self.complain(zita)
        }
        defer { houses.close() }
        let offices = try await houses.changed.house.database.read { db in
            try db.all(
                """
                SELECT kase.office, duty.location FROM kase, duty
                JOIN account ON account.id = duty.account
                WHERE kase.reference = \(houses.hidden) AND account.login = 'bruno'
                    AND duty.location IS NOT NULL
                """
            ).map { row in [try row[0] as LocationID, try row[1] as LocationID] }
        }
        // At his own desk: without his name in it he would see it.
        #expect(offices.count == 1 && offices.allSatisfy { $0[0] == $0[1] }, "\(offices)")
        let found = try await differences(
            houses, ["officer-here", "officer-elsewhere", "owner"])
        #expect(found.isEmpty, "\(found)")
        let seen = try await differences(houses, ["supervisor"])
        #expect(seen.contains { $0.hasSuffix(": /desk") } && seen.count > 3)
    }

    @Test func `a second file of Ana moves nothing for another person`() async throws {
        let houses = try await TwoHouses.make(at: now, ["ana", "bruno"]) { people, _ in
            guard let ana = people["ana"], let bruno = people["bruno"] else {
                throw Trouble("nobody signed in")
            }
            let reference = try await Self.file(ana, "1106")
            try await Self.work(bruno, reference)
            return reference
        }
        defer { houses.close() }
        let found = try await differences(houses, ["other-person", "officer-elsewhere"])
        #expect(found.isEmpty, "\(found)")
        #expect(try await !differences(houses, ["owner"]).isEmpty)
    }
}
