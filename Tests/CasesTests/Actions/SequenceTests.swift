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
        // Fewer would mean that nothing was walked.
        #expect(walk.states > 200 && walk.decided > 10, "\(walk.states), \(walk.decided)")
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

/// A walk through the states of a case, act by act.
private struct Walk {
    let depth: Int
    var states = 0
    var decided = 0
    var faults: Set<String> = []

    init(depth: Int) { self.depth = depth }

    mutating func visit(_ kase: PureCase) throws {
        states += 1
        if kase.history.decision != nil { decided += 1 }
        let open = try accepted(kase)
        try check(kase, open)
        if kase.done.count == depth { return try finish(kase) }
        for act in open {
            var next = kase
            next.perform(act)
            try visit(next)
        }
    }

    /// The acts that are taken now. What is refused is tried too, twice, and moves nothing.
    private mutating func accepted(_ kase: PureCase) throws -> [PureAct] {
        let before = try kase.clocks.projection(of: kase.history)
        var open: [PureAct] = []
        for act in kase.acts {
            let refusal = try kase.refusal(act)
            if try kase.refusal(act) != refusal { note("\(act) is refused otherwise", kase) }
            // To take back what was done leads nowhere new: `checkUndo` holds it to that.
            if refusal == nil, act != .undo { open.append(act) }
        }
        if try kase.clocks.projection(of: kase.history) != before { note("moved", kase) }
        return open
    }

    private mutating func check(_ kase: PureCase, _ open: [PureAct]) throws {
        let standing = try kase.standing()
        if !kase.procedure.stages.contains(standing.stage) { note("no such stage", kase) }
        let decisions = kase.done.count { if case .decide = $0 { true } else { false } }
        if decisions > 1 { note("two outcomes", kase) }
        if (decisions == 1) != (kase.history.decision != nil) { note("a lost outcome", kase) }
        guard standing.turn != .none else {
            if kase.history.decision == nil { note("nobody's turn, and not decided", kase) }
            if !open.isEmpty { note("over, and \(open) is left", kase) }
            return
        }
        guard let clock = standing.clock,
            try kase.clocks.next(of: kase.history, on: kase.today) != nil
        else { return note("nobody's clock runs at \(standing.stage.code)", kase) }
        if try !kase.clocks.open(of: kase.history).contains(where: { $0.clock == clock }) {
            note("the clock \(clock) of \(standing.stage.code) has no row", kase)
        }
        if open.isEmpty, try later(kase).isEmpty { note("a dead end", kase) }
        for act in open { try checkUndo(kase, act) }
    }

    /// A step that is taken back leaves everything as it was, and cannot be taken back twice.
    private mutating func checkUndo(_ kase: PureCase, _ act: PureAct) throws {
        let code: String
        switch act {
        case .step(let one), .stepOf(let one, _): code = one
        default: return
        }
        var other = kase
        other.perform(act)
        if try other.refusal(.undo) != nil { note("\(code) cannot be taken back", kase) }
        other.perform(.undo)
        let projection = try other.clocks.projection(of: other.history)
        if try projection != kase.clocks.projection(of: kase.history) {
            note("\(code), taken back, moved the case", kase)
        }
        if try other.clocks.open(of: other.history) != kase.clocks.open(of: kase.history) {
            note("\(code), taken back, moved a clock", kase)
        }
        if other.history.steps != kase.history.steps { note("\(code) is left", kase) }
    }

    /// What is taken once the windows of the person are over.
    private mutating func later(_ kase: PureCase) throws -> [PureAct] {
        var waited = kase
        waited.wait(days: longerThanEveryWindow)
        return try accepted(waited)
    }

    /// From here on somebody always does the first thing that can be done: it ends.
    private mutating func finish(_ kase: PureCase) throws {
        var kase = kase
        for _ in 0..<actsToTheEnd {
            if try kase.standing().turn == .none { return }
            var first = try kase.acts.first { try $0 != .undo && kase.refusal($0) == nil }
            if first == nil {
                kase.wait(days: longerThanEveryWindow)
                first = try kase.acts.first { try $0 != .undo && kase.refusal($0) == nil }
            }
            guard let act = first else { return note("a dead end", kase) }
            kase.perform(act)
        }
        note("no end", kase)
    }

    private mutating func note(_ fault: String, _ kase: PureCase) {
        if faults.count < 5 { faults.insert("\(fault), after \(kase.done)") }
    }
}

/// By their files: one that does not load fails.
private let procedures = realPolicy.paths("procedures", ".yaml").map {
    String($0.dropFirst("procedures/".count).dropLast(".yaml".count))
}
/// What ends with a card.
@Sendable private func isAboutStatus(_ code: String) -> Bool {
    (try? sharedPolicy.get().procedure(code)?.concern) ?? .status == .status
}
/// Six in the long form.
private let actsMax = ProcessInfo.processInfo.environment["CAIS_LONG"] == "1" ? 6 : 4
private let actsToTheEnd = 60
private let longerThanEveryWindow = 90
