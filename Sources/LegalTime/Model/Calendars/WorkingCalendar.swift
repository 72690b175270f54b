public import Kernel

/// The working days of one place. Two tables answer in constant time: how many working days lie up to a day, and
/// which day the nth one is; 190 kB for 151 years.
public struct WorkingCalendar: Sendable {
    public let place: Place
    /// The years whose holidays were checked.
    public let years: ClosedRange<Int>?
    /// False where the municipality's own holiday is not known.
    public let isMunicipalityKnown: Bool

    /// 1970-01-01 and 2120-12-31: no case begins earlier or runs later.
    public static let first = Day(number: 0)
    public static let last = Day(number: 55_151)

    /// Working days up to a day, which is included.
    private let ranks: [UInt16]
    /// The day of each working day, in order.
    private let workingDays: [UInt16]
    /// Bit n of word w is set where the service is open on day 64 w + n.
    private let open: [UInt64]
    /// The same for periods that end before a court: the courts' holidays are not open.
    private let courts: CourtDays
    /// Those that fall on a weekday, and so take a day away; by day.
    private let weekdayClosures: [Holiday]

    init(
        place: Place, holidays: [Holiday], recesses: [CourtRecess] = [],
        years: ClosedRange<Int>?, isMunicipalityKnown: Bool
    ) {
        self.place = place
        self.years = years
        self.isMunicipalityKnown = isMunicipalityKnown
        weekdayClosures = holidays.filter { !$0.day.isWeekend && Self.contains($0.day) }
        let count = Int(Self.last.number) + 1
        var isWorking = (0..<count).map { ($0 + 3) % 7 < 5 }
        for holiday in weekdayClosures where holiday.stopsCounting {
            isWorking[Int(holiday.day.number)] = false
        }
        var (ranks, days) = ([UInt16](repeating: 0, count: count), [UInt16]())
        var open = [UInt64](repeating: 0, count: count / 64 + 1)
        days.reserveCapacity(count * 5 / 7 + 5)
        for number in 0..<count {
            if isWorking[number] {
                days.append(UInt16(number))
                open[number / 64] |= 1 << UInt64(number % 64)
            }
            ranks[number] = UInt16(days.count)
        }
        for holiday in weekdayClosures {
            let number = Int(holiday.day.number)
            open[number / 64] &= ~(1 << UInt64(number % 64))
        }
        (self.ranks, workingDays, self.open) = (ranks, days, open)
        courts = CourtDays(recesses, open: open)
    }

    public static func contains(_ day: Day) -> Bool { (first...last).contains(day) }

    public func contains(_ day: Day) -> Bool { Self.contains(day) }

    /// A weekday that is no public holiday: one that a count in working days takes.
    public func isWorking(_ day: Day) -> Bool {
        guard contains(day) else { return false }
        let number = Int(day.number)
        return ranks[number] > (number == 0 ? 0 : ranks[number - 1])
    }

    /// A working day on which the service is open from morning to evening: one on which a period may end.
    public func isOpen(_ day: Day) -> Bool { contains(day) && isOpen(day.number) }

    /// The working day that is `count` working days after a day which itself is not counted.
    public func adding(_ count: Int, to day: Day) -> Day? {
        guard contains(day), count > 0 else { return count == 0 && contains(day) ? day : nil }
        let index = Int(ranks[Int(day.number)]) &+ (count &- 1)
        return index < workingDays.count ? Day(number: Int32(workingDays[index])) : nil
    }

    /// The working day that is `count` working days before a day which itself is not counted.
    public func subtracting(_ count: Int, from day: Day) -> Day? {
        guard contains(day), count > 0 else { return count == 0 && contains(day) ? day : nil }
        let before = Int(ranks[Int(day.number)]) - (isWorking(day) ? 1 : 0)
        return before >= count ? Day(number: Int32(workingDays[before - count])) : nil
    }

    /// The day itself where it is a working day, else the next one.
    public func onOrAfter(_ day: Day) -> Day? { isWorking(day) ? day : adding(1, to: day) }

    /// The day itself where the service is open, else the next day on which it is.
    public func openOnOrAfter(_ day: Day) -> Day? {
        guard contains(day) else { return nil }
        let found = openOnOrAfter(day.number)
        return found == .beyond ? nil : Day(number: found)
    }

    /// The day itself where the service is open, else the last day before on which it was.
    public func openOnOrBefore(_ day: Day) -> Day? {
        guard contains(day) else { return nil }
        var word = Int(day.number) / 64
        var bits = open[word] & (UInt64.max >> UInt64(63 - day.number % 64))
        while bits == 0, word > 0 {
            word -= 1
            bits = open[word]
        }
        return bits == 0 ? nil : Day(number: Int32(64 * word + 63 - bits.leadingZeroBitCount))
    }

    /// How many working days lie after one day and up to another, which is included.
    public func count(after: Day, through: Day) -> Int {
        guard contains(after), contains(through), after < through else { return 0 }
        return Int(count(after: after.number, through: through.number))
    }

    /// The holidays, tolerances and closures after one day and up to another that fall on a weekday.
    public func weekdayHolidays(after: Day, through: Day) -> [Holiday] {
        let start = weekdayClosures.partitioningIndex { $0.day > after }
        return Array(weekdayClosures[start...].prefix { $0.day <= through })
    }

    /// The days on which another calendar of the place counts or closes otherwise.
    func difference(from other: WorkingCalendar) -> [Day] {
        let both = Set(weekdayClosures.map(\.day)).union(other.weekdayClosures.map(\.day))
        return both.filter {
            isWorking($0) != other.isWorking($0) || isOpen($0) != other.isOpen($0)
        }.sorted()
    }
}

// The same questions in bare numbers, for the walk: days inside the range, `beyond` where there is none.
extension WorkingCalendar {
    func adding(_ count: Int32, to day: Int32) -> Int32 {
        let index = Int(ranks[Int(day)]) + Int(count) - 1
        return index < workingDays.count ? Int32(workingDays[index]) : .beyond
    }

    func count(after: Int32, through: Int32) -> Int32 {
        Int32(ranks[Int(through)]) - Int32(ranks[Int(after)])
    }

    func isOpen(_ day: Int32) -> Bool {
        open[Int(day) / 64] >> UInt64(day % 64) & 1 == 1
    }

    /// By words of 64 days: two of them at most, unless a service is closed for months.
    func openOnOrAfter(_ day: Int32) -> Int32 { Self.next(day, in: open) }

    /// The day itself or the next one on which a period that ends before a court may end.
    func courtOnOrAfter(_ day: Int32) -> Int32 { Self.next(day, in: courts.open) }

    /// The courts' holidays after one day and up to another, by the days on which the service was open.
    func recess(after: Int32, through: Int32) -> [SkippedDays] {
        courts.passed(after: after, through: through, where: isOpen)
    }

    private static func next(_ day: Int32, in open: [UInt64]) -> Int32 {
        var word = Int(day) / 64
        var bits = open[word] & (UInt64.max << UInt64(day % 64))
        while bits == 0, word + 1 < open.count {
            word += 1
            bits = open[word]
        }
        return bits == 0 ? .beyond : Int32(64 * word + bits.trailingZeroBitCount)
    }
}

extension Int32 {
    /// No day: not yet, not known, not happened.
    static let noDay = Int32.max
    /// A day after the end of the calendar.
    static let beyond = Int32.max - 1
}
