import Kernel
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// Complaints about the service and requests about one's data, as their files make them; every sequence of acts is tried in
/// `SequenceTests`.
@Suite struct AboutServiceTests {
    @Test(arguments: [
        ("data-request", "granted", "carrying-out", "done-as-decided", "carried-out"),
        ("service-complaint", "upheld", "putting-right", "measure-taken", "put-right"),
    ])
    func `what is decided about the service or one's data is not over before it is done`(
        code: String, outcome: String, due: String, step: String, done: String
    ) throws {
        var kase = try PureCase(code)
        #expect(try kase.refusal(.step(step)) == .stepNotNow)
        kase.perform(.decide(outcome))
        #expect(try kase.standing().stage.code == due && kase.standing().turn == .state)
        #expect(try kase.clocks.open(of: kase.history).map(\.clock) == [due])
        kase.perform(.step(step))
        #expect(try kase.standing().stage.code == done && kase.standing().turn == .none)
        #expect(try kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test(arguments: ["data-request", "service-complaint"])
    func `nobody is told no, or half of it, without having been heard`(code: String) throws {
        let kase = try PureCase(code)
        let outcomes = kase.procedure.outcomes
        #expect(outcomes.count == 3)
        for outcome in outcomes.dropFirst() {
            #expect(try kase.refusal(.decide(outcome.code)) == .notHeard, "\(outcome.code)")
            var heard = kase
            for act in [PureAct.propose(outcome.code), .reach, .answerHearing] {
                #expect(try heard.refusal(act) == nil)
                heard.perform(act)
            }
            #expect(try heard.refusal(.decide(outcome.code)) == nil, "\(outcome.code)")
        }
        #expect(try kase.refusal(.decide(outcomes[0].code)) == nil)
    }

    @Test func `the month of a data request is made longer once, with its reason`() throws {
        var kase = try PureCase("data-request")
        func end() throws -> Day? {
            try kase.clocks.clock("decision", of: kase.history)?.derivation.end
        }
        // A month after 23 November 2026 is 23 December.
        #expect(try end() == day("2026-12-23"))
        let rule = try #require(kase.procedure.step("period-extended"))
        #expect(
            try kase.procedure.refusal(of: rule, for: nil, kase.history, note: "")
                == .stepNoteMissing)
        kase.perform(.step("period-extended"))
        #expect(try end() == day("2027-02-23"))
        #expect(try kase.refusal(.step("period-extended")) == .stepDone)
    }
}
