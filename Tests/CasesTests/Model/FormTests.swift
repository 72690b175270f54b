import Decisions
import Kernel
import TestSupport
import Testing

@testable import Cases

/// A form as its answers make it, without a database and without a page.
@Suite struct FormTests {
    private func sheet(
        _ typed: [String: String], household: [String: FEELValue] = [:], form: String = sampleForm
    ) throws -> FormSheet {
        try FormSheet(readForm(form), household: household, typed: typed, formWorld)
    }

    @Test func `what was typed is kept in one way, and reads as itself again`() throws {
        let first = try sheet(fullAnswers)
        #expect(first.complaints == [])
        #expect(first.answers["nif"] == "500000000" && first.answers["wage"] == "920.50")
        #expect(first.answers["phone"] == "+351912345678")
        #expect(first.answers["home-town"] == "Lisboa" && first.answers["stays-entries"] == "2")
        #expect(Set(first.answers.keys) == Set(fullAnswers.keys))
        #expect(try sheet(first.answers).answers == first.answers)
        #expect(try sheet(first.answers).complaints == [])
    }

    @Test(
        arguments: [
            ("works", "maybe", .notOffered), ("works", " ", .missing),
            ("firm", String(repeating: "x", count: 21), .tooLong(20)), ("firm", "", .missing),
            ("nif", "50000000", .notDigits(9)), ("nif", "50000000A", .notDigits(9)),
            ("nif", "5", .notDigits(9)),
            ("wage", "1.234,56", .noAmount), ("wage", "12,345", .noAmount),
            ("wage", "viel", .noAmount),
            ("wage", "-1", .noAmount), ("wage", "9000,01", .tooLarge(9000)),
            ("wage", ",50", .noAmount),
            ("hours", "40.5", .noNumber), ("hours", "0", .tooSmall(1)),
            ("hours", "61", .tooLarge(60)),
            ("since", "29-02-2024", .noDay), ("since", "2023-02-29", .noDay),
            ("since", "1999-12-31", .tooEarly(day("2000-01-01"))),
            ("since", "2026-11-24", .tooLate(day("2026-11-23"))),
            ("land-1", "XX", .notOffered), ("land-1", "", .missing),
            ("tongue-2", "xx", .notOffered),
            ("mail", "ana", .noMail), ("mail", "ana@host", .noMail), ("mail", "a b@c.pt", .noMail),
            ("phone", "911a", .noPhone), ("phone", "112", .noPhone), ("phone", "1+2345", .noPhone),
            ("why", "love", .notOffered), ("home-street", "", .missing),
            ("home-town", "", .missing),
            ("home-postcode", String(repeating: "1", count: 13), .tooLong(12)),
        ] as [(String, String, FieldComplaint)])
    func `an answer that cannot be read is named by its field, and is not kept`(
        name: String, text: String, what: FieldComplaint
    ) throws {
        let found = try sheet(fullAnswers.merging([name: text]) { $1 })
        #expect(found.complaints.map(\.name) == [name], "\(found.complaints)")
        #expect(found.complaints.map(\.what) == [what])
        #expect(found.answers[name] == nil)
    }

    @Test(arguments: [
        ("nif", "500-000-000"), ("wage", "0"), ("wage", "9000"), ("wage", "1 000,5 €"),
        ("hours", "60"), ("since", "2026-11-23"), ("since", "2000-01-01"), ("phone", "(21) 12-345"),
        ("home-postcode", ""), ("tongue-2", ""), ("story", ""), ("mail", ""),
    ])
    func `at its bounds an answer is taken, and so is leaving out what is not required`(
        name: String, text: String
    ) throws {
        #expect(try sheet(fullAnswers.merging([name: text]) { $1 }).complaints == [])
    }

    @Test func `an address left out is no fault; one half given is`() throws {
        let lines = ["home-street": "", "home-postcode": "", "home-town": ""]
        #expect(try sheet(fullAnswers.merging(lines) { $1 }).complaints == [])
        let town = lines.merging(["home-town": "Faro"]) { $1 }
        let half = try sheet(fullAnswers.merging(town) { $1 })
        #expect(half.complaints.map(\.name) == ["home-street"])
    }

