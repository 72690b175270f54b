import Kernel
import LegalTime

@testable import Cases

/// A walk through the states of a case, act by act, the short ways first: every sequence of accepted acts up to a
/// depth, told by the states that it leads to. Two sequences that lead to one state (`CaseState`) go on as one; one
/// time in sixteen the newcomer is held against the state: it must stand where that stands and take the same acts.
struct Walk {
    let depth: Int
    /// How many sequences of acts were walked, and how many states they lead to.
    var sequences = 0.0
    var states = 0
    /// Acts that were refused, each tried in its state.
    var refused = 0
    /// How often two sequences met, and how often that was looked at.
    var met = 0
    var compared = 0
    var decided = 0
    /// Closed unpaid, and open again after that.
    var closed = 0
    var opened = 0
    var faults: Set<String> = []

    init(depth: Int) { self.depth = depth }

    /// For a proof that is read later.
    var told: String {
        "\(states) states, \(Int(sequences)) sequences, \(refused) refused, \(decided) decided, "
            + "\(compared) of \(met) meetings compared, acts \(depth)"
    }

    mutating func visit(_ kase: PureCase) throws {
        var front = [Front(kase: kase, state: CaseState(kase), ways: 1)]
        var seen: [CaseState: [PureAct]] = [:]
        for _ in kase.done.count..<depth {
            var next: [CaseState: Front] = [:]
            for one in front {
                let open = try seen[one.state] ?? arrive(one.kase)
                seen[one.state] = open
                sequences += one.ways
                for act in open { try lead(one, act, to: &next) }
            }
            front = next.values.sorted { "\($0.kase.done)" < "\($1.kase.done)" }
        }
        for one in front {
            sequences += one.ways
            if seen[one.state] == nil { _ = try arrive(one.kase) }
            try finish(one.kase)
        }
    }

    /// One state, and everything that is held of every state.
    private mutating func arrive(_ kase: PureCase) throws -> [PureAct] {
        states += 1
        if kase.history.decision != nil { decided += 1 }
        let open = try accepted(kase)
        refused += kase.acts.count - open.count - 1  // `undo` is never open here
        try check(kase, open)
        return open
    }

    /// To the next front. Where another sequence of that length led there, the two go on as one.
    private mutating func lead(
        _ one: Front, _ act: PureAct, to next: inout [CaseState: Front]
    ) throws {
        var child = one.kase
        child.perform(act)
        let state = CaseState(child)
        guard let other = next[state]?.kase else {
            next[state] = Front(kase: child, state: state, ways: one.ways)
            return
        }
        next[state]?.ways += one.ways
        met += 1
        guard met % meetingsPerLook == 0 else { return }
        compared += 1
        if try CaseLook(child, accepted(child)) != CaseLook(other, accepted(other)) {
            note("\(child.done) is no state like \(other.done)", child)
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
            if refusal != nil { refused += 1 }
            if refusal == nil, act != .undo { open.append(act) }
        }
        if try kase.clocks.projection(of: kase.history) != before { note("moved", kase) }
        return open
    }

    private mutating func check(_ kase: PureCase, _ open: [PureAct]) throws {
        let standing = try kase.standing()
        if !kase.procedure.stages.contains(standing.stage) { note("no such stage", kase) }
        let decisions = count(kase)
        if decisions > 1 { note("two outcomes", kase) }
        if (decisions == 1) != (kase.history.decision != nil) { note("a lost outcome", kase) }
        guard standing.turn != .none else {
            if kase.history.decision == nil { note("nobody's turn, and not decided", kase) }
            let left = open.filter { !isAboutPaying($0, kase) && !isChallenge($0) }
            if !left.isEmpty { note("over, and \(left) is left", kase) }
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

    /// The decisions that stand: what settles the fee of a case that was closed unpaid opens it again.
    private mutating func count(_ kase: PureCase) -> Int {
        var outcomes: [String] = []
        var isOpened = false
        for act in kase.done {
            switch act {
            case .decide(let outcome): outcomes.append(outcome)
            case .confirm: outcomes.append("confirmed")
            case .step(let code) where kase.procedure.step(code)?.ends != nil:
                outcomes.append(code)
            case .fee(.pay), .step(FeeEvent.paidStep), .step(FeeEvent.waivedStep):
                guard outcomes.last == unpaidOutcome else { continue }
                outcomes.removeLast()
                isOpened = true
            default: continue
            }
        }
        if outcomes.last == unpaidOutcome { closed += 1 }
        if isOpened { opened += 1 }
        return outcomes.count
    }

    /// Where a fee may be asked for before the decision, a payment service may still speak of it after that; and what
    /// settles the fee of a closed case is always taken.
    private func isAboutPaying(_ act: PureAct, _ kase: PureCase) -> Bool {
        guard kase.procedure.outcome(unpaidOutcome) != nil else { return false }
        switch act {
        case .fee: return true
        case .step(FeeEvent.paidStep), .step(FeeEvent.waivedStep):
            return kase.history.decision?.outcome == unpaidOutcome
        default: return false
        }
    }

    /// What is over may be challenged, and a court may speak of it: that is noted whenever it comes.
    private func isChallenge(_ act: PureAct) -> Bool {
        switch act {
        case .step("appeal-noted"), .step("court-order-noted"): true
        default: false
        }
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

private let actsToTheEnd = 60
private let meetingsPerLook = 16
private let longerThanEveryWindow = 90

/// A state still to be visited, and how many sequences lead to it.
private struct Front {
    let kase: PureCase
    let state: CaseState
    var ways: Double
}
