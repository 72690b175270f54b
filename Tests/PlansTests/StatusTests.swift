import Kernel
import TestSupport
import Testing

@testable import Plans

@Suite struct StatusTests {
    @Test func `each kind of evidence leads where it should`() {
        #expect(derive([]).status == .unreported)
        #expect(derive([fact(.notStarted)]).status == .notStarted)
        #expect(derive([fact(.started)]).status == .started)
        #expect(derive([fact(.started), fact(.output)]).status == .delivered)
        #expect(derive([fact(.output), fact(.outcome)]).status == .effective)
        #expect(derive([fact(.outcome)]).status == .started)
        #expect(derive([fact(.output), fact(.review, by: 9)]).status == .reviewed)
        #expect(derive([fact(.output), fact(.review, by: 1)]).status == .delivered)
        #expect(derive([fact(.output), fact(.review, by: 2)]).status == .delivered)
        #expect(derive([fact(.review, by: 9), fact(.output)]).status == .delivered)
        #expect(derive([fact(.output), fact(.started)]).status == .started)
        let ended = derive([fact(.output), fact(.discontinued, reason: "Money")])
        #expect(ended.status == .discontinued && ended.reason == "Money")
        #expect(derive([fact(.output), fact(.discontinued)]).status == .delivered)
    }

    @Test func `late and silent stand beside the status`() {
        let dates = PlanDates(ends: today.adding(days: -1))
        #expect(derive([fact(.started)], dates).isOverdue)
        #expect(!derive([fact(.output)], dates).isOverdue)
        #expect(!derive([fact(.discontinued, reason: "x")], dates).isOverdue)
        #expect(derive([], dates).isSilent && derive([], dates).isOverdue)
        #expect(!derive([fact(.started)]).isSilent)
        let asked = PlanDates(due: today.adding(days: -1), isHeard: false)
        #expect(derive([fact(.started)], asked).isSilent)
        #expect(!derive([fact(.started)], PlanDates(due: today, isHeard: false)).isSilent)
        #expect(!derive([fact(.started)], PlanDates(due: asked.due, isHeard: true)).isSilent)
    }

    @Test(arguments: 0..<40)
    func `the status is a function of evidence and dates, and started is never done`(
        seed: UInt64
    ) {
        var random = SeededRandom(seed)
        for _ in 0..<100 {
            let facts = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                drawn(using: &random)
            }
            let dates = PlanDates(
                ends: Bool.random(using: &random) ? day(using: &random) : nil,
                due: Bool.random(using: &random) ? day(using: &random) : nil,
                isHeard: Bool.random(using: &random))
            let standing = PlanStatus.derive(facts, dates: dates, today: today)
            #expect(standing == PlanStatus.derive(facts, dates: dates, today: today))
            check(standing, facts, dates)
            // What does not count changes nothing: tomorrow's word, a claim that shows nothing.
            let noise = [
                PlanFact(.output, on: today.adding(days: 1), by: AccountID(1), hasProof: true),
                PlanFact(.output, on: today, by: AccountID(1), hasProof: false),
                PlanFact(.discontinued, on: today, by: AccountID(1), hasProof: true),
            ]
            #expect(standing == PlanStatus.derive(facts + noise, dates: dates, today: today))
            // Of facts on days of their own the order in which they came does not matter.
            let own = Dictionary(facts.map { ($0.day, $0) }, uniquingKeysWith: { $1 }).values
            let first = PlanStatus.derive(
                own.sorted { $0.day < $1.day }, dates: dates, today: today)
            #expect(
                first
                    == PlanStatus.derive(own.shuffled(using: &random), dates: dates, today: today))
        }
    }

    /// What must hold of every answer.
    private func check(_ standing: Standing, _ facts: [PlanFact], _ dates: PlanDates) {
        let counted = facts.filter { $0.stands && $0.day <= today }
        let kinds = Set(counted.map(\.kind))
        if !kinds.contains(.output) { #expect(!standing.status.isDone) }
        if standing.status == .effective { #expect(kinds.isSuperset(of: [.output, .outcome])) }
        if standing.status == .reviewed { #expect(kinds.isSuperset(of: [.output, .review])) }
        if standing.status == .discontinued { #expect(!standing.reason.isEmpty) }
        if counted.isEmpty { #expect(standing.status == .unreported && standing.isSilent) }
        let last = counted.enumerated().filter { $0.element.kind != .review }.max {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }?.element.kind
        if last == .started { #expect(standing.status == .started) }
        if last == .notStarted { #expect(standing.status == .notStarted) }
        if standing.status.isDone { #expect(!standing.isOverdue) }
    }

    @Test(arguments: 0..<20)
    func `the share of done never counts what was begun`(seed: UInt64) {
        var random = SeededRandom(seed)
        let standings = (0..<50).map { _ in
            derive([drawn(using: &random), drawn(using: &random)])
        }
        let announced = Int.random(in: 0...100, using: &random)
        let share = PlanShare(standings, announced: announced)
        let begun = standings.count { $0.status == .started }
        #expect(share.done <= standings.count - begun)
        #expect(share.done == standings.count { $0.status.isDone })
        #expect(PlanStatus.allCases.reduce(0) { $0 + share.count($1) } == share.total)
        #expect(share.total == max(50, announced))
        #expect(PlanShare([], announced: 0).share == nil)
    }
}

private let today = noon.utcDay

private func derive(_ facts: [PlanFact], _ dates: PlanDates = PlanDates()) -> Standing {
    PlanStatus.derive(facts, dates: dates, today: today)
}

/// By account 1, approved by account 2, with proof.
private func fact(_ kind: PlanFact.Kind, by: Int64 = 1, reason: String = "") -> PlanFact {
    PlanFact(
        kind, on: today, by: AccountID(by), approvedBy: AccountID(2), hasProof: true,
        reason: reason)
}

private func day(using random: inout SeededRandom) -> Day {
    today.adding(days: Int.random(in: -20...5, using: &random))
}

private func drawn(using random: inout SeededRandom) -> PlanFact {
    PlanFact(
        PlanFact.Kind.allCases.randomElement(using: &random) ?? .started, on: day(using: &random),
        by: AccountID(Int64.random(in: 1...4, using: &random)),
        approvedBy: Bool.random(using: &random) ? AccountID(5) : nil,
        hasProof: Bool.random(using: &random), reason: Bool.random(using: &random) ? "why" : "")
}
