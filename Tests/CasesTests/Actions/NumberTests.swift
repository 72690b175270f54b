import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A file is found by the number of a document that somebody showed, within one's rights.
@Suite struct NumberTests {
    @Test(arguments: Engine.underTest)
    func `a file is found by a whole number however it is written, by its own office alone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.note("P <ab> 12-34 567", of: kase, by: bruno)
        for typed in ["pab1234567", "PAB 1234567", " p-ab-1234567 "] {
            #expect(try await fixture.found(typed, by: bruno) == [kase.reference], "\(typed)")
            #expect(try await fixture.found(typed, by: beatriz) == [], "\(typed)")
        }
        for typed in ["PAB123456", "1234567", "PAB12345678", "%1234567"] {
            #expect(try await fixture.found(typed, by: bruno) == [], "\(typed)")
        }
        // Nobody's own file is in their queue.
        let herself = Principal(
            account: AccountID(77), person: ana.person, name: "Ana", duties: bruno.duties)
        #expect(try await fixture.found("PAB1234567", by: herself) == [])
        #expect(try await fixture.kinds(of: kase).last == "case.number-noted")
    }

    @Test(arguments: Engine.underTest)
    func `a number that reads as a reference finds both files`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        var one = try await fixture.file()
        // Few references have no digit at all: those read as no number.
        while DocumentNumber(one.reference.text) == nil { one = try await fixture.file() }
        let other = try await fixture.file(yusuf)
        let typed = one.reference.text
        try await fixture.note(typed, of: other, by: bruno)
        let found = try await fixture.found(typed, by: bruno)
        #expect(Set(found) == [one.reference, other.reference] && found.count == 2)
    }

    @Test(arguments: Engine.underTest)
    func `a number is noted once, by those who work on the file, after its decision too`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let other = try await fixture.file(yusuf)
        try await fixture.note("AB123456", of: kase, by: bruno)
        await #expect(throws: NumberRefusal.known) {
            try await fixture.note("ab 123456", of: kase, by: bruno)
        }
        for who in [beatriz, ana, marta] {
            await #expect(throws: Refused.notFound) {
                try await fixture.note("CD123456", of: kase, by: who)
            }
        }
        let stranger = try #require(try await fixture.members(of: other).first?.id)
        await #expect(throws: Refused.notFound) {
            try await fixture.note("CD123456", of: kase, by: bruno, member: stranger)
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        // The card comes after the decision, and has a number too.
        try await fixture.note("CD123456", of: kase, by: bruno)
        #expect(try await fixture.found("CD123456", by: bruno) == [kase.reference])
    }

    @Test func `what can be no number of a document is none`() {
        for typed in ["", "1234", "passport", "João 12345", String(repeating: "1", count: 25)] {
            #expect(DocumentNumber(typed) == nil, "\(typed)")
        }
        let number = DocumentNumber(" ab  12-345 ")
        #expect(number?.plain == "AB12345" && number?.shown == "ab 12-345")
        #expect(QueueSearch("ana 2") == .words(["ana", "2"]))
    }

    @Test func `an officer notes a number, and a queue without it says so`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        let empty = try await house.post(desk + "/numbers", as: "bruno", from: page, [:])
        #expect(empty.status == 422 && empty.text.contains("#field-number"))
        let member = try await house.fixture.members(of: kase)[1].id
        let noted = try await house.post(
            desk + "/numbers", as: "bruno", from: page,
            ["whose": "\(member)", "number": "AB 123456"])
        #expect(noted.status == 303)
        #expect(try await house.get(desk, as: "bruno").text.contains("Ivo Exemplo: AB 123456"))
        let found = try await house.get("/desk?search=ab123456", as: "bruno")
        #expect(found.text.contains(kase.reference.text))
        let none = try await house.get("/desk?search=ab123457", as: "bruno")
        #expect(none.text.contains("has a document with this number"))
        #expect(!none.text.contains(kase.reference.text))
    }
}

extension Fixture {
    fileprivate func note(
        _ typed: String, of kase: Case, by officer: Principal, member: CaseMemberID? = nil
    ) async throws {
        let first = try await members(of: kase)[0].id
        let number = try #require(DocumentNumber(typed))
        let action = NoteNumber(
            reference: kase.reference, member: member ?? first, number: number)
        try await database.write { [house] db in
            try action.perform(by: officer, at: noon, in: db, house)
        }
    }

    fileprivate func found(_ typed: String, by who: Principal) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(who))
        queue.search = QueueSearch(typed, keys: database.keys)
        let asked = queue
        return try await database.read { db in
            let result = try asked.run(who, in: db)
            #expect(result.count == result.lines.count)
            return result.lines.map(\.kase.reference)
        }
    }
}
