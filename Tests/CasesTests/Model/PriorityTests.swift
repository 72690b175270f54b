import Decisions
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// In which class a file waits: what the file holds counts, what it does not hold is told and moves nothing.
@Suite struct PriorityTests {
    @Test(arguments: Engine.underTest)
    func `the class of an open file comes from what it holds`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let unknown = ["isSoleParent", "monthsSeparated", "isVulnerable"]
        // Lia is three. The decision is due on 23 August 2027.
        for (day, code, grounds) in [
            ("2026-11-24", "second", ["child"]),
            ("2027-05-22", "second", ["child"]),
            ("2027-05-23", "second", ["child", "waiting-long"]),
            ("2027-07-23", "second", ["child", "waiting-long"]),
            ("2027-07-24", "second", ["legal-date-near", "child", "waiting-long"]),
            ("2027-08-08", "second", ["legal-date-near", "child", "waiting-long"]),
            ("2027-08-09", "first", ["legal-date-very-near", "child", "waiting-long"]),
            ("2027-08-30", "first", ["legal-date-very-near", "child", "waiting-long"]),
            ("2027-11-23", "first", ["legal-date-very-near", "child", "waiting-very-long"]),
        ] {
            let found = try await fixture.priority(of: kase, on: day)
            let priority = try #require(found, "\(day)")
            #expect(priority.code == code, "\(day)")
            let because = try grounds.map { try fixture.because($0) }
            #expect(priority.grounds.compactMap { $0.because["pt"] } == because, "\(day)")
            #expect(priority.reasons.count == 1 && priority.unknown.sorted() == unknown.sorted())
        }
    }

    @Test(arguments: Engine.underTest)
    func `a decided file waits in no class`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(try await fixture.priority(of: kase, on: "2026-11-25") == nil)
    }

    @Test func `without a child, a date or a long wait the class is the ordinary one`() throws {
        let policy = try sharedPolicy.get()
        let rule = try #require(policy.procedure("family-reunification")?.priority)
        let adults = Household(
            holder: anasHousehold.holder, holderIsRefugee: false,
            family: [anasHousehold.family[0]])
        let today = day("2026-11-24")
        let facts = adults.urgency(filed: day("2026-11-23"), decisionBy: nil, on: today)
        #expect(facts["hasMinor"]?.text == "false" && facts["daysToLegalDate"]?.isNull == true)
        let ordinary = try Priority(rule, facts, on: today, at: after(1), policy.decisions)
        #expect(ordinary.code == "ordinary" && ordinary.grounds.isEmpty)
        // A date that does not run is known not to; who is vulnerable is not known.
        #expect(!ordinary.unknown.contains("daysToLegalDate"))
        var told = facts
        told["isVulnerable"] = .boolean(true)
        let urgent = try Priority(rule, told, on: today, at: after(1), policy.decisions)
        #expect(urgent.code == "first" && !urgent.unknown.contains("isVulnerable"))
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-23", 0), ("2026-11-23", "2026-12-22", 0),
        ("2026-11-23", "2026-12-23", 1), ("2026-11-23", "2027-11-22", 11),
        ("2026-11-23", "2027-11-23", 12), ("2027-01-31", "2027-02-27", 0),
        ("2027-01-31", "2027-02-28", 1), ("2026-11-23", "2026-11-01", 0),
    ])
    func `months count when they are whole`(start: String, end: String, months: Int) {
        #expect(monthsPassed(from: day(start), to: day(end)) == months)
    }

    @Test(arguments: [
        ("priority-class/nobody", "has no decision 'nobody'"),
        ("nobody/priorityClass", "no decision model 'nobody'"),
        ("priority-class/priorityReasons", "is no table with reasons"),
        ("priority-class", "write MODEL/DECISION"),
    ])
    func `a decision of priority that cannot be shown is found at start`(
        named: String, message: String
    ) {
        let file = "procedures/family-reunification.yaml"
        let broken = policy(changing: [
            file: { $0.replacing("priority-class/priorityClass", with: named) }
        ])
        #expect(
            faults(in: broken).contains { $0.file == file && $0.message.contains(message) })
        #expect(throws: (any Error).self) { try readPolicy(broken) }
    }

    @Test(arguments: [
        ("en", "There is a child in the household.", "how long the family has lived apart"),
        ("pt", "Há uma criança no agregado.", "há quanto tempo a família vive separada"),
    ])
    func `the desk reads the class, why, and what the file does not say`(
        language: String, because: String, unknown: String
    ) async throws {
        let house = try await Browser(language: language)
        let kase = try await house.fixture.file()
        let page = try await house.get("/desk/cases/\(kase.reference)", as: "bruno")
        let part = try section("priority-class/priorityClass", of: page)
        #expect(part.contains("<data value=\"second\">") && part.contains(because))
        #expect(part.contains("<li>\(unknown)</li>") && part.contains("class=\"unverified\""))
        #expect(!part.contains("isSoleParent"))
        // What the desk takes up first is not said to the person: it decides nothing.
        let own = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(own.status == 200 && !own.text.contains("priority-class"))
    }
}

extension Fixture {
    fileprivate func priority(of kase: Case, on date: String) async throws -> Priority? {
        try await database.read { [house] db in
            let stored = try Case.stored(kase.id, in: db)
            let view = try CaseView(
                stored, for: bruno, at: Moment(day(date), hour: 10), in: db, house)
            return try view.priority(house)
        }
    }

    /// The sentence beside a ground of the model.
    fileprivate func because(_ ground: String) throws -> String {
        let text = try #require(realPolicy.texts["decisions/priority-class.dmn"])
        let start = try #require(text.firstRange(of: "<outputEntry><text>\"\(ground)\"</text>"))
        let notes = text[start.upperBound...].split(separator: "<annotationEntry><text>")
        return String(try #require(notes.dropFirst(4).first).prefix { $0 != "<" })
    }
}
