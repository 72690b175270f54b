import Kernel

/// When a place is open: its weekly hours, and the days on which it keeps others or none.
struct OpeningTimes: Sendable, Equatable {
    struct Exception: Sendable, Equatable {
        let day: Day
        /// Nil on a day on which it is closed.
        let window: Range<Int>?
    }

    var hours: [OpeningHours] = []
    var exceptions: [Exception] = []

    enum State: Sendable, Equatable {
        /// No source gives the hours: neither open nor closed may be said.
        case unknown
        case open(until: Int)
        case closed(next: Opening?)
    }

    struct Opening: Sendable, Equatable {
        let day: Day
        let minute: Int
    }

    var isKnown: Bool { !hours.isEmpty }

    /// The hours of a day, in their order; a public holiday has none unless the place says otherwise.
    func windows(on day: Day, isHoliday: (Day) -> Bool) -> [Range<Int>] {
        let said = exceptions.filter { $0.day == day }
        if !said.isEmpty {
            return said.compactMap(\.window).sorted { $0.lowerBound < $1.lowerBound }
        }
        if isHoliday(day) { return [] }
        return hours.filter { $0.holds(on: day) && $0.opens < $0.closes }.map {
            $0.opens..<$0.closes
        }
        .sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Whether it is open at a minute of a day, or when it opens next.
    func state(on day: Day, minute: Int, isHoliday: (Day) -> Bool) -> State {
        if !isKnown { return .unknown }
        let today = windows(on: day, isHoliday: isHoliday)
        let now = today.filter { $0.contains(minute) }.map(\.upperBound).max()
        if let now { return .open(until: now) }
        if let later = today.first(where: { $0.lowerBound > minute }) {
            return .closed(next: Opening(day: day, minute: later.lowerBound))
        }
        for ahead in 1...daysAheadMax {
            let next = day.adding(days: ahead)
            if let first = windows(on: next, isHoliday: isHoliday).first {
                return .closed(next: Opening(day: next, minute: first.lowerBound))
            }
        }
        return .closed(next: nil)
    }
}

/// A quarter: who opens more rarely is to be called.
private let daysAheadMax = 92
