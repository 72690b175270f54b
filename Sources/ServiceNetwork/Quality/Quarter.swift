import Kernel
import Languages

/// Three months of a year. What is published of places is of whole quarters that are over: a figure that moved with
/// every visit would tell, by the difference of two days, of one.
struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
    let year: Int
    /// 1 to 4.
    let number: Int

    init(of day: Day) {
        year = day.year
        number = (day.month - 1) / 3 + 1
    }

    /// Reads `2026-Q3`, as it stands in addresses and in the store.
    init?(_ text: String) {
        let parts = text.split(separator: "-Q", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]),
            let number = Int(parts[1]), (1...4).contains(number), (1_000...9_999).contains(year)
        else { return nil }
        (self.year, self.number) = (year, number)
    }

    /// The last one that is over on a day.
    static func lastWhole(on day: Day) -> Quarter {
        Quarter(of: Quarter(of: day).firstDay.adding(days: -1))
    }

    var firstDay: Day { Day(year: year, month: number * 3 - 2, day: 1) ?? Day(number: 0) }
    var lastDay: Day { firstDay.adding(months: 3).adding(days: -1) }

    /// From its first moment at a place up to that of the next.
    func span(in zone: Zone) -> Range<Moment> {
        zone.moment(firstDay)..<zone.moment(lastDay.adding(days: 1))
    }

    var description: String { "\(year)-Q\(number)" }

    func words(_ t: Translator) -> String { t.period(description) }

    static func < (left: Quarter, right: Quarter) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}
