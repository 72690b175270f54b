/// Whether more comes in than is decided, and what so many more decisions a week would change.
///
/// From whole weeks alone, each as good as any other: it knows no season, no new officer and no closed one.
struct FlowOutlook: Sendable, Equatable {
    /// For how many weeks on end, up to the last, more came in than was decided.
    let growing: Int
    /// How many more came in than were decided in all of them, and how many weeks that were.
    let growth: Int
    let weeks: Int

    init(filed: [Int], decided: [Int]) {
        let grew = zip(filed, decided).map { $0 - $1 }
        growing = grew.reversed().prefix(while: { $0 > 0 }).count
        growth = grew.reduce(0, +)
        weeks = grew.count
    }

    /// After how many weeks nothing would be open, with so many more decisions in each; nil where that is never, or so
    /// far off that nobody can tell.
    func weeks(toClear open: Int, with more: Int) -> Int? {
        if open <= 0 { return 0 }
        // Whole numbers: what is left of the open files after a week, times the weeks that were seen.
        let less = more * weeks - growth
        guard weeks > 0, less > 0 else { return nil }
        let needed = (open * weeks + less - 1) / less
        return needed <= weeksForetoldMax ? needed : nil
    }
}

/// Nobody foretells more than five years from a quarter of one.
private let weeksForetoldMax = 260
/// More than an office decides in a week.
let moreDecisionsMax = 100_000
