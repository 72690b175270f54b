import Decisions
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Who cannot care for themselves: as it was said at filing, it counts for the class of the file and for nothing else.
@Suite struct CareTests {
    @Test(arguments: Engine.underTest)
    func `what was ticked counts, and what was not is no answer`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        for (care, code, isKnown) in [(true, "first", true), (nil, "second", false)]
            as [(Bool?, String, Bool)]
        {
            let kase = try await fixture.file(withCare: care)
            let priority = try #require(
                try await fixture.view(kase, for: bruno, at: after(1)).priority(fixture.house))
            #expect(priority.code == code)
            #expect(!priority.unknown.contains("isVulnerable") == isKnown)
            let view = try await fixture.view(kase, for: bruno, at: after(1))
            let last = try #require(view.members.last)
            #expect(view.person(of: last).cannotCareForSelf == care)
            #expect(try await fixture.differences().isEmpty)
        }
    }

    @Test func `decision models are told what was ticked, and nothing that was not`() {
        func facts(_ care: Bool?) -> [String: FEELValue] {
            let household = anasHousehold.caring(care)
            return household.facts(of: household.family[1], on: noon.utcDay)
        }
        #expect(facts(true)["incapable"]?.text == "true")
        #expect(facts(nil)["incapable"] == nil)
    }

    @Test func `a journal from before the tick is read`() throws {
        let ivo = anasHousehold.family[0]
        let data = try JSONEncoder().encode(ivo)
        #expect(!String(decoding: data, as: UTF8.self).contains("cannotCareForSelf"))
        #expect(try JSONDecoder().decode(PersonOfFile.self, from: data) == ivo)
    }

    @Test func `the form asks, the summary and the desk say it, and the tick is kept on the way`()
        async throws
    {
        let house = try await Browser()
        let path = "/cases/new/renewal"
        let form = try await house.get(path, as: "ana")
        #expect(form.text.contains("I cannot care for myself"))
        let typed = [
            "members": "0", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
            "care": "yes",
        ]
        let kept = try await house.post(
            path, as: "ana", from: form, typed.merging(["step": "check"]) { $1 })
        let request = try #require(kept.header("location"))
        let people = try await house.get(request + "/household", as: "ana")
        #expect(people.text.firstMatch(of: #/name="care"[^>]*checked/#) != nil)
        let summary = try await house.get(request + "/review", as: "ana")
        #expect(summary.text.contains("cannot care for himself or herself"))
        let sent = try await house.post(request + "/sending", as: "ana", from: summary, [:])
        let own = try #require(sent.header("location")?.split(separator: "?").first)
        let desk = try await house.get("/desk\(own)", as: "bruno")
        #expect(desk.text.contains("cannot care for himself or herself"))
        #expect(desk.text.contains("Somebody in the household is in a vulnerable situation."))
    }
}

extension Household {
    /// The same, with what is said of the last of the family.
    fileprivate func caring(_ care: Bool?) -> Household {
        let last = family[1]
        let person = PersonOfFile(
            name: last.name, birth: last.birth, relation: last.relation,
            isInPortugal: last.isInPortugal, cannotCareForSelf: care)
        return Household(
            holder: holder, holderIsRefugee: holderIsRefugee, family: [family[0], person])
    }
}

extension Fixture {
    fileprivate func file(withCare care: Bool?) async throws -> Case {
        let action = FileCase(
            procedure: "family-reunification", household: anasHousehold.caring(care),
            municipality: lisbon, applicant: ana.person ?? PersonID(1))
        return try await database.write { [house] db in
            try action.perform(by: ana, at: noon, in: db, house)
        }
    }
}
