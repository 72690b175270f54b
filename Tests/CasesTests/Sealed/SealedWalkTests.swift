import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Sequences drawn with a seed: whatever is done in whatever order, these hold.
@Suite struct SealedWalkTests {
    @Test(arguments: Engine.underTest)
    func `row is fold, an outcome stays, and nothing is done that is not offered`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let procedure = try fixture.house.procedure(Complaints.code)
        var random = SeededRandom(93)
        for walk in 0..<6 {
            let id = try await fixture.file(at: after(walk))
            var outcome: String?
            for step in 1...14 {
                let now = after(walk + step)
                let view = try await fixture.view(id, at: now)
                let offered = try procedure.offers(.desk, view.history)
                guard
                    let act = procedure.acts.filter({ $0.by == .desk }).randomElement(
                        using: &random)
                else { continue }
                let answers = sample(act, &random)
                if offered.contains(act) {
                    try await fixture.act(act.code, answers, on: id, at: now)
                } else {
                    await #expect(throws: SealedRefusal.notOffered) {
                        try await fixture.act(act.code, answers, on: id, at: now)
                    }
                }
                let after = try await fixture.view(id, at: now)
                let reached = procedure.outcome(of: after.history)?.code
                if let outcome { #expect(reached == outcome) }
                outcome = reached
                let row = try await fixture.database.read { try SealedRow.stored(id, in: $0) }
                #expect((row.endedAt != nil) == (after.stage.turn == .none))
                #expect(row.endedAt == nil || row.limitDate == nil && row.nextDate == nil)
            }
        }
        #expect(try await fixture.differences() == [])
        let faults = try await fixture.database.read { try $0.verifyJournal() }
        #expect(faults.isSound)
    }

    /// Good answers to whatever an act asks.
    private func sample(_ act: SealedAct, _ random: inout SeededRandom) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: act.section.fields.map { field in
                let answer: String =
                    switch field.kind {
                    case .choice: field.options.randomElement(using: &random)?.code ?? ""
                    case .day: "2026-11-20"
                    case .number: String(field.limits.min ?? 1)
                    case .yesNo: Bool.random(using: &random) ? "yes" : "no"
                    // Another word for each: the register refuses one that is in a name.
                    default: "Palavra" + field.code
                    }
                return (field.code, answer)
            })
    }
}
