import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// Every procedure of the policy, and each way to end it that says its person is not right; what ends by silence has tests
/// of its own, and what something else than a hearing stands before is in `ProtectionTests`.
private let endings: [(String, String)] = {
    let procedures = (try? sharedPolicy.get().procedures) ?? []
    return procedures.flatMap { procedure in
        procedure.outcomes.filter {
            !$0.needsPapers && $0.heardBy == nil && !silentOutcomes.contains($0.code)
        }.map { (procedure.code, $0.code) }
    }
}()

/// Nothing that ends a request by its person's silence is done without proof that they were reached.
@Suite struct SilenceEndsNothingTests {
    @Test func `the policy knows such endings, and each is heard first`() throws {
        #expect(endings.count >= 5)
        for (code, outcome) in endings {
            let procedure = try #require(sharedPolicy.get().procedure(code))
            #expect(procedure.outcome(outcome)?.hearing == true, "\(code) \(outcome)")
        }
    }

    @Test(arguments: endings)
    func `without a draft, and with one that reached nobody, it is refused on every later day`(
        procedure: String, outcome: String
    ) throws {
        var kase = try PureCase(procedure)
        for days in [1, 30, 90, 400, 2_000] {
            var later = kase
            later.wait(days: days)
            #expect(try later.refusal(.decide(outcome)) != nil, "\(days)")
        }
        kase.perform(.propose(outcome))
        for days in [1, 30, 90, 150] {
            var later = kase
            later.wait(days: days)
            #expect(try later.refusal(.decide(outcome)) != nil, "\(days)")
        }
        var soon = kase
        soon.wait(days: 60)
        #expect(try soon.refusal(.decide(outcome)) == .notReached)
        // The proof is all that was missing: that the test can fail is seen here.
        kase.perform(.reach)
        kase.wait(days: 60)
        #expect(try kase.refusal(.decide(outcome)) == nil)
    }

    @Test func `nor does an unpaid fee, without an expired document and a warning that came`()
        throws
    {
        let procedure = try #require(sharedPolicy.get().procedure("renewal"))
        var kase = try PureCase(procedure)
        #expect(try kase.refusal(.propose(unpaidOutcome)) == .notExpired)
        for act in [PureFee.demand, .issue] { kase.perform(.fee(act)) }
        #expect(try kase.refusal(.propose(unpaidOutcome)) == .notExpired)
        kase.perform(.fee(.expire))
        for days in [1, 30, 50] {
            var later = kase
            later.wait(days: days)
            #expect(try later.refusal(.decide(unpaidOutcome)) == .notHeard, "\(days)")
        }
        kase.perform(.propose(unpaidOutcome))
        var silent = kase
        silent.wait(days: 50)
        #expect(try silent.refusal(.decide(unpaidOutcome)) == .notReached)
        kase.perform(.reach)
        #expect(try kase.refusal(.decide(unpaidOutcome)) == .hearingRuns)
        kase.wait(days: 50)
        #expect(try kase.refusal(.decide(unpaidOutcome)) == nil)
        kase.perform(.decide(unpaidOutcome))
        #expect(try kase.standing().stage.code == "closed-unpaid")
        kase.perform(.fee(.pay))
        #expect(try kase.history.decision == nil && kase.standing().stage.code == "in-analysis")
    }

    @Test func `no clock of a case lets a person's silence end it without a notice behind it`()
        throws
    {
        let notices: Set = [
            CaseEvent.hearingNotifiedKind, CaseEvent.hearingRegisteredKind,
        ]
        for procedure in try sharedPolicy.get().procedures {
            for rule in procedure.clocks
            where rule.whose == .person && [.lapse, .mayLapse].contains(rule.effect) {
                // It ends nothing: what it allows is a warning, of which somebody has to know.
                if rule.name == inactivityClock, rule.effect == .mayLapse { continue }
                let starts = Set(rule.starts.map(\.event))
                #expect(starts.isSubset(of: notices), "\(procedure.code) \(rule.name)")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a registered letter that came back is no proof, until the draft is brought anew`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.bring(.registered, kase, at: after(1))
        let letter = try await fixture.letter(.hearing, of: kase).id
        try await fixture.comeBack(letter, of: kase, on: after(9).utcDay, at: after(9))
        for days in [9, 40, 80] {
            await #expect(throws: CaseRefusal.letterCameBack) {
                try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(days))
            }
        }
        try await fixture.bring(.handed, kase, at: after(41))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(42))
        }
        try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(80))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        #expect(try await fixture.differences().isEmpty)
    }
}
