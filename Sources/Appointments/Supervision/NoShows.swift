import Statistics

/// How often nobody came, and what it lets one expect: advice to a person, never a booking.
struct NoShows: Sendable, Equatable {
    let missed: Int
    let kept: Int

    var all: Int { missed + kept }

    /// Nil of too few: a rate of them says nothing.
    var rate: ShareInterval? {
        all < visitsMin ? nil : ShareInterval(missed, of: all)
    }

    /// Of so many booked visits so many will probably not take place, from the lower to the upper end of the rate; nil
    /// where too few were counted.
    func expected(of booked: Int) -> ClosedRange<Int>? {
        guard let rate else { return nil }
        let low = Int((rate.low * Double(booked)).rounded(.down))
        let high = Int((rate.high * Double(booked)).rounded(.up))
        return low...max(low, min(booked, high))
    }
}

/// When the free times of a service end, if as many go on being booked as in the last weeks.
struct Forecast: Sendable, Equatable {
    let free: Int
    /// Times that were taken in the days that were looked at.
    let taken: Int
    let days: Int

    /// Calendar days until none is left; nil where nothing is booked.
    var daysLeft: Int? {
        guard taken > 0, days > 0 else { return nil }
        return free * days / taken
    }
}

/// Below it the interval is wider than what it is about.
private let visitsMin = 30
