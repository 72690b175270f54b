import Statistics

/// How long a service takes at the desk, as it was measured there; as it is planned where too few were.
struct ServiceTimes: Equatable, Sendable {
    let lowMinutes: Double
    let highMinutes: Double
    let isMeasured: Bool

    init(measured minutes: [Double], plannedMinutes: Int) {
        if minutes.count >= measuredMin, let low = quantile(minutes, 0.25),
            let high = quantile(minutes, 0.75)
        {
            (lowMinutes, highMinutes, isMeasured) = (low, high, true)
        } else {
            (lowMinutes, highMinutes) = (Double(plannedMinutes), Double(plannedMinutes))
            isMeasured = false
        }
    }
}

/// The wait of somebody as an interval of minutes, because nobody knows it to the minute.
struct WaitEstimate: Equatable, Sendable {
    let before: Int
    let lowMinutes: Int
    let highMinutes: Int
    let isMeasured: Bool

    /// With `desks` desks each of them serves its share of those before; where none is free, whoever sits there now
    /// may stay a whole time longer or rise at once.
    init(before: Int, desks: Int, areAllBusy: Bool, times: ServiceTimes) {
        let rounds = before / max(1, desks)
        self.before = before
        isMeasured = times.isMeasured
        lowMinutes = Int(Double(rounds) * times.lowMinutes / 5) * 5
        let last = rounds + (areAllBusy ? 1 : 0)
        highMinutes = Int((Double(last) * times.highMinutes / 5).rounded(.up)) * 5
    }
}

/// How many walk-ins can still be served on a day: what the open desks have left, less what is promised.
struct WalkIns: Equatable, Sendable {
    /// Of all desks of the service together, until each closes.
    let deskMinutesLeft: Int
    /// Booked visits that are still to come.
    let bookedMinutes: Int
    let waiting: Int
    let minutesEach: Int

    var places: Int {
        max(0, (deskMinutesLeft - bookedMinutes - waiting * minutesEach) / max(1, minutesEach))
    }
}

/// Quartiles of fewer say more than is known.
private let measuredMin = 20
