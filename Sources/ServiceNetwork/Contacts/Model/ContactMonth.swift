import Kernel

/// A calendar month in which contacts are counted.
struct ContactMonth: Hashable, Sendable {
    let first: Day

    init(containing day: Day) { first = day.adding(days: 1 - day.day) }

    /// Reads `2026-10`, and nothing else.
    init?(_ text: String) {
        guard text.utf8.count == 7, let day = Day(iso: text + "-01") else { return nil }
        first = day
    }

    /// `2026-10`.
    var text: String { String(first.description.prefix(7)) }

    /// The first day after it.
    var end: Day { first.adding(months: 1) }

    func adding(months: Int) -> ContactMonth {
        ContactMonth(containing: first.adding(months: months))
    }

    /// Whether its numbers are told: only once nothing can come to them any more, so that no later number less an
    /// earlier one tells of a single contact. The day more is for the clocks of the islands.
    func isPublished(on day: Day) -> Bool { day >= end.adding(days: contactDaysMax + 1) }

    /// The newest that is told on a day.
    static func lastPublished(on day: Day) -> ContactMonth {
        ContactMonth(containing: day.adding(days: -contactDaysMax - 1)).adding(months: -1)
    }
}
