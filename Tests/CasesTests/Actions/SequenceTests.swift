import Foundation
import Kernel
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// Every procedure of the policy, through every sequence of a few accepted acts: nothing gets lost on the way.
@Suite struct SequenceTests {
    @Test(arguments: procedures) func `every sequence of acts keeps what must always hold`(
        code: String
    ) throws {
        var walk = Walk(depth: actsMax)
        try walk.visit(PureCase(code))
        #expect(walk.faults == [])
        // tools/prove/sequences.py reads it.
        if actsMax > 3 || procedureAsked != nil { print("\(code): \(walk.told)") }
        // Fewer would mean that nothing was walked.
        #expect(
            walk.states >= fewest.states && walk.decided >= fewest.decided,
            "\(walk.states), \(walk.decided)")
    }

    @Test func `where two decide it holds as well, and nobody decides alone`() throws {
        let folder = policy(changing: ["procedures/renewal.yaml": { "fourEyes: true\n" + $0 }])
        let procedure = try #require(try readPolicy(folder).procedure("renewal"))
        #expect(try PureCase(procedure).refusal(.decide("granted")) == .stepNotNow)
        var walk = Walk(depth: actsMax)
        try walk.visit(PureCase(procedure))
        #expect(walk.faults == [])
        #expect(
            walk.states >= fewest.states && walk.decided >= fewest.decided,
            "\(walk.states), \(walk.decided)")
    }

    @Test(arguments: silent)
    func `where a case may be closed unpaid it holds as well, and a payment opens it`(
        code: String
    ) throws {
        // From here the walk comes to the closure, and on from it.
        var warned = try PureCase(code)
        for act in [PureFee.demand, .issue, .expire] { warned.perform(.fee(act)) }
        for act in [PureAct.propose(unpaidOutcome), .reach] { warned.perform(act) }
        warned.wait(days: 60)
        var late = Walk(depth: warned.done.count + min(actsMax, 3))
        try late.visit(warned)
        #expect(late.faults == [])
        #expect(late.closed > 0 && late.opened > 0, "\(late.closed), \(late.opened)")
    }

    @Test(arguments: silent)
    func `where a case may lapse it holds as well, and what comes in keeps it open`(
        code: String
    ) throws {
        var warned = try PureCase(code)
        warned.perform(.ask)
        warned.wait(days: 200)
        // What silence approved by then does not lapse.
        let silent = try warned.clocks.tacitApproval(of: warned.history, on: warned.today)
        if silent?.isInEffect(on: warned.today) == true { return }
        for act in [PureAct.propose(lapsedOutcome), .reach] {
            #expect(try warned.refusal(act) == nil, "\(act)")
            warned.perform(act)
        }
        warned.wait(days: 60)
        var late = Walk(depth: warned.done.count + min(actsMax, 3))
        try late.visit(warned)
        #expect(late.faults == [] && late.decided > 0, "\(late.decided)")
        var handed = warned
        handed.perform(.receive)
        #expect(try handed.refusal(.decide(lapsedOutcome)) == .notInactive)
    }

    @Test func `four procedures know both endings, and confirm neither`() throws {
        for code in silent {
            let procedure = try #require(sharedPolicy.get().procedure(code))
            for outcome in silentOutcomes {
                let rule = try #require(procedure.outcome(outcome))
                #expect(rule.hearing && !rule.grounds.isEmpty)
                #expect(rule.grounds.allSatisfy { !$0.verified }, "\(code) \(outcome)")
            }
            let rule = try #require(procedure.clocks.rule(inactivityClock, on: noon.utcDay))
            #expect(!rule.isVerified && rule.effect == .mayLapse)
        }
    }

    @Test(arguments: procedures.filter(isAboutStatus))
    func `a grant leads to the card in the hand, whatever comes back`(
        code: String
    ) throws {
        var kase = try PureCase(code)
        kase.perform(.decide("granted"))
        let steps = [
            "family-here", "fee-asked", "fee-asked", "fee-paid", "biometrics-called",
            "biometrics-taken", "address-checked", "title-ordered", "title-produced",
            "title-dispatched", "title-returned", "address-given", "title-dispatched",
            "title-lost", "address-checked", "title-ordered", "title-lost", "address-given",
            "title-ordered", "title-produced", "title-dispatched", "title-received",
        ]
        for step in steps where kase.procedure.step(step) != nil {
            #expect(try kase.refusal(.step(step)) == nil, "\(code): \(step)")
            kase.perform(.step(step))
        }
        #expect(try kase.standing().stage.code == "in-hand")
        #expect(try kase.standing().turn == .none && kase.clocks.open(of: kase.history).isEmpty)
    }

    @Test func `a family abroad goes by the consulate, which may be asked again`() throws {
        var kase = try PureCase("family-reunification")
        kase.perform(.decide("granted"))
        for (step, stage) in [
            ("consulates-told", "visa-at-consulate"), ("visa-refused", "visa-refused"),
            ("consulates-told", "visa-at-consulate"), ("visa-issued", "entry"),
            ("family-arrived", "fee-due"),
        ] {
            #expect(try kase.refusal(.step(step)) == nil, "\(step)")
            kase.perform(.step(step))
            #expect(try kase.standing().stage.code == stage)
        }
    }

    @Test func `the CPLP permit waits for the consulate, and the clock of the office with it`()
        throws
    {
        var kase = try PureCase("cplp")
        kase.perform(.step("visa-asked"))
        #expect(try kase.standing().stage.code == "visa-at-consulate")
        #expect(try kase.standing().clock == "visa")
        #expect(try kase.clocks.clock("decision", of: kase.history)?.derivation.end == nil)
        #expect(try kase.refusal(.step("visa-held")) == .stepNotNow)
        kase.perform(.step("visa-issued"))
        #expect(try kase.standing().stage.code == "in-analysis")
        #expect(try kase.clocks.clock("decision", of: kase.history)?.derivation.end != nil)
    }

    /// Sixty calendar days after 23 November 2026: 22 January 2027; each renewal adds sixty.
    @Test func `the receipt of a renewal counts for sixty days, and for sixty more each time`()
        throws
    {
        var kase = try PureCase("renewal")
        func last() throws -> Day? {
            try kase.clocks.validities(of: kase.history).first?.derivation.end
        }
        #expect(try last() == day("2027-01-22"))
        kase.perform(.step("receipt-renewed"))
        #expect(try last() == day("2027-03-23"))
        let others = ["family-reunification", "residence-permit", "cplp"]
        for code in others {
            let other = try PureCase(code)
            #expect(try other.clocks.validities(of: other.history).isEmpty, "\(code)")
        }
    }

    @Test func `silence grants a renewal and no first permit`() throws {
        for (code, refused) in [("renewal", true), ("residence-permit", false)] {
            var kase = try PureCase(code)
            kase.wait(days: 200)
            let answer = try kase.refusal(.propose("refused"))
            let article = "artigo 82.º, n.º 7, da Lei n.º 23/2007"
            #expect(answer == (refused ? .tacitlyApproved(article) : nil), "\(code)")
            #expect(try kase.refusal(.decide("granted")) == nil)
        }
    }
}

