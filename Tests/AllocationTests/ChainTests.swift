import Kernel
import TestSupport
import Testing

@testable import Allocation

private let day = Day(number: 20_000)

private func desk(_ number: Int64, _ open: [Range<Int>], step: Int = 10) -> DeskDay {
    DeskDay(desk: number, day: day, open: open, stepMinutes: step)
}

private func step(
    _ service: String, _ minutes: Int, after: Set<String> = [], _ desks: DeskDay...
) -> ChainStep {
    ChainStep(service: service, minutes: minutes, after: after, desks: desks)
}

/// A centre drawn at random: three or four counters with one or two desks each, some of which need another first.
private struct Centre {
    let steps: [ChainStep]
    let transfer: Int
    let window: Range<Int>

    init(_ random: inout SeededRandom) {
        let count = Int.random(in: 3...4, using: &random)
        transfer = [0, 5, 10].randomElement(using: &random) ?? 0
        window = 540..<Int.random(in: 660...760, using: &random)
        var steps: [ChainStep] = []
        for index in 0..<count {
            let earlier = (0..<index).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let desks = (0..<Int.random(in: 1...2, using: &random)).map { number in
                Centre.desk(Int64(index * 10 + number), &random)
            }
            steps.append(
                ChainStep(
                    service: "s\(index)", minutes: 10 * Int.random(in: 1...3, using: &random),
                    after: Set(earlier.map { "s\($0)" }), desks: desks))
        }
        self.steps = steps
    }

    private static func desk(_ number: Int64, _ random: inout SeededRandom) -> DeskDay {
        let begin = 530 + 5 * Int.random(in: 0...8, using: &random)
        let end = begin + Int.random(in: 60...200, using: &random)
        let taken = (0..<Int.random(in: 0...3, using: &random)).map { _ -> Range<Int> in
            let at = Int.random(in: begin..<end, using: &random)
            return at..<at + 20
        }
        return DeskDay(
            desk: number, day: day, open: [begin..<end], taken: taken,
            stepMinutes: [10, 15, 20].randomElement(using: &random) ?? 10)
    }
}

/// Every order, desk and time there is.
private struct ChainBruteForce {
    let centre: Centre
    var best: (idle: Int, end: Int)?

    mutating func run() -> (idle: Int, end: Int)? {
        follow(done: [], end: nil, idle: 0)
        return best
    }

    private mutating func follow(done: Set<String>, end: Int?, idle: Int) {
        if done.count == centre.steps.count, let end {
            if best.map({ (idle, end) < $0 }) ?? true { best = (idle, end) }
            return
        }
        let names = Set(centre.steps.map(\.service))
        for step in centre.steps
        where !done.contains(step.service) && step.after.intersection(names).isSubset(of: done) {
            for desk in step.desks {
                for start in desk.starts(minutes: step.minutes) {
                    let from = end.map { $0 + centre.transfer } ?? centre.window.lowerBound
                    let until = start + step.minutes
                    if start < from || until > centre.window.upperBound { continue }
                    let waited = end == nil ? 0 : start - from
                    follow(
                        done: done.union([step.service]), end: until, idle: idle + waited)
                }
            }
        }
    }
}

@Suite struct ChainTests {
    @Test
    func `on 200 centres the chain is the one that trying everything finds, each under 10 ms`() {
        var random = SeededRandom(8)
        var (found, none) = (0, 0)
        var spent = Duration.zero
        for number in 0..<200 {
            let centre = Centre(&random)
            let began = ContinuousClock.now
            let chain = Chain.best(
                centre.steps, transferMinutes: centre.transfer, within: centre.window)
            spent += ContinuousClock.now - began
            var force = ChainBruteForce(centre: centre)
            let expected = force.run()
            #expect(chain?.idleMinutes == expected?.idle, "centre \(number)")
            #expect(chain?.legs.last?.endMinute == expected?.end, "centre \(number)")
            if let chain { check(chain, centre, number) }
            if chain == nil { none += 1 } else { found += 1 }
        }
        #expect(found > 50 && none > 5)
        #expect(spent / 200 < .milliseconds(10))
    }

