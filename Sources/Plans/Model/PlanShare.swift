public import Languages

/// How many measures of a plan stand where; started and done are counted apart.
public struct PlanShare: Sendable, Equatable {
    public private(set) var counts: [PlanStatus: Int] = [:]
    public private(set) var overdue = 0
    public private(set) var silent = 0
    /// All measures of the plan, also those whose wording is not here.
    public let total: Int

    /// `announced` is how many measures the act says that the plan has.
    public init(_ standings: [Standing], announced: Int) {
        total = max(announced, standings.count)
        for one in standings {
            counts[one.status, default: 0] += 1
            overdue += one.isOverdue ? 1 : 0
            silent += one.isSilent ? 1 : 0
        }
        // Of what is not even here nobody has reported.
        counts[.unreported, default: 0] += total - standings.count
        silent += total - standings.count
    }

    public func count(_ status: PlanStatus) -> Int { counts[status] ?? 0 }
    public var done: Int { PlanStatus.allCases.filter(\.isDone).reduce(0) { $0 + count($1) } }
    /// Nil for a plan without measures.
    public var share: Double? { total == 0 ? nil : Double(done) / Double(total) }

    /// Shown wherever the share is.
    public static func definition(_ t: Translator) -> String {
        t(
            "Done means: delivered, effective or independently reviewed, each with evidence that was approved. Started never counts, nor does silence; the whole is all measures of the plan, also those given up."
        )
    }
}
