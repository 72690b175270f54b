import Foundation
import Kernel
import Languages
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct RoundTests {
    @Test(arguments: Engine.underTest)
    func `a round asks every voice, and says who was not heard`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        try await sample.report("A2", .discontinued, text: "No", approvedBy: ivo, plan: "trial")
        let round = try await sample.round()
        var owed = try await sample.owed(round)
        #expect(owed.map(\.voice.rawValue).sorted() == ["civil", "lead", "lead", "municipality"])
        #expect(owed.allSatisfy { $0.state == nil })
        try await sample.report("A1", .started, approvedBy: ivo, plan: "trial", round: round)
        owed = try await sample.owed(round)
        #expect(owed.filter(\.isHeard).map(\.voice) == [.lead])
        let after = noon.utcDay.adding(days: 31)
        #expect(try await sample.standing("A1", plan: "trial", on: after).isSilent == false)
        #expect(try await sample.standing("A1.1", plan: "trial", on: after).isSilent)
        #expect(try await sample.standing("A1", plan: "trial", on: after).isOverdue)
    }

    @Test func `a closed round takes nothing, and a plan has one round of a name`() async throws {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        let round = try await sample.round()
        await #expect(throws: Refused.self) { try await sample.round() }
        await #expect(throws: Refused.notFound) { try await sample.round("Other", by: helena) }
        try await sample.database.write { db in
            try CloseRound(round: round).perform(by: ivo, at: noon, in: db)
        }
        await #expect(throws: ReportRefusal.roundClosed) {
            try await sample.report("A1", .started, plan: "trial", round: round)
        }
    }

    @Test(arguments: Engine.underTest)
    func `who owes reports is told when a round opens, and weekly when it nears its end`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        try await sample.know("Body One", 101, mail: "one@example.org")
        let round = try await sample.round()
        #expect(try await sample.plans.remindReporters(at: noon) == 1)
        #expect(try await sample.plans.remindReporters(at: later(8)) == 0)
        #expect(try await sample.plans.remindReporters(at: later(17)) == 1)
        #expect(try await sample.plans.remindReporters(at: later(18)) == 0)
        #expect(try await sample.plans.remindReporters(at: later(24)) == 1)
        let letters = try await sample.database.read { db in
            try db.outboxDue(at: later(30), limit: 10)
        }
        #expect(letters.count == 3)
        let letter = try JSONDecoder().decode(
            ReportLetter.self, from: Data(try #require(letters.first).body))
        #expect(letter.to == "one@example.org" && letter.codes == ["A1", "A1.1"])
        for code in ["A1", "A1.1"] {
            try await sample.report(
                code, .started, approvedBy: ivo, plan: "trial", round: round, at: later(25))
        }
        #expect(try await sample.plans.remindReporters(at: later(40)) == 0)
    }

    @Test func `a body says in public why it is late`() async throws {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        let round = try await sample.round()
        let node = try await sample.node("A1", plan: "trial")
        try await sample.database.write { db in
            try ExcuseLate(round: round, node: node.id, words: "The register was down.")
                .perform(by: helena, at: noon, in: db)
        }
        #expect(try await sample.owed(round).map(\.excuse).contains("The register was down."))
    }
}

private func later(_ days: Int64) -> Moment { noon.adding(seconds: days * 86_400) }

extension Sample {
    @discardableResult
    func round(
        _ name: String = "Spring", by person: Principal = ivo
    ) async throws
        -> ID<PlanRound>
    {
        let today = noon.utcDay
        let action = OpenRound(
            plan: "trial", name: name, covers: today.adding(days: -180)...today, opens: today,
            due: today.adding(days: 30))
        return try await database.write { db in
            try action.perform(by: person, at: noon, in: db)
        }
    }

    func owed(_ round: ID<PlanRound>) async throws -> [Owed] {
        try await database.read { db in try Owed.of(round, in: db) }
    }
}
