import Formats
import Kernel

/// How an event repeats (RRULE): each so many days, or on weekdays of each so many weeks; other rhythms are refused.
struct BusyRepeat: Sendable {
    private let isWeekly: Bool
    private let interval: Int
    private let count: Int?
    private let until: ICalendarTime?
    /// 1 is Monday; empty means that of the start.
    private let weekdays: [Int]

    init(_ property: ICalendarProperty, _ file: String) throws {
        func refuse(_ message: String) -> FormatError {
            FormatError(
                file: file, line: property.line, field: property.name,
                message: message + "; write each time as an event of its own")
        }
        var parts: [String: String] = [:]
        for part in property.value.uppercased().split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { throw refuse("is no rule of RFC 5545") }
            parts[halves[0]] = halves[1]
        }
        let known: Set = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"]
        if let other = parts.keys.sorted().first(where: { !known.contains($0) }) {
            throw refuse("has \(other), which is not read")
        }
        guard let frequency = parts["FREQ"], ["DAILY", "WEEKLY"].contains(frequency) else {
            throw refuse("repeats neither by days nor by weeks")
        }
        isWeekly = frequency == "WEEKLY"
        guard let interval = Int(parts["INTERVAL"] ?? "1"), (1...366).contains(interval),
            parts["WKST"] ?? "MO" == "MO"
        else { throw refuse("has an INTERVAL or WKST that is not read") }
        self.interval = interval
        count = parts["COUNT"].flatMap { Int($0) }
        until = parts["UNTIL"].flatMap { ICalendarTime($0) }
        if parts["COUNT"] != nil && count == nil || parts["UNTIL"] != nil && until == nil {
            throw refuse("ends in a way that is not read")
        }
        let names = (parts["BYDAY"] ?? "").split(separator: ",").map(String.init)
        weekdays = names.compactMap { codes.firstIndex(of: $0).map { $0 + 1 } }.sorted()
        if weekdays.count != names.count || (!isWeekly && !names.isEmpty) {
            throw refuse("has a BYDAY that is not read")
        }
    }

    /// Every start in the civil time of the first one, so that a change of the clock moves none.
    func starts(from first: BusyPoint, until horizon: Moment) -> [BusyPoint] {
        let days = weekdays.isEmpty ? [first.day.weekday] : weekdays
        let monday = first.day.adding(days: 1 - first.day.weekday)
        let last = end(in: first.zone).map { min($0, horizon) } ?? horizon
        var starts: [BusyPoint] = []
        for turn in 0..<turnsMax {
            let candidates =
                isWeekly
                ? days.map { monday.adding(days: turn * interval * 7 + $0 - 1) }
                : [first.day.adding(days: turn * interval)]
            for day in candidates where day >= first.day {
                let next = BusyPoint(
                    day: day, seconds: first.seconds, isDay: first.isDay, zone: first.zone)
                if next.moment > last || count.map({ starts.count >= $0 }) == true { return starts }
                starts.append(next)
            }
        }
        return starts
    }

    /// The last moment at which one may begin.
    private func end(in zone: Zone) -> Moment? {
        guard let until, let day = Day(year: until.year, month: until.month, day: until.day) else {
            return nil
        }
        guard let seconds = until.seconds else {
            return zone.moment(day.adding(days: 1)).adding(seconds: -1)
        }
        return BusyPoint(
            day: day, seconds: seconds, isDay: false, zone: until.isUTC ? .utc : zone
        ).moment
    }
}

private let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
/// Years of days: a series that began long ago reaches today.
private let turnsMax = 10_000
