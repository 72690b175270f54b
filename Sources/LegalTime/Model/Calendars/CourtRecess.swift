public import Kernel

/// The courts' holidays as the law states them: some weeks of each year. A period for going to court runs on in them;
/// one that would end in them ends on the first working day after (Civil Code, article 279, e).
public struct CourtRecess: Equatable, Sendable {
    public let name: String
    public let when: Pattern
    /// False where the law's own text was not read.
    public let isVerified: Bool

    public enum Pattern: Equatable, Sendable {
        /// From a day of the year to another, which may lie in the next year.
        case fixed(from: YearDay, to: YearDay)
        /// Days after Easter Sunday, or before it where negative; both included.
        case easter(from: Int, to: Int)
    }

    public struct YearDay: Equatable, Sendable {
        public let month: Int
        public let day: Int

        public init(month: Int, day: Int) {
            self.month = month
            self.day = day
        }

        func day(in year: Int) -> Day? { Day(year: year, month: month, day: day) }
    }

    public init(name: String, when: Pattern, isVerified: Bool = true) {
        self.name = name
        self.when = when
        self.isVerified = isVerified
    }

    /// The days of the recess that begins in a year.
    public func days(_ year: Int) -> ClosedRange<Day>? {
        switch when {
        case .fixed(let from, let to):
            guard let first = from.day(in: year), var last = to.day(in: year) else { return nil }
            if last < first {
                guard let next = to.day(in: year + 1) else { return nil }
                last = next
            }
            return first...last
        case .easter(let from, let to):
            return Day.easter(year).map { $0.adding(days: from)...$0.adding(days: to) }
        }
    }
}

/// The courts' holidays of all years, by day, and the days that are open for them.
struct CourtDays: Sendable {
    private let spans: [(days: ClosedRange<Int32>, recess: CourtRecess)]
    /// As in the calendar: bit n of word w is set where a period may end on day 64 w + n.
    let open: [UInt64]

    init(_ recesses: [CourtRecess], open service: [UInt64]) {
        // One that begins in the year before the calendar's first may reach into it.
        let years = WorkingCalendar.first.year - 1...WorkingCalendar.last.year
        let all: [(ClosedRange<Int32>, CourtRecess)] = recesses.flatMap { recess in
            years.compactMap { year in
                recess.days(year).map { ($0.lowerBound.number...$0.upperBound.number, recess) }
            }
        }
        var open = service
        let calendar = WorkingCalendar.first.number...WorkingCalendar.last.number
        for (days, _) in all where days.overlaps(calendar) {
            for number in days.clamped(to: calendar) {
                open[Int(number) / 64] &= ~(1 << UInt64(number % 64))
            }
        }
        spans = all.sorted { $0.0.lowerBound < $1.0.lowerBound }.map { (days: $0.0, recess: $0.1) }
        self.open = open
    }

    /// How many of the days that pass a test lie in each recess, after one day and up to another.
    func passed(
        after: Int32, through: Int32, where test: (Int32) -> Bool
    ) -> [SkippedDays] {
        guard after < through else { return [] }
        let wanted = after + 1...through
        return spans.filter { $0.days.overlaps(wanted) }.compactMap { span in
            let found = span.days.clamped(to: wanted).filter(test)
            guard let first = found.first else { return nil }
            return SkippedDays(
                reason: .closed(name: span.recess.name, day: Day(number: first)),
                count: found.count, isVerified: span.recess.isVerified)
        }
    }
}
