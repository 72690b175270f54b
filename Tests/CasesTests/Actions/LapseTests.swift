import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A case lapses only where its file knows a period of inaction, after a warning that came, and it is no refusal.
@Suite struct LapseTests {
    @Test(arguments: Engine.underTest)
    func `after the whole period and a warning that came it lapses, with letters of its own`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("residence-permit")
        await #expect(throws: CaseRefusal.notInactive) {
            try await fixture.warn(kase, at: after(1))
        }
        try await fixture.ask("passport", of: kase, at: after(1))
        // Six months after Tuesday, 24 November 2026.
        await #expect(throws: CaseRefusal.notInactive) {
            try await fixture.warn(kase, at: Moment(day("2027-05-24"), hour: 10))
        }
        let late = Moment(day("2027-05-26"), hour: 10)
        try await fixture.warn(kase, at: late)
        let warning = try await fixture.letter(.lapseWarning, of: kase)
        #expect(warning.html.contains("Nada está encerrado"))
        try await fixture.bring(.registered, kase, at: late)
        await #expect(throws: CaseRefusal.warningUnproven) {
            try await fixture.lapse(kase, at: Moment(day("2027-07-01"), hour: 10))
        }
        try await fixture.bring(.handed, kase, at: Moment(day("2027-07-01"), hour: 10))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.lapse(kase, at: Moment(day("2027-07-02"), hour: 10))
        }
        try await fixture.lapse(kase, at: Moment(day("2027-08-02"), hour: 10))
        let over = try await fixture.stored(kase).projection
        #expect(over.outcome == lapsedOutcome && over.state == "lapsed" && over.turn == .none)
        let letter = try await fixture.letter(.lapse, of: kase)
        #expect(letter.html.contains("deserto") && !letter.html.contains("foi <b>indeferido"))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what comes in ends the warning, and a file without such a period lets nothing lapse`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("residence-permit")
        try await fixture.ask("passport", of: kase, at: after(1))
        let late = Moment(day("2027-05-26"), hour: 10)
        try await fixture.warn(kase, at: late)
        try await fixture.bring(.handed, kase, at: late)
        try await fixture.receiveAll(of: kase, at: Moment(day("2027-05-27"), hour: 10))
        let history = try await fixture.history(of: kase)
        #expect(history.hearing == nil && history.openItems.isEmpty)
        await #expect(throws: CaseRefusal.notInactive) {
            try await fixture.lapse(kase, at: Moment(day("2027-08-02"), hour: 10))
        }
        #expect(try await fixture.differences().isEmpty)
        var without = try PureCase("legacy-ei")
        without.perform(.ask)
        without.wait(days: 2_000)
        #expect(try !without.clocks.isInactive(without.history, on: without.today))
        #expect(try without.refusal(.propose(lapsedOutcome)) == .unknownOutcome)
    }
}

extension Fixture {
    fileprivate func warn(_ kase: Case, at now: Moment) async throws {
        try await propose(["inaction"], of: kase, at: now, outcome: lapsedOutcome)
    }

    fileprivate func lapse(_ kase: Case, at now: Moment) async throws {
        try await decide(lapsedOutcome, ["inaction"], of: kase, at: now, despite: nil)
    }
}
