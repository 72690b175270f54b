import Formats
import Kernel

/// The civil time of a place as a VTIMEZONE (RFC 5545, 3.6.5), which each TZID of a file needs: read off the zone itself.
struct ZoneRules {
    let name: String
    let zone: Zone
    let from: Day

    /// A moment at which clocks change, and by how much.
    struct Change: Equatable {
        let at: Moment
        let before: Int
        let after: Int
    }

    func write(to file: inout ICalendarWriter) {
        file.begin("VTIMEZONE")
        file.property("TZID", name)
        let changes = self.changes
        let lasting = changes.allSatisfy { isLastSunday(localDay($0)) }
        if changes.isEmpty || !lasting {
            let offset = zone.offsetSeconds(at: Moment(from))
            write("STANDARD", "19700101T000000", offset, offset, nil, &file)
        }
        for change in changes {
            let day = localDay(change)
            let kind = change.after > change.before ? "DAYLIGHT" : "STANDARD"
            // From the year before, so that no event comes before the first of them.
            let start = lasting ? lastSunday(of: day.month, day.year - 1) : day
            write(
                kind, localTime(start, localMinute(change)), change.before, change.after,
                lasting ? "FREQ=YEARLY;BYMONTH=\(day.month);BYDAY=-1SU" : nil, &file)
        }
        file.end("VTIMEZONE")
    }

    /// The changes of the year that begins with `from`.
    var changes: [Change] {
        (0..<365).compactMap { ahead -> Change? in
            var (low, high) = (
                Moment(from.adding(days: ahead)), Moment(from.adding(days: ahead + 1))
            )
            let (before, after) = (zone.offsetSeconds(at: low), zone.offsetSeconds(at: high))
            if before == after { return nil }
            while high.seconds(since: low) > 1 {
                let middle = low.adding(seconds: high.seconds(since: low) / 2)
                if zone.offsetSeconds(at: middle) == before { low = middle } else { high = middle }
            }
            return Change(at: high, before: before, after: after)
        }
    }

    private func write(
        _ kind: String, _ start: String, _ before: Int, _ after: Int, _ rule: String?,
        _ file: inout ICalendarWriter
    ) {
        file.begin(kind)
        file.property("DTSTART", start)
        file.property("TZOFFSETFROM", offsetWords(before))
        file.property("TZOFFSETTO", offsetWords(after))
        if let rule { file.property("RRULE", rule) }
        file.end(kind)
    }

    /// What clocks showed when they were changed.
    private func local(_ change: Change) -> Moment {
        change.at.adding(seconds: Int64(change.before))
    }

    private func localDay(_ change: Change) -> Day { local(change).utcDay }

    private func localMinute(_ change: Change) -> Int {
        Int(local(change).seconds(since: Moment(localDay(change)))) / 60
    }
}

private func isLastSunday(_ day: Day) -> Bool {
    day.weekday == 7 && day.adding(days: 7).month != day.month
}

private func lastSunday(of month: Int, _ year: Int) -> Day {
    let last =
        Day(year: year, month: month, day: Day.daysIn(month: month, of: year)) ?? Day(number: 0)
    return last.adding(days: -(last.weekday % 7))
}

/// `+0100` (3.3.14).
private func offsetWords(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return (seconds < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60)
}
