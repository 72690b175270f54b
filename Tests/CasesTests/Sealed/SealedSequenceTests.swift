import Foundation
import Kernel
import TestSupport
import Testing

@testable import Cases

/// Every sealed procedure of the policy, through every sequence of a few acts and long ones drawn with a seed.
@Suite struct SealedSequenceTests {
    @Test(arguments: procedures)
    func `every sequence of acts of a sealed procedure keeps what must always hold`(
        code: String
    ) throws {
        var walk = SealedStates(depth: actsMax)
        var random = SeededRandom(406)
        let (procedure, house) = try find(code)
        for variant in 0..<2 {
            let start = try PureSealed(procedure, house, variant: variant)
            try walk.visit(start)
            for _ in 0..<wanders { try walk.wander(from: start, &random) }
        }
        #expect(walk.faults == [])
        #expect(walk.states > 4 && walk.ended > 0, "\(walk.states), \(walk.ended)")
    }

    @Test func `a walk finds an outcome that is changed and an end that is none`() throws {
        let folder = policy(changing: [
            "sealed/health-refusal.yaml": {
                $0.replacing("when: 'outcome = null'", with: "repeats: true")
                    .replacing("when: 'outcome = \"answered\"'", with: "when: 'lastAct = \"none\"'")
            }
        ])
        let book = try SealedBook(folder)
        let (_, house) = try find("health-refusal")
        let changed = try #require(book.procedures(.help).first { $0.code == "health-refusal" })
        var walk = SealedStates(depth: 2)
        try walk.visit(try PureSealed(changed, house, variant: 0))
        #expect(!walk.faults.isEmpty)
    }

    private func find(_ code: String) throws -> (SealedProcedure, SealedHouse) {
        for compartment in [Compartment.help, .equality, .protection] {
            let house = try PureSealed.house(of: compartment)
            if let found = house.procedures.first(where: { $0.code == code }) {
                return (found, house)
            }
        }
        throw Refused.notFound
    }
}

/// The states to which sequences of acts lead, and what is held of each.
private struct SealedStates {
    let depth: Int
    var states = 0
    var ended = 0
    var faults: Set<String> = []

    init(depth: Int) { self.depth = depth }

    mutating func visit(_ start: PureSealed) throws {
        var seen: Set<PureSealed.State> = []
        var front = [start]
        for level in 0...depth {
            var next: [PureSealed] = []
            for one in front where seen.insert(one.state).inserted {
                let open = try check(one)
                if level < depth { next += open } else { try finish(one) }
            }
            front = next
        }
    }

    /// One long way, drawn.
    mutating func wander(from start: PureSealed, _ random: inout SeededRandom) throws {
        var one = start
        for _ in 0..<actsOfWander {
            guard let next = try check(one).randomElement(using: &random) else { return }
            one = next
        }
    }

    /// What is held of every state; answers the states that one act more leads to.
    private mutating func check(_ one: PureSealed) throws -> [PureSealed] {
        states += 1
        let (stage, outcome) = (try one.stage(), one.procedure.outcome(of: one.history))
        let moves = try one.moves()
        let children = try moves.map { try one.after($0) }
        let isOver = stage.turn == .none
        if isOver { ended += 1 }
        if try one.stage() != stage { note("the same history stands elsewhere", one) }
        if !isOver, moves.isEmpty { note("a dead end", one) }
        if isOver, moves.contains(where: { $0.act.by == .person }) {
            note("over, and the person is asked for more", one)
        }
        for (move, child) in zip(moves, children) {
            if one.history.did(move.act.code), !move.act.repeats { note("done twice", child) }
            if isOver, try child.stage().turn != .none { note("over, and open again", child) }
            if let outcome, one.procedure.outcome(of: child.history) != outcome {
                note("another outcome", child)
            }
        }
        try checkLimit(one, isOver)
        checkOrder(one)
        checkOffers(one, moves, outcome != nil)
        return children
    }

