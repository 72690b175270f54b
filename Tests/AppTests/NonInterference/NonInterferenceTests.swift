import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// With `CAIS_LONG=1` on PostgreSQL too: four installations with demo data, and every answer of each twice.
var enginesCompared: [Engine] {
    ProcessInfo.processInfo.environment["CAIS_LONG"] == "1" ? Engine.underTest : [.sqlite]
}

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

    /// The hidden file with everything that can stand beside it.
    private func play(
        _ person: Browser, _ municipality: String, _ officer: (browser: Browser, login: String),
        in side: TwoHouses.Side
    ) async throws -> String {
        let reference = try await Self.file(person, municipality)
        try await Self.work(officer.browser, reference)
        let csrf = try await person.csrf()
        _ = try await person.post("/cases/\(reference)/certificate", csrf: csrf)
        let kept = try await person.post(
            "/cases/new/renewal", ["name": "Xana Zanzibar", "step": "later"], csrf: csrf)
        guard kept.status == 303 else { throw Trouble("keeping answered \(kept.status)") }
        let life = HiddenLife(house: side.house, reference: reference, now: now)
        try await life.play(as: officer.login)
        // The body that is asked sees its question: that is no hidden row of anybody's but the rest's.
        #expect(try await life.missing() == ["consultation"])
        return reference
    }

    private func compare(
        _ houses: TwoHouses, _ columns: Set<String>
    ) async throws -> TwoHouses.Result {
        let story = Story(reference: try await Self.anasFile(houses.plain.house))
        let things = try await Things.find(houses.plain.house, story)
        let askers = Asker.all.filter { columns.contains($0.column) }
        #expect(askers.count == columns.count)
        var result = TwoHouses.Result()
        for asker in askers { result.add(try await houses.compare(for: asker, things)) }
        return result
    }

    /// Nobody of these is answered anything else, and says of how many answers that was found.
    private func expectNone(
        _ houses: TwoHouses, _ columns: Set<String>, _ engine: Engine
    ) async throws {
        let found = try await compare(houses, columns)
        #expect(found.differences.isEmpty, "\(found.differences)")
        #expect(found.compared > columns.count * 200)
        #expect(found.masksOfOneMax <= masksOfAnswerMax)
        print(
            """
            non-interference on \(engine): \(found.compared) answers of \(columns.count) roles compared, \
            \(found.differences.count) differ, \(found.masks) places left out
            """)
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

    @Test(arguments: enginesCompared)
    func `another person's file at Lisbon and a complaint move nothing for those who see neither`(
        engine: Engine
    ) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["zita", "bruno"]) { people, side in
            guard let zita = people["zita"], let bruno = people["bruno"] else {
                throw Trouble("nobody signed in")
            }
            let reference = try await play(zita, "1106", (bruno, "bruno"), in: side)
            let visitor = Browser(side.site)
            let words = ["text": "Uma queixa de Zanzibar", "contact": ""]
            _ = try await visitor.post("/complaints/new", words, csrf: try await visitor.csrf())
            return reference
        }
        defer { houses.close() }
        try await expectNone(
            houses,
            [
                "visitor", "owner", "officer-elsewhere", "officer-astray", "mediator", "partner",
                "protector", "focal-point", "coordinator", "analyst", "reporter", "administrator",
                "police",
            ], engine)
        // That this can fail: whoever may see it sees it, in more than one place.
        let seen = try await compare(houses, ["officer-here"]).differences
        #expect(seen.contains { $0.hasSuffix(": /desk") })
        for place in ["search=zanzibar", "search=ZZ999999", "/desk/duplicates", "/desk/questions"] {
            #expect(seen.contains { $0.contains(place) }, "\(place)")
        }
        #expect(seen.contains { $0.contains(": POST /desk/cases/") } && seen.count > 30)
    }

    @Test(arguments: enginesCompared)
    func `a file at Porto moves nothing for an officer of Lisbon and for the jurist`(
        engine: Engine
    ) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["zita", "berta"]) { people, side in
            guard let zita = people["zita"], let berta = people["berta"] else {
                throw Trouble("nobody signed in")
            }
            return try await play(zita, "1312", (berta, "berta"), in: side)
        }
        defer { houses.close() }
        try await expectNone(houses, ["officer-here", "jurist"], engine)
        #expect(try await !compare(houses, ["officer-elsewhere"]).differences.isEmpty)
    }

    @Test(arguments: enginesCompared)
    func `a second file of Ana moves nothing for another person`(engine: Engine) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["ana", "bruno"]) { people, side in
            guard let ana = people["ana"], let bruno = people["bruno"] else {
                throw Trouble("nobody signed in")
            }
            return try await play(ana, "1106", (bruno, "bruno"), in: side)
        }
        defer { houses.close() }
        try await expectNone(houses, ["other-person", "officer-elsewhere"], engine)
        #expect(try await !compare(houses, ["owner"]).differences.isEmpty)
    }
}
