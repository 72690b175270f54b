import Kernel

// How a pause ends by itself.
extension ClockWalk {
    /// The last day of a reason that came on a day: the law lets some of them stop the clock for so long and no longer.
    func lastDay(of part: Int, from day: Int32) -> Int32 {
        let longest = rule.longest[part]
        guard longest.length > 0 else { return .noDay }
        let last =
            longest.inMonths
            ? Day(number: day).adding(months: Int(longest.length)).number : day + longest.length
        return last > WorkingCalendar.last.number ? .noDay : last
    }

    /// Lifts the reasons that end by themselves up to a day, one after the other. It is as if each were resumed on its
    /// last day.
    mutating func lapse(through day: Int32) {
        while let part = nextLapse(through: day) {
            let last = lapses[part]
            if !hasBegun, last > anchor { begin() }
            lapses[part] = .noDay
            open &= ~(0xff << UInt64(8 * part))
            stopped &= ~(1 << UInt8(part))
            if hasBegun, isPaused, stopped == 0 {
                resume(on: last)
                observer.saw(
                    .pauseEnded, after: last, through: last, counted: 0, event: 0, part: part)
            }
        }
    }

    private func nextLapse(through day: Int32) -> Int? {
        var found: Int?
        for part in 0..<rule.reasons where lapses[part] <= day {
            if let other = found, lapses[other] <= lapses[part] { continue }
            found = part
        }
        return found
    }
}
