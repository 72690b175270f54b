import Kernel
import Testing

@testable import Observatory

/// Twelve whole months of the country's own calendar.
struct MonthTests {
    @Test func `the twelve months end with the one before the day, whatever its length`() throws {
        let day = try #require(Day(iso: "2026-03-31"))
        let (from, to) = lastTwelveMonths(before: day)
        #expect(from == "2025-03" && to == "2026-02")
        let next = lastTwelveMonths(before: day.adding(days: 1))
        #expect(next.from == "2025-04" && next.to == "2026-03")
    }
}
