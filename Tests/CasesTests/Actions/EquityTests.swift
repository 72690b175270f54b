import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Groups are compared by what a file states, and by nothing that it does not.
struct EquityTests {
    private func file(
        _ fixture: Fixture, _ answers: [String: String], at now: Moment
    ) async throws -> Case {
        let action = FileCase(
            procedure: "cplp",
            household: Household(
                holder: anasHousehold.holder, holderIsRefugee: false, family: []),
            municipality: lisbon, applicant: ana.person ?? PersonID(1), answers: answers)
        return try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: ana, at: now, in: db, house)
        }
    }

    private func sums(_ fixture: Fixture) async throws -> [Measure: Int] {
        try await fixture.database.read { db in try Measure.sums(in: db) }
    }

    @Test(arguments: Engine.underTest)
    func `nationality and sex are counted where they were stated, as corrected, and counted anew`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await file(
            fixture, ["nationality": "UA", "sex": "male"], at: after(-9))
        let correct = CorrectAnswers(
            reference: kase.reference, section: "origin", typed: ["nationality": "BR"])
        try await fixture.database.write { [house = fixture.house] db in
            try correct.perform(by: ana, at: after(-8), in: db, house)
        }
        let silent = try await file(fixture, [:], at: after(-9))
        for one in [kase, silent] {
            try await fixture.decide("granted", ["conditions-met"], of: one, at: after(-1))
        }
        let sums = try await sums(fixture)
        let groups = sums.keys.filter { $0.kind == .nationality || $0.kind == .sex }
        #expect(Set(groups.map(\.group)) == ["cplp", "male"])
        #expect(groups.allSatisfy { sums[$0] == 1 }, "who stated nothing is in no group")
        let counted = try await fixture.database.read { [house = fixture.house] db in
            try Measure.counted(in: db, house)
        }
        #expect(counted == sums)
    }

    @Test(arguments: Engine.underTest)
    func `a file taken over is in the group of what its row states`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let decided = ["state": "decided", "outcome": "granted", "decided": "2024-05-01"]
        try await fixture.take(
            Backlog.text([
                Backlog.row(decided),
                Backlog.row(decided.merging(["number": "2", "nationality": "UA"]) { $1 }),
                Backlog.row(decided.merging(["number": "3", "nationality": ""]) { $1 }),
            ]))
        let groups = try await sums(fixture).filter { $0.key.kind == .nationality }
        #expect(Set(groups.keys.map(\.group)) == ["cplp", "other"])
    }

    @Test func `no form asks the sex without its purpose, and nobody has to answer`() throws {
        let policy = try sharedPolicy.get()
        var asked = 0
        for procedure in policy.procedures {
            for section in procedure.form.sections
            where section.fields.contains(where: { $0.code == sexField }) {
                asked += 1
                #expect(section.fields.count == 1 && !section.fields[0].isRequired)
                #expect(section.why.text.en.contains("no part in the decision"))
            }
        }
        #expect(asked == 3)
    }

    @Test func `two groups never share a country, and none is called as the rest`() {
        let path = BoardChoices.path
        for (old, new) in [("ST, TL]", "ST, TL, BR]"), ("code: cplp", "code: other")] {
            let broken = policy(changing: [path: { $0.replacing(old, with: new) }])
            #expect(policyCheck(broken).map(\.file) == [path], "\(new)")
        }
    }
}
