import Kernel

/// Until when a document may be relied on.
///
/// What it bears itself is stated by a person. The months of the policy count from the day on which the house first had
/// it: it was issued by then at the latest, so what has ended by that count has ended for certain.
struct DocumentValidity: Sendable, Equatable {
    let stated: Day?
    let heldSince: Day
    let rule: ValidMonths?

    private var byRule: Day? { rule.map { heldSince.adding(months: $0.months) } }

    /// The last day on which it is good; nil where neither the paper nor the policy ends it.
    var lastDay: Day? { [stated, byRule].compactMap(\.self).min() }

    /// The rule that ends it, where the paper itself does not do so earlier.
    var endingRule: ValidMonths? { lastDay == byRule && lastDay != stated ? rule : nil }

    func isGood(on day: Day) -> Bool { lastDay.map { day <= $0 } ?? true }
}

/// Why a date is no end that a paper can bear, or nil.
func validityRefusal(_ last: Day?, on today: Day) -> CaseRefusal? {
    guard let last else { return nil }
    let years = abs(last.year - today.year)
    return years > validityYearsMax ? .validityImplausible : nil
}

/// Half a century before or after today: beyond that a year was mistyped.
private let validityYearsMax = 50
