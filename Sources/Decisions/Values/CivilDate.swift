/// A day of the proleptic Gregorian calendar with the years that FEEL knows: ±999,999,999.
public struct CivilDate: Hashable, Comparable, Sendable {
    public let year: Int32
    public let month: UInt8
    public let day: UInt8

    static let yearMax = 999_999_999

    public init?(year: Int, month: Int, day: Int) {
        guard abs(year) <= CivilDate.yearMax, (1...12).contains(month),
            (1...CivilDate.daysIn(month, of: year)).contains(day)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        self.year = Int32(year)
        self.month = UInt8(month)
        self.day = UInt8(day)
    }

    /// Of days since 1970-01-01; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    init?(dayNumber: Int) {
        guard abs(dayNumber) < 366 * CivilDate.yearMax else { return nil }
        let z = dayNumber + 719_468
        let era = floorDivide(z, 146_097)
        let dayOfEra = z - era * 146_097
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        self.init(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
    }

    /// Days since 1970-01-01.
    var dayNumber: Int {
        let y = month <= 2 ? Int(year) - 1 : Int(year)
        let era = floorDivide(y, 400)
        let yearOfEra = y - era * 400
        let shifted = Int(month) + (month > 2 ? -3 : 9)
        let dayOfYear = (153 * shifted + 2) / 5 + Int(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 is Monday, 7 is Sunday.
    var weekday: Int { dayNumber - floorDivide(dayNumber + 3, 7) * 7 + 4 }

    var dayOfYear: Int { dayNumber - firstOfYear.dayNumber + 1 }

    private var firstOfYear: CivilDate { CivilDate(unchecked: Int(year), 1, 1) }

    /// ISO 8601: the week that holds the year's first Thursday is the first.
    var weekOfYear: Int {
        let thursday = CivilDate(dayNumber: dayNumber - weekday + 4) ?? self
        return (thursday.dayOfYear - 1) / 7 + 1
    }

    func adding(days: Int) -> CivilDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CivilDate(dayNumber: sum)
    }

    /// The same day of another month, or that month's last where it has fewer.
    func adding(months: Int) -> CivilDate? {
        let (total, overflow) = (Int(year) * 12 + Int(month) - 1).addingReportingOverflow(months)
        if overflow { return nil }
        let newYear = floorDivide(total, 12)
        guard abs(newYear) <= CivilDate.yearMax else { return nil }
        let newMonth = total - newYear * 12 + 1
        let last = CivilDate.daysIn(newMonth, of: newYear)
        return CivilDate(unchecked: newYear, newMonth, min(Int(day), last))
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    static func daysIn(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: CustomStringConvertible {
    public var description: String {
        let digits = String(year.magnitude)
        let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        return (year < 0 ? "-" : "") + padding + digits + "-" + two(Int(month)) + "-"
            + two(Int(day))
    }
}

func floorDivide(_ value: Int, _ by: Int) -> Int {
    let quotient = value / by
    return value % by < 0 ? quotient - 1 : quotient
}

/// Two digits at least.
func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
