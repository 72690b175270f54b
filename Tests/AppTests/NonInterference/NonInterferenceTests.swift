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
