import Formats
import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A child of a file who turns 18 while it waits.
@Suite struct ComingOfAgeTests {
    @Test(arguments: Engine.underTest)
    func `the last day as a child is counted from the birth, for whoever came in as one`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file(born: "2009-01-15")
        let children = try await fixture.children(of: kase)
        #expect(children.map(\.name) == ["Lia Exemplo"])
        let child = try #require(children.first)
        #expect(child.lastDay == day("2027-01-14"))
        #expect(child.date.derivation.steps.map(\.kind) == [.start, .run])
        #expect(!child.date.isVerified, "the age is from memory: the page says so")
        // Ninety days before it, and no day earlier.
        #expect(!child.isNear(on: day("2026-10-15")) && child.isNear(on: day("2026-10-16")))
        #expect(child.isNear(on: day("2027-01-14")) && !child.isNear(on: day("2027-01-15")))
        #expect(!child.isOver(on: day("2027-01-14")) && child.isOver(on: day("2027-01-15")))
    }

    @Test(arguments: Engine.underTest)
    func `whoever was no child on the day they came in has no such day`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        // Filed on 23 November 2026: of age on that day, and on the eve of it.
        let grown = try await fixture.file(born: "2008-11-23")
        #expect(try await fixture.children(of: grown).isEmpty)
        let eve = try await fixture.file(born: "2008-11-24")
        #expect(try await fixture.children(of: eve).map(\.lastDay) == [day("2026-11-23")])
        let born = PersonOfFile(
            name: "Noa Exemplo", birth: day("2026-11-24"), relation: .child, isInPortugal: true)
        try await fixture.database.write { [house = fixture.house] db in
            try AddMember(reference: eve.reference, person: born)
                .perform(by: ana, at: after(2), in: db, house)
        }
        #expect(try await fixture.children(of: eve).map(\.lastDay).last == day("2044-11-23"))
    }

    @Test(arguments: Engine.underTest)
    func `the list of the desk has those of open files who come of age within the notice`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        var cases: [String: Case] = [:]
        for born in [
            "2008-11-24", "2008-11-25", "2009-02-22", "2009-02-23", "2009-02-24", "2023-03-09",
        ] {
            cases[born] = try await fixture.file(born: born)
        }
        let decided = try await fixture.file(born: "2009-01-01")
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: noon)
        let found = try await fixture.coming(bruno, on: "2026-11-24")
        // 90 days after 24 November is 22 February.
        #expect(found.map(\.lastDay) == [day("2026-11-24"), day("2027-02-21"), day("2027-02-22")])
        let wanted = ["2008-11-25", "2009-02-22", "2009-02-23"].map { cases[$0]?.reference }
        #expect(found.map(\.mention.reference) == wanted)
        for stranger in [beatriz, anaAtHerDesk, ana, dinis] {
            #expect(try await fixture.coming(stranger, on: "2026-11-24").isEmpty)
        }
    }

    @Test(arguments: Engine.underTest, [1, 2, 5, listFileBatch])
    func `the file has all of them, however few are in memory at a time`(
        engine: Engine, atATime: Int
    ) async throws {
        let fixture = try await Fixture(engine)
        // On 24 November 2026 whoever was born on the first or the third of these days is none: a piece may have nobody.
        for born in [
            "2008-11-24", "2008-11-25", "2009-02-24", "2009-02-24", "2009-02-22", "2009-02-23",
        ] {
            _ = try await fixture.file(born: born)
        }
        let browser = try RoomBrowser(
            AgePages(cases: fixture.cases, atATime: atATime).routes, at: after(1))
        let page = try await browser.get("/desk/children", as: bruno)
        let file = try await browser.post("/desk/children.csv", as: bruno, from: page, [:])
        let lines = file.text.split(whereSeparator: \.isNewline)
        let days = lines.dropFirst().compactMap { $0.split(separator: ",").last.map(String.init) }
        #expect(lines.first == "reference,procedure,name,last_day")
        #expect(days == ["2026-11-24", "2027-02-21", "2027-02-22"])
        let json = try await browser.post("/desk/children.json", as: bruno, from: page, [:])
        #expect(try JSON.parse(json.text).arrayValue?.count == 3)
        let other = try await browser.get("/desk/children", as: beatriz)
        #expect(!other.text.contains("children.csv"))
    }

    @Test func `an age that no period states does not load, nor one that is none`() {
        for clock in ["civil/majority", "cpa/answer", "nobody/minority"] {
            let broken = policy(changing: [
                "procedures/family-reunification.yaml": {
                    $0.replacing("clock: civil/minority", with: "clock: \(clock)")
                }
            ])
            let problems = faults(in: broken)
            #expect(problems.contains { $0.message.contains(clock) }, "\(clock)")
            #expect(throws: PolicyFault.self) { _ = try readPolicy(broken) }
        }
        for wrong in ["clock: minority", "noticeDays: 0", "relations: []", "relations: [holder]"] {
            let key = wrong.prefix { $0 != ":" }
            let broken = policy(changing: [
                "procedures/family-reunification.yaml": { text in
                    text.replacing(
                        "{clock: civil/minority, relations: [child, sibling], noticeDays: 90}",
                        with: ComingOfAgeTests.changed(String(key), wrong))
                }
            ])
            #expect(faults(in: broken).contains { $0.line != nil }, "\(wrong)")
        }
    }

    private static func changed(_ key: String, _ to: String) -> String {
        let parts = [
            ("clock", "clock: civil/minority"), ("relations", "relations: [child, sibling]"),
            ("noticeDays", "noticeDays: 90"),
        ]
        return "{" + parts.map { $0.0 == key ? to : $0.1 }.joined(separator: ", ") + "}"
    }

    @Test func `the person and the desk see the day, the desk is warned`() async throws {
        let house = try await Browser()
        let near = try await house.fixture.file(born: "2009-01-15")
        let page = try await house.get("/cases/\(near.reference)", as: "ana").text
        #expect(page.contains("Lia Exemplo: Last day before turning 18"))
        let desk = try await house.get("/desk/cases/\(near.reference)", as: "bruno").text
        #expect(desk.contains("comes of age soon") && desk.contains("The child was born"))
        let list = try await house.get("/desk/children", as: "bruno").text
        #expect(list.contains(near.reference.text) && list.contains("14 January 2027"))
        let other = try await house.get("/desk/children", as: "beatriz").text
        #expect(!other.contains(near.reference.text))
    }
}

extension Fixture {
    /// Ana files for her husband and a child who was born on a day.
    fileprivate func file(born: String) async throws -> Case {
        let child = PersonOfFile(
            name: "Lia Exemplo", birth: day(born), relation: .child, isInPortugal: false)
        let action = FileCase(
            procedure: "family-reunification",
            household: Household(
                holder: anasHousehold.holder, holderIsRefugee: false,
                family: [anasHousehold.family[0], child]),
            municipality: lisbon, applicant: ana.person ?? PersonID(1))
        return try await database.write { [house] db in
            try action.perform(by: ana, at: noon, in: db, house)
        }
    }

    fileprivate func children(of kase: Case) async throws -> [ComingOfAge] {
        try await database.read { [house] db in
            try house.comingOfAge(
                CaseMember.all(of: kase.id, in: db), of: kase, kase.history(in: db))
        }
    }

    fileprivate func coming(_ who: Principal, on today: String) async throws -> [ComingChild] {
        try await database.read { [house] db in
            try ComingChild.all(for: who, on: day(today), in: db, house)
        }
    }
}