/// By their files: one that does not load fails. `CAIS_PROCEDURE` names a single one.
private let procedures = realPolicy.paths("procedures", ".yaml").map {
    String($0.dropFirst("procedures/".count).dropLast(".yaml".count))
}.filter { procedureAsked == nil || procedureAsked == $0 }
private let procedureAsked = ProcessInfo.processInfo.environment["CAIS_PROCEDURE"]
/// What may end by its person's silence.
private let silent = ["renewal", "residence-permit", "cplp", "family-reunification"]
/// What ends with a card.
@Sendable private func isAboutStatus(_ code: String) -> Bool {
    (try? sharedPolicy.get().procedure(code)?.concern) ?? .status == .status
}
/// Six in the long form, otherwise two, or as many as `CAIS_ACTS` says: each act more takes about six times as long, and
/// three were half of all that the tests of cases calculate.
private let actsMax: Int = {
    let environment = ProcessInfo.processInfo.environment
    if let asked = environment["CAIS_ACTS"].flatMap({ Int($0) }) { return asked }
    return environment["CAIS_LONG"] == "1" ? 6 : 2
}()
/// What a walk meets at least, or it walked nothing: three acts decide a request of the diaspora three times, and lead
/// temporary protection to 35 states.
private let fewest = actsMax < 3 ? (states: 5, decided: 0) : (states: 35, decided: 3)
