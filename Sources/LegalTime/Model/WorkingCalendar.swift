public import Kernel

/// The working days of one place, as bits with running counts: every question in constant time, in 10 kB.
public struct WorkingCalendar: Sendable {
    public let place: Place
    /// The years whose holidays are known.
    public let years: ClosedRange<Int>?

    /// 1970-01-01 and 2120-12-31: no case begins earlier or runs later.
    public static let first = Day(number: 0)
    public static let last = Day(number: 55_151)

    /// Bit n of word w is set where day 64 w + n is a working day.
    private let words: [UInt64]
    /// Working days before each word.
    private let ranks: [Int32]
    /// Those that do not fall on a weekend, and so take a day away; sorted.
    private let weekdayHolidays: [Holiday]

    init(place: Place, holidays: [Holiday], years: ClosedRange<Int>?) {
        self.place = place
        self.years = years
        let kept = holidays.filter { !$0.day.isWeekend }
        weekdayHolidays = kept
        let closed = Set(kept.map(\.day.number))
        let count = Int(Self.last.number) / 64 + 1
        var words = [UInt64](repeating: 0, count: count)
        for number in Self.first.number...Self.last.number
        where !Day(number: number).isWeekend && !closed.contains(number) {
            words[Int(number) / 64] |= 1 << UInt64(number % 64)
        }
        var total: Int32 = 0
        ranks = words.map { word in
            defer { total += Int32(word.nonzeroBitCount) }
            return total
        }
        self.words = words
    }

    public func contains(_ day: Day) -> Bool { (Self.first...Self.last).contains(day) }

    public func isWorking(_ day: Day) -> Bool {
        guard contains(day) else { return false }
        return words[Int(day.number) / 64] >> UInt64(day.number % 64) & 1 == 1
    }

    /// The working day that is `count` working days after a day which itself is not counted.
    public func adding(_ count: Int, to day: Day) -> Day? {
        guard contains(day), count >= 0 else { return nil }
        return count == 0 ? day : select(rank(day) + count - 1)
    }

    /// The day itself where it is a working day, else the next one.
    public func onOrAfter(_ day: Day) -> Day? {
        isWorking(day) ? day : adding(1, to: day)
    }

    /// How many working days lie after one day and up to another, which is included.
    public func count(after: Day, through: Day) -> Int {
        guard contains(after), contains(through), after < through else { return 0 }
        return rank(through) - rank(after)
    }

    /// The holidays after one day and up to another that fall on a weekday.
    public func weekdayHolidays(after: Day, through: Day) -> [Holiday] {
        let start = weekdayHolidays.partitioningIndex { $0.day > after }
        return Array(weekdayHolidays[start...].prefix { $0.day <= through })
    }

    /// Working days up to a day, which is included.
    private func rank(_ day: Day) -> Int {
        let (word, bit) = (Int(day.number) / 64, UInt64(day.number % 64))
        return Int(ranks[word]) + (words[word] & (UInt64.max >> (63 - bit))).nonzeroBitCount
    }

    /// The day of the working day number `index`, counted from 0 at the start of the calendar.
    private func select(_ index: Int) -> Day? {
        // Five of seven days work, less some holidays: the guess is at most a few words short.
        var word = min(index * 7 / 5 / 64, words.count - 1)
        while word > 0, Int(ranks[word]) > index { word -= 1 }
        while word + 1 < words.count, Int(ranks[word + 1]) <= index { word += 1 }
        let within = index - Int(ranks[word])
        guard within < words[word].nonzeroBitCount else { return nil }
        return Day(number: Int32(word * 64 + position(of: within, in: words[word])))
    }

    /// The position of the set bit number `index` of a word, by halving.
    private func position(of index: Int, in word: UInt64) -> Int {
        var (index, word, base) = (index, word, 0)
        for width in [32, 16, 8, 4, 2, 1] {
            let low = word & ((1 << UInt64(width)) - 1)
            let count = low.nonzeroBitCount
            if index >= count {
                index -= count
                word >>= UInt64(width)
                base += width
            } else {
                word = low
            }
        }
        return base
    }
}