    @Test
    func `a section is asked while its condition holds, and its answers count no longer after`()
        throws
    {
        let idle = try sheet(fullAnswers.merging(["works": "no"]) { $1 })
        #expect(idle.asked.map(\.section.code) == ["work", "stays", "more"])
        #expect(idle.answers["firm"] == nil && idle.answers["nif"] == nil)
        #expect(idle.complaints == [])
        // Nobody said whether they work: what hangs on it is not asked.
        #expect(try sheet([:]).asked.map(\.section.code) == ["work", "stays", "more"])
        let one = try sheet(fullAnswers.merging(["stays-entries": "1"]) { $1 })
        #expect(one.answers["story"] == nil && one.answers["land-2"] == nil)
        #expect(one.asked.last?.entries.first?.fields.map(\.code) == ["mail", "phone", "why"])
    }

    @Test func `a section repeats within its bounds, whatever number is sent`() throws {
        for (sent, count) in [("0", 0), ("3", 3), ("99", 3), ("-5", 0), ("many", 0)] {
            let found = try sheet(fullAnswers.merging(["stays-entries": sent]) { $1 })
            let entries = found.asked.first { $0.section.code == "stays" }?.entries
            #expect(entries?.compactMap(\.number) == Array(1..<count + 1), "\(sent)")
        }
    }

    @Test func `conditions see the household`() throws {
        let form = sampleForm.replacing("when: works\n", with: "when: age >= 18 and refugee\n")
        for (age, refugee, asked) in [(18, true, true), (17, true, false), (30, false, false)] {
            let facts: [String: FEELValue] = [
                "age": .number(Number(age)), "refugee": .boolean(refugee),
            ]
            let found = try sheet(fullAnswers, household: facts, form: form)
            #expect(found.asked.contains { $0.section.code == "employer" } == asked)
        }
        let facts = anaAlone.household.formFacts(on: day("2026-11-23"), isAbroad: true)
        #expect(Set(facts.keys) == Set(Household.formSample.keys))
    }

    /// The seed stands in the message: it plays the run again.
    @Test(arguments: 1...40)
    func `walked in any order, with any detour, a form ends with the same answers`(
        seed: Int
    )
        throws
    {
        let form = try readForm()
        let wanted = try sheet(fullAnswers)
        var random = SeededRandom(UInt64(seed))
        var contents = RequestContents(people: anaAlone)
        // Detours: some sections are answered otherwise first.
        let detours: [[String: String]] = [
            ["works": "no", "home-town": "Faro"], ["stays-entries": "3", "land-3": "BR"],
            ["mail": "no mail"], ["firm": "Outra", "hours": "999"],
        ]
        for detour in detours.shuffled(using: &random).prefix(seed % 5) {
            for section in form.sections {
                let typed = detour.filter { section.names.contains($0.key) }
                if !typed.isEmpty { contents = contents.saving(section, typed) }
            }
        }
        for section in form.sections.shuffled(using: &random) {
            let typed = fullAnswers.filter { section.names.contains($0.key) }
            contents = contents.saving(section, typed)
            contents.seen.insert(section.code)
        }
        let found = try sheet(contents.answers)
        #expect(found.answers == wanted.answers, "seed \(seed)")
        #expect(found.complaints == [] && contents.next(of: found) == nil, "seed \(seed)")
    }

    @Test
    func `it goes on with the first section that was not gone on from or has something wrong`()
        throws
    {
        var contents = RequestContents(people: anaAlone, answers: fullAnswers)
        func next() throws -> String? { contents.next(of: try sheet(contents.answers))?.code }
        #expect(try next() == "work")
        contents.seen = ["work", "stays", "more"]
        #expect(try next() == "employer")
        contents.seen.insert("employer")
        #expect(try next() == nil)
        contents.answers["mail"] = "nobody"
        #expect(try next() == "more")
    }

    @Test func `what was removed from a section that repeats is kept no longer`() throws {
        let stays = try #require(readForm().section("stays"))
        let contents = RequestContents(answers: fullAnswers)
        let fewer = contents.saving(stays, ["stays-entries": "1", "land-1": "BR"])
        #expect(fewer.answers["land-2"] == nil && fewer.answers["tongue-2"] == nil)
        #expect(fewer.answers["land-1"] == "BR" && fewer.answers["firm"] == "Padaria Exemplo")
    }
}
