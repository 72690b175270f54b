import Kernel

/// What a supervisor wants of an office: at most so many open files on a day.
struct Goal: Sendable, Equatable {
    let target: Int
    let day: Day

    /// Why this cannot be a goal, or nil.
    func refusal(on today: Day) -> GoalRefusal? {
        if day <= today { return .past }
        if day > today.adding(days: goalDaysMax) { return .tooFar }
        return (0...goalTargetMax).contains(target) ? nil : .implausible
    }
}

/// Whether a goal will be met if things go on as in the last weeks.
struct GoalOutlook: Sendable, Equatable {
    /// How many files will be open on the day, and between which numbers in eight of ten such courses; nil while there
    /// are too few weeks to tell.
    let expected: Expected?
    let verdict: Verdict

    struct Expected: Sendable, Equatable {
        let least: Int
        let middle: Int
        let most: Int
    }

    enum Verdict: Sendable, Equatable {
        case met, missed, willBeMet, willBeMissed, open, tooEarly
    }

    /// From the files that are open now and how many more came in than went out in each of the last whole weeks.
    ///
    /// The sum of the weeks that are left is foretold as that of equal draws: its mean is that of the weeks seen, its
    /// spread has the spread of the weeks and that of their mean (a t interval of 80%). It knows no season, no new
    /// officer and no closed one: the page says so.
    init(_ goal: Goal, open: Int, growth: [Int], today: Day) {
        let days = Int(goal.day.number - today.number)
        if days <= 0 {
            self.init(nil, open <= goal.target ? .met : .missed)
            return
        }
        guard let factor = GoalOutlook.factor(weeks: growth.count) else {
            self.init(nil, .tooEarly)
            return
        }
        let (n, left) = (Double(growth.count), Double(days) / 7)
        let mean = Double(growth.reduce(0, +)) / n
        let square = growth.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let spread = (square / (n - 1) * (left + left * left / n)).squareRoot()
        func files(_ change: Double) -> Int { max(0, Int((Double(open) + change).rounded())) }
        let expected = Expected(
            least: files(left * mean - factor * spread), middle: files(left * mean),
            most: files(left * mean + factor * spread))
        let verdict: Verdict =
            expected.most <= goal.target
            ? .willBeMet : expected.least > goal.target ? .willBeMissed : .open
        self.init(expected, verdict)
    }

    private init(_ expected: Expected?, _ verdict: Verdict) {
        self.expected = expected
        self.verdict = verdict
    }

    /// The nine-tenths point of Student's distribution with one degree of freedom less than there are weeks; nil below
    /// four weeks.
    private static func factor(weeks: Int) -> Double? {
        let points = [
            1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350,
        ]
        return weeks < 4 ? nil : points[min(weeks - 4, points.count - 1)]
    }
}

/// Why a goal is not set.
enum GoalRefusal: Refusal, Equatable {
    case noDay, past, tooFar, implausible

    var kind: RefusalKind { .invalid }

    var values: [String: String] {
        switch self {
        case .noDay, .past: [:]
        case .tooFar: ["n": String(goalDaysMax / 365)]
        case .implausible: ["n": String(goalTargetMax)]
        }
    }

    var explanation: String {
        switch self {
        case .noDay: t("A goal has a day.")
        case .past: t("The day of a goal is to come.")
        case .tooFar: t("The day of a goal is within {n} years.")
        case .implausible: t("A goal is a number of files, from 0 to {n}.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// Nobody foretells more than five years from twelve weeks.
private let goalDaysMax = 5 * 365
/// More than any office has.
let goalTargetMax = 10_000_000
