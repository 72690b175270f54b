import Kernel
import TestSupport
import Testing

@testable import Cases

/// What is foretold of a goal says how little is known.
@Suite struct GoalTests {
    private let today = noon.utcDay

    private func outlook(
        _ target: Int, days: Int, open: Int, _ growth: [Int]
    ) -> GoalOutlook {
        GoalOutlook(
            Goal(target: target, day: today.adding(days: days)), open: open, growth: growth,
            today: today)
    }

    @Test func `what goes the same every week goes on so`() {
        let steady = Array(repeating: -10, count: 12)
        let met = outlook(100, days: 70, open: 200, steady)
        #expect(met.expected == .init(least: 100, middle: 100, most: 100))
        #expect(met.verdict == .willBeMet)
        #expect(outlook(99, days: 70, open: 200, steady).verdict == .willBeMissed)
        // Nobody owes an office files.
        #expect(outlook(0, days: 700, open: 200, steady).expected?.middle == 0)
    }

    /// Weeks of +6 and -6 have the mean 0 and a spread of 6.93 (three degrees of freedom). Over four weeks:
    /// 6.93 × √(4 + 16/4) × 1.638 = 32.1.
    @Test func `the range is that of the spread of the weeks and of their mean`() {
        let swaying = outlook(100, days: 28, open: 100, [6, -6, 6, -6])
        #expect(swaying.expected == .init(least: 68, middle: 100, most: 132))
        #expect(swaying.verdict == .open)
        #expect(outlook(132, days: 28, open: 100, [6, -6, 6, -6]).verdict == .willBeMet)
        #expect(outlook(67, days: 28, open: 100, [6, -6, 6, -6]).verdict == .willBeMissed)
    }

    @Test func `three weeks tell nothing, and a day that came is no forecast`() {
        let early = outlook(10, days: 7, open: 5, [1, 1, 1])
        #expect(early.expected == nil && early.verdict == .tooEarly)
        #expect(outlook(10, days: 0, open: 10, []).verdict == .met)
        #expect(outlook(10, days: -1, open: 11, []).verdict == .missed)
    }

    @Test func `a goal is a number of files on a day to come`() {
        func refusal(_ target: Int, _ days: Int) -> GoalRefusal? {
            Goal(target: target, day: today.adding(days: days)).refusal(on: today)
        }
        #expect(refusal(0, 1) == nil)
        #expect(refusal(0, 0) == .past)
        #expect(refusal(-1, 1) == .implausible && refusal(goalTargetMax + 1, 1) == .implausible)
        #expect(refusal(1, 5 * 365) == nil && refusal(1, 5 * 365 + 1) == .tooFar)
    }
}
