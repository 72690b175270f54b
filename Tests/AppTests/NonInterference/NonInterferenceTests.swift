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

    /// Somebody of Lisbon complains of somebody, and of another office: so Lisbon's own handles it.
    private static func complain(
        _ browser: Browser, of name: String = "o Bruno"
    ) async throws -> String {
        let csrf = try await browser.csrf()
        let people = household("1106").merging(["step": "check"]) { $1 }
        let begun = try await browser.post("/cases/new/service-complaint", people, csrf: csrf)
        guard let request = begun.header("location") else {
            throw Trouble("beginning answered \(begun.status): \(begun.text)")
        }
        let whom = ["officeNamed": "Loja AIMA Porto", "officerNamed": name, "step": "check"]
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
        let askers = Asker.compared.filter { columns.contains($0.column) }
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
            let report = ["tellerKind": "self", "wages": "yes", "employer": "Zanzibar, Lda."]
            let told = try await visitor.post("/talks/new", report, csrf: try await visitor.csrf())
            guard told.status == 200 else { throw Trouble("the report was not taken") }
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
        let hers = try await compare(houses, ["supervisor-here"]).differences
        #expect(hers.contains { $0.hasSuffix(": /desk/board") } && hers.count > 30)
        let seen = try await compare(houses, ["officer-here"]).differences
        #expect(seen.contains { $0.hasSuffix(": /desk") })
        for place in ["search=zanzibar", "search=ZZ999999", "/desk/duplicates", "/desk/questions"] {
            #expect(seen.contains { $0.contains(place) }, "\(place)")
        }
        #expect(seen.contains { $0.contains(": POST /desk/cases/") } && seen.count > 30)
    }

    @Test(arguments: enginesCompared)
    func `a file at Porto moves nothing for those who work at Lisbon and for the jurist`(
        engine: Engine
    ) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["zita", "berta"]) { people, side in
            guard let zita = people["zita"], let berta = people["berta"] else {
                throw Trouble("nobody signed in")
            }
            return try await play(zita, "1312", (berta, "berta"), in: side)
        }
        defer { houses.close() }
        try await expectNone(houses, ["officer-here", "supervisor-here", "jurist"], engine)
        #expect(try await !compare(houses, ["officer-elsewhere"]).differences.isEmpty)
    }

    @Test(arguments: enginesCompared)
    func `a complaint moves nothing for the officer of its office whom it names`(
        engine: Engine
    ) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["zita"], isWhole: false) {
            people, _ in
            guard let zita = people["zita"] else { throw Trouble("nobody signed in") }
            return try await Self.complain(zita)
        }
        defer { houses.close() }
        let offices = try await houses.changed.house.database.read { db in
            try db.all(
                """
                SELECT kase.office, duty.location FROM kase, duty
                JOIN account ON account.id = duty.account
                WHERE kase.reference = \(houses.hidden.reference) AND account.login = 'bruno'
                    AND duty.location IS NOT NULL
                """
            ).map { row in [try row[0] as LocationID, try row[1] as LocationID] }
        }
        // At his own desk: without his name in it he would see it.
        #expect(offices.count == 1 && offices.allSatisfy { $0[0] == $0[1] }, "\(offices)")
        try await expectNone(houses, ["officer-here", "officer-elsewhere", "owner"], engine)
        let seen = try await compare(houses, ["supervisor"]).differences
        #expect(seen.contains { $0.hasSuffix(": /desk") } && seen.count > 3)
    }

    @Test(arguments: enginesCompared)
    func `a complaint moves nothing for the supervisor of its office whom it names`(
        engine: Engine
    ) async throws {
        let houses = try await TwoHouses.make(engine, at: now, ["zita"], isWhole: false) {
            people, _ in
            guard let zita = people["zita"] else { throw Trouble("nobody signed in") }
            return try await Self.complain(zita, of: "a Dr.ª Sofia Teles")
        }
        defer { houses.close() }
        for side in [houses.plain, houses.changed] {
            try await Self.setGoal(at: houses.office, in: side)
        }
        try await expectNone(houses, ["supervisor-here"], engine)
        // Whom it does not name sees it: it lies at that very office.
        let seen = try await compare(houses, ["officer-here"]).differences
        #expect(seen.contains { $0.hasSuffix(": /desk") } && seen.count > 3)
    }

    /// She sets a goal for her office: its line on the board counts the open files.
    private static func setGoal(at office: LocationID, in side: TwoHouses.Side) async throws {
        let supervisor = Browser(side.site)
        try await supervisor.signIn("teles")
        let day = side.house.zone.day(of: side.house.clock()).adding(days: 200)
        let goal = ["office": "\(office)", "target": "10", "day": "\(day)"]
        let answer = try await supervisor.post(
            "/desk/board/goals", goal, csrf: try await supervisor.csrf())
        guard answer.status == 303 else { throw Trouble("the goal answered \(answer.status)") }
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
