public import Kernel

extension Day {
    /// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8; Butcher 1876).
    public static func easter(_ year: Int) -> Day? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return Day(year: year, month: n / 31, day: n % 31 + 1)
    }

    /// The first, second … weekday of a month (1 is Monday); counted from the end where `nth` is negative.
    static func weekday(_ weekday: Int, nth: Int, month: Int, year: Int) -> Day? {
        let last = Day.daysIn(month: month, of: year)
        guard let edge = Day(year: year, month: month, day: nth > 0 ? 1 : last) else { return nil }
        let toFirst =
            nth > 0 ? (weekday - edge.weekday + 7) % 7 : -((edge.weekday - weekday + 7) % 7)
        let found = edge.adding(days: toFirst + 7 * (nth > 0 ? nth - 1 : nth + 1))
        return found.month == month && found.year == year ? found : nil
    }
}
