import Decisions
import Testing

@testable import Cases

/// Whom family reunification does not let in: nobody who is told so is asked anything more.
@Suite struct SureNoTests {
    private static let nobody: [[String: FEELValue]] = [
        ["who": "spouse", "holderPermit": "none"],
        ["who": "sibling", "holderPermit": "general", "refugee": false, "age": 18],
        ["who": "other-relative", "holderPermit": "general", "refugee": false],
        ["who": "parent", "holderPermit": "study", "refugee": false],
        ["who": "spouse", "holderPermit": "general", "age": 17],
    ]

    private func asked(_ given: [String: FEELValue]) throws -> [String] {
        let policy = try readPolicy(realPolicy)
        let wizard = try #require(policy.wizard("family-reunification"))
        let today = try #require(CivilDate(year: 2026, month: 11, day: 26))
        let known = given.merging(["filedOn": .date(today)]) { $1 }
        return try wizard.answers.flatMap { try $0.needed(known, at: after(1), policy.decisions) }
    }

    @Test(arguments: SureNoTests.nobody)
    func `after a sure no nothing more is asked`(_ given: [String: FEELValue]) throws {
        #expect(try asked(given) == [])
    }

    @Test func `why tells of the tables that say no, and of no other that was computed`() throws {
        let today = try #require(CivilDate(year: 2026, month: 11, day: 26))
        let answer = try sharedPolicy.get().decisions.ask(
            "family-eligibility", "eligibility",
            [
                "who": "spouse", "holderPermit": "general", "refugee": false, "age": 17,
                "filedOn": .date(today),
            ])
        #expect(answer.value == "excluded-union")
        #expect(answer.explanation.map(\.decision) == ["familyMember", "eligibility"])
        let computed = answer.computed.map(\.decision)
        #expect(computed.contains("waitingClass") && computed.contains("place"))
    }

    @Test func `who may come is still asked about`() throws {
        let child: [String: FEELValue] = [
            "who": "child", "holderPermit": "general", "refugee": false, "age": 5,
        ]
        let open = Set(try asked(child))
        #expect(open.isSuperset(of: ["permitSince", "housing", "inPortugal", "income"]))
        #expect(open.isDisjoint(with: ["unaccompaniedMinor", "parentsFound", "monthsTogether"]))
    }

    @Test func `who only the portal refuses is still asked about`() throws {
        let child: [String: FEELValue] = [
            "who": "child", "holderPermit": "cplp", "refugee": false, "age": 5,
        ]
        #expect(Set(try asked(child)).isSuperset(of: ["permitSince", "inPortugal", "income"]))
    }
}
