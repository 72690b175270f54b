import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Who is who to whom: what a household says, and what an officer states besides.
@Suite struct TieTests {
    @Test(arguments: Engine.underTest)
    func `the household tells who is who, and who said it when`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let noa = PersonOfFile(
            name: "Noa Exemplo", birth: day("2026-11-24"), relation: .child, isInPortugal: true)
        try await fixture.database.write { [house = fixture.house] db in
            try AddMember(reference: kase.reference, person: noa)
                .perform(by: bruno, at: after(2), in: db, house)
        }
        let ties = try await fixture.ties(of: kase)
        #expect(ties.map(\.one) == ["Ivo Exemplo", "Lia Exemplo", "Noa Exemplo"])
        #expect(ties.map(\.tie) == [.spouse, .child, .child])
        #expect(ties.allSatisfy { $0.other == "Ana Exemplo" && $0.id == nil })
        #expect(ties.map(\.saidBy) == [.person, .person, .office])
        #expect(ties.map(\.at) == [noon, noon, after(2)])
    }

    @Test(arguments: Engine.underTest)
    func `an officer states who is whose guardian, once, with what they saw, and ends it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.state(.guardian, 1, 2, in: kase)
        let stated = try #require(try await fixture.ties(of: kase).last)
        #expect(stated.one == "Ivo Exemplo" && stated.tie == .guardian)
        #expect(stated.other == "Lia Exemplo" && stated.saidBy == .officer("Bruno"))
        #expect(stated.proof == "Decisão do tribunal, vista" && stated.endedAt == nil)
        // Read from the other side it says the same.
        await #expect(throws: PeopleRefusal.keyKnown) {
            try await fixture.state(.dependant, 2, 1, in: kase)
        }
        await #expect(throws: PeopleRefusal.tieWithOneself) {
            try await fixture.state(.sibling, 1, 1, in: kase)
        }
        await #expect(throws: PeopleRefusal.reasonMissing) {
            try await fixture.state(.sibling, 1, 2, in: kase, proof: "")
        }
        for who in [beatriz, ana, dinis, marta] {
            await #expect(throws: Refused.notFound) {
                try await fixture.state(.sibling, 1, 2, in: kase, by: who)
            }
        }
        let id = try #require(stated.id)
        try await fixture.database.write { [house = fixture.house] db in
            try EndTie(reference: kase.reference, tie: id)
                .perform(by: bruno, at: after(3), in: db, house)
        }
        #expect(try await fixture.ties(of: kase).last?.endedAt == after(3))
        #expect(
            try await fixture.kinds(of: kase).suffix(2) == [
                "person.tie-stated", "person.tie-ended",
            ])
    }

    @Test func `every tie read backwards twice is itself`() {
        for tie in PersonTie.allCases {
            #expect(tie.inverse.kin == tie.kin)
            #expect(tie.inverse.inverse == tie)
        }
        #expect(PersonTie(Relation.holder) == nil && PersonTie(Relation.adultChild) == .child)
    }

    @Test func `the desk shows who is who and takes what an officer saw`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/desk/cases/\(kase.reference)/ties"
        let page = try await house.get(path, as: "bruno")
        #expect(page.text.contains("whoever handed the file in"))
        let members = try await house.fixture.members(of: kase)
        let empty = try await house.post(path, as: "bruno", from: page, ["tie": "guardian"])
        #expect(empty.status == 422 && empty.text.contains("#field-proof"))
        let done = try await house.post(
            path, as: "bruno", from: page,
            [
                "one": "\(members[1].id)", "tie": "guardian", "other": "\(members[2].id)",
                "proof": "Sentença",
            ])
        #expect(done.status == 303)
        #expect(try await house.get(path, as: "bruno").text.contains("Sentença"))
        #expect(try await house.get(path, as: "beatriz").status == 404)
    }
}

extension Fixture {
    fileprivate func ties(of kase: Case) async throws -> [StatedTie] {
        try await database.read { db in
            let events = try CaseEvent.all(of: kase.id, in: db)
            return try StatedTie.all(
                of: kase, try #require(Case.fold(events)), events, in: db)
        }
    }

    fileprivate func state(
        _ tie: PersonTie, _ one: Int, _ other: Int, in kase: Case,
        proof: String = "Decisão do tribunal, vista", by who: Principal = bruno
    ) async throws {
        let members = try await members(of: kase)
        let action = StateTie(
            reference: kase.reference, one: members[one].id, tie: tie, other: members[other].id,
            proof: proof)
        try await database.write { [house] db in
            try action.perform(by: who, at: after(1), in: db, house)
        }
    }
}
