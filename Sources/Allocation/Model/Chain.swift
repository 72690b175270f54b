/// One counter of an itinerary: what is done there, how long the household needs, and what must be done before it.
public struct ChainStep: Equatable, Sendable {
    public let service: String
    public let minutes: Int
    /// Services whose result is needed here; one that is no step of the chain was done on another day.
    public let after: Set<String>
    /// The desks that serve it, all on one day.
    public let desks: [DeskDay]

    public init(service: String, minutes: Int, after: Set<String> = [], desks: [DeskDay]) {
        (self.service, self.minutes, self.after, self.desks) = (service, minutes, after, desks)
    }
}

/// One time at one desk, as a part of a chain.
public struct ChainLeg: Hashable, Sendable {
    public let service: String
    public let desk: Int64
    public let startMinute: Int
    public let endMinute: Int
}

/// Times at several counters in one go: each step once, one after the other, with time to walk between them.
public struct Chain: Equatable, Sendable {
    /// In the order of the clock.
    public let legs: [ChainLeg]
    /// What is spent neither at a counter nor on the way.
    public let idleMinutes: Int

    /// With each step the orders double.
    public static let stepsMax = 8

    /// The chain with the least idle time, of these the one that ends first; nil where there is none.
    ///
    /// Exact: all lengths are fixed, so the least idle time is the shortest span. For each time at which it could begin,
    /// the earliest end is found of every set of steps; to end a set earlier never ends the next one later.
    public static func best(
        _ steps: [ChainStep], transferMinutes: Int, within window: Range<Int>
    ) -> Chain? {
        guard (1...stepsMax).contains(steps.count), steps.allSatisfy({ $0.minutes > 0 }),
            Set(steps.map(\.service)).count == steps.count
        else { return nil }
        // The answer does not depend on the order of the question.
        let sorted = steps.sorted { $0.service < $1.service }
        var search = ChainSearch(sorted, max(0, transferMinutes), window)
        return search.run()
    }
}

/// The search of one day, over sets of steps as bits.
private struct ChainSearch {
    private let steps: [ChainStep]
    private let transfer: Int
    private let window: Range<Int>
    /// Of each step the times at which it can begin, each at the desk of the smallest number.
    private let times: [StepTimes]
    /// Of each step the steps that come before it, as bits.
    private let before: [Int]
    /// Of each set the minutes that the steps outside of it need, walks included.
    private let rest: [Int]
    /// Of each set: the earliest end, and which step ends it at which time.
    private var ends: [Int]
    private var last: [(step: Int, time: Int)]

    init(_ steps: [ChainStep], _ transfer: Int, _ window: Range<Int>) {
        (self.steps, self.transfer, self.window) = (steps, transfer, window)
        times = steps.map { StepTimes($0, within: window) }
        before = steps.map { step in
            steps.indices.reduce(0) { $0 | (step.after.contains(steps[$1].service) ? 1 << $1 : 0) }
        }
        rest = (0..<(1 << steps.count)).map { set in
            steps.indices.filter { set & (1 << $0) == 0 }.reduce(0) {
                $0 + steps[$1].minutes + transfer
            }
        }
        ends = Array(repeating: never, count: 1 << steps.count)
        last = Array(repeating: (step: -1, time: -1), count: 1 << steps.count)
    }

    mutating func run() -> Chain? {
        let starts = Set(steps.indices.filter { before[$0] == 0 }.flatMap { times[$0].starts })
        let work = steps.reduce((steps.count - 1) * transfer) { $0 + $1.minutes }
        var best: (span: Int, chain: Chain)?
        for start in starts.sorted() {
            // Later starts of the same span end later: only a shorter one is better.
            let longest = best.map { $0.span - 1 } ?? window.count
            guard let end = reach(from: start, longest: longest) else { continue }
            let span = end - start
            best = (span, Chain(legs: legs(), idleMinutes: span - work))
            if span == work { break }
        }
        return best?.chain
    }

    /// The earliest end of all steps where the first begins at `start`, at most so long after it.
    private mutating func reach(from start: Int, longest: Int) -> Int? {
        for set in 1..<ends.count { ends[set] = never }
        ends[0] = start - transfer
        let limit = min(start + longest, window.upperBound)
        for set in 0..<(ends.count - 1) where ends[set] < never {
            for step in steps.indices where set & (1 << step) == 0 && before[step] & ~set == 0 {
                guard let time = times[step].first(from: ends[set] + transfer) else { continue }
                let begin = times[step].starts[time]
                let end = begin + steps[step].minutes
                let next = set | 1 << step
                if set == 0 && begin != start || end >= ends[next] { continue }
                if end + rest[next] > limit { continue }
                ends[next] = end
                last[next] = (step, time)
            }
        }
        let end = ends[ends.count - 1]
        return end < never ? end : nil
    }

    /// The legs of the set of all steps, followed back.
    private func legs() -> [ChainLeg] {
        var set = ends.count - 1
        var legs: [ChainLeg] = []
        while set != 0 {
            let (step, time) = last[set]
            let start = times[step].starts[time]
            legs.append(
                ChainLeg(
                    service: steps[step].service, desk: times[step].desks[time],
                    startMinute: start, endMinute: start + steps[step].minutes))
            set &= ~(1 << step)
        }
        return legs.reversed()
    }
}

/// When one step can begin, in the order of the clock, and at which desk.
private struct StepTimes {
    let starts: [Int]
    let desks: [Int64]
    private let begin: Int
    /// Of each minute of the window the first time at or after it.
    private let next: [Int]

    init(_ step: ChainStep, within window: Range<Int>) {
        var found: [Int: Int64] = [:]
        for desk in step.desks {
            for start in desk.starts(minutes: step.minutes)
            where start >= window.lowerBound && start + step.minutes <= window.upperBound {
                found[start] = min(found[start] ?? desk.desk, desk.desk)
            }
        }
        let sorted = found.sorted { $0.key < $1.key }
        (starts, desks) = (sorted.map(\.key), sorted.map(\.value))
        begin = window.lowerBound
        var next: [Int] = []
        for (index, start) in starts.enumerated() {
            next += Array(repeating: index, count: start - begin + 1 - next.count)
        }
        self.next = next
    }

    /// The first time at or after a minute.
    func first(from minute: Int) -> Int? {
        let index = max(0, minute - begin)
        return index < next.count ? next[index] : nil
    }
}

private let never = Int.max