    /// What is found can be walked: each step once, where a desk is free, in order, within the window.
    private func check(_ chain: Chain, _ centre: Centre, _ number: Int) {
        #expect(chain.legs.map(\.service).sorted() == centre.steps.map(\.service).sorted())
        var done: Set<String> = []
        var idle = 0
        for (index, leg) in chain.legs.enumerated() {
            guard let step = centre.steps.first(where: { $0.service == leg.service }) else {
                return
            }
            #expect(step.after.isSubset(of: done), "centre \(number)")
            let isFree = step.desks.contains {
                $0.desk == leg.desk && $0.starts(minutes: step.minutes).contains(leg.startMinute)
            }
            #expect(isFree && leg.endMinute - leg.startMinute == step.minutes, "centre \(number)")
            if index > 0 {
                let wait = leg.startMinute - chain.legs[index - 1].endMinute - centre.transfer
                #expect(wait >= 0, "centre \(number)")
                idle += wait
            }
            #expect(leg.startMinute >= centre.window.lowerBound)
            #expect(leg.endMinute <= centre.window.upperBound)
            done.insert(leg.service)
        }
        #expect(idle == chain.idleMinutes, "centre \(number)")
    }

    @Test func `the order of the question changes nothing`() {
        var random = SeededRandom(3)
        for _ in 0..<50 {
            let centre = Centre(&random)
            let one = Chain.best(
                centre.steps, transferMinutes: centre.transfer, within: centre.window)
            let turned = centre.steps.reversed().map {
                ChainStep(
                    service: $0.service, minutes: $0.minutes, after: $0.after,
                    desks: $0.desks.reversed())
            }
            #expect(
                one
                    == Chain.best(
                        turned, transferMinutes: centre.transfer, within: centre.window))
        }
    }

    @Test func `a full day of six counters takes under 10 ms`() {
        let steps = (0..<6).map { index in
            ChainStep(
                service: "s\(index)", minutes: 20,
                desks: [desk(Int64(index), [(540 + index)..<(1_080 + index)])])
        }
        // The quickest of ten: what else the machine does is not the chain's.
        let spent = (0..<10).map { _ -> Duration in
            let began = ContinuousClock.now
            #expect(Chain.best(steps, transferMinutes: 5, within: 540..<1_140) != nil)
            return ContinuousClock.now - began
        }
        #expect(spent.min().map { $0 < .milliseconds(10) } == true)
    }

    @Test func `what needs the result of another counter comes after it`() {
        let tax = step("tax", 20, desk(1, [540..<560, 620..<640]))
        let health = step("health", 20, after: ["tax"], desk(2, [560..<600]))
        let chain = Chain.best([health, tax], transferMinutes: 0, within: 500..<700)
        #expect(chain?.legs.map(\.service) == ["tax", "health"] && chain?.idleMinutes == 0)
        // With a walk of half an hour the health desk is closed before anybody comes from the tax desk.
        #expect(Chain.best([health, tax], transferMinutes: 30, within: 500..<700) == nil)
        let free = step("health", 20, desk(2, [560..<600]))
        let other = Chain.best([free, tax], transferMinutes: 30, within: 500..<700)
        #expect(other?.legs.map(\.startMinute) == [570, 620] && other?.idleMinutes == 0)
    }

    @Test func `a start that waits less is preferred to an earlier one`() {
        let one = step("a", 20, desk(1, [540..<560, 600..<620]))
        let two = step("b", 20, desk(2, [620..<640]))
        let chain = Chain.best([one, two], transferMinutes: 0, within: 500..<700)
        #expect(chain?.legs.first?.startMinute == 600 && chain?.idleMinutes == 0)
    }

    @Test func `there is no chain without steps, in a circle, or out of the window`() {
        let open = desk(1, [540..<600])
        #expect(Chain.best([], transferMinutes: 0, within: 500..<700) == nil)
        let circle = [step("a", 10, after: ["b"], open), step("b", 10, after: ["a"], open)]
        #expect(Chain.best(circle, transferMinutes: 0, within: 500..<700) == nil)
        #expect(Chain.best([step("a", 10, open)], transferMinutes: 0, within: 595..<700) == nil)
        let twice = [step("a", 10, open), step("a", 10, open)]
        #expect(Chain.best(twice, transferMinutes: 0, within: 500..<700) == nil)
        // One desk that serves both is there one after the other.
        let both = [step("a", 10, open), step("b", 10, open)]
        let chain = Chain.best(both, transferMinutes: 0, within: 500..<700)
        #expect(chain?.legs.map(\.startMinute) == [540, 550])
    }

    @Test func `what was needed and is no step was done on another day`() {
        let only = step("health", 20, after: ["tax"], desk(2, [560..<600]))
        #expect(Chain.best([only], transferMinutes: 0, within: 500..<700)?.legs.count == 1)
    }
}