    /// One limitation is counted down as long as nothing is final, whatever is done meanwhile.
    private mutating func checkLimit(_ one: PureSealed, _ isOver: Bool) throws {
        guard one.procedure.clocks.contains(where: \.isLimit), !isOver,
            !one.history.did("becomeFinal")
        else { return }
        let limits = try one.house.periods(of: one.history, one.procedure).filter(\.isLimit)
        if limits.count != 1 || limits.next(isLimit: true) == nil {
            note("\(limits.count) limitations are counted", one)
        }
    }

    private mutating func checkOrder(_ one: PureSealed) {
        for (later, earlier) in order[one.procedure.code] ?? [] {
            guard let place = one.done.firstIndex(of: later) else { continue }
            if !one.done[..<place].contains(earlier) { note("\(later) without \(earlier)", one) }
        }
    }

    /// What leaves the room hangs on the last word of the person; what protects a child hangs on nothing.
    private mutating func checkOffers(
        _ one: PureSealed, _ moves: [PureSealed.Move], _ isDecided: Bool
    ) {
        let open = Set(moves.map(\.act.code))
        let answers = one.history.answers
        for act in one.procedure.acts where act.flow != nil {
            guard let (now, first) = consents[act.code] else {
                return note("nobody is asked before \(act.code)", one)
            }
            let isAgreed = (now.flatMap { answers[$0] } ?? answers[first]) == "yes"
            let isOpen = isAgreed && !isDecided && (act.repeats || !one.history.did(act.code))
            if open.contains(act.code) != isOpen { note("\(act.code) against a word", one) }
        }
        if one.procedure.code == ProtectionRoom.procedure, !open.isSuperset(of: protecting) {
            note("protection waits", one)
        }
    }

    /// From here on somebody always does the first thing that was not done: it ends.
    private mutating func finish(_ one: PureSealed) throws {
        var one = one
        for _ in 0..<actsToTheEnd {
            if try one.stage().turn == .none { return }
            guard let move = try one.moves().first(where: { !one.history.did($0.act.code) }) else {
                return note("nothing leads to an end", one)
            }
            one = try one.after(move)
        }
        note("no end", one)
    }

    private mutating func note(_ fault: String, _ one: PureSealed) {
        if faults.count < 5 { faults.insert("\(fault), after \(one.done)") }
    }
}

/// By their files: one that does not load fails.
private let procedures = realPolicy.paths("sealed", ".yaml").map {
    String($0.dropFirst("sealed/".count).dropLast(".yaml".count))
}
/// What cannot come before something else.
private let order: [String: [(String, String)]] = [
    "discrimination": [
        ("askInformation", "openCase"), ("orderInspection", "openCase"),
        ("noteInspection", "orderInspection"), ("notifyAccused", "openCase"),
        ("noteAnswer", "notifyAccused"), ("beginMediation", "askMediation"),
        ("beginMediation", "noteAnswer"), ("settle", "endMediation"), ("propose", "noteAnswer"),
        ("decide", "propose"), ("fineNatural", "decide"), ("fineLegal", "decide"),
        ("becomeFinal", "decide"), ("execute", "becomeFinal"), ("courtAccepts", "decide"),
        ("courtEnds", "courtAccepts"),
    ]
]
/// What the person was asked before a thing leaves the room: the later word, and the first.
private let consents: [String: (String?, String)] = [
    "referLabour": ("nowLabour", "consentLabour"), "referUnion": ("nowUnion", "consentUnion"),
    "referSupport": ("nowSupport", "consentSupport"),
    "referVictim": ("nowSupport", "consentSupport"), "sendToUnit": (nil, "consentUnit"),
]
private let protecting: Set = ["inform", "protect", "interpreter", "guardian", "permit", "assess"]
private let actsMax: Int = {
    let environment = ProcessInfo.processInfo.environment
    return environment["CAIS_LONG"] == "1" ? 4 : 2
}()
private let wanders = 4
private let actsOfWander = 14
private let actsToTheEnd = 40
