import Formats
import Kernel
import Languages

/// The opening hours of a place as an iCalendar file (RFC 5545): a recurring event for each line of its schedule, without
/// the days on which it is closed or keeps other hours.
struct HoursCalendar {
    let place: Place
    let times: OpeningTimes
    let zone: Zone
    let isHoliday: (Day) -> Bool
    let from: Day
    let stamp: Moment

    private var zoneName: String { place.municipality.zoneName }
    private var coming: [Day] { (0..<daysAhead).map { from.adding(days: $0) } }

    func text(_ t: Translator) -> String {
        var file = ICalendarWriter(product: "-//Cais//Directory//EN")
        file.property("METHOD", "PUBLISH")
        ZoneRules(name: zoneName, zone: zone, from: from).write(to: &file)
        for (index, line) in times.hours.enumerated() {
            let days = coming.filter(line.holds)
            guard let first = days.first else { continue }
            begin("hours:\(index)", first, line.opens..<line.closes, t, &file)
            add(line, days, &file)
            file.end("VEVENT")
        }
        for other in times.exceptions where other.day >= from {
            guard let window = other.window else { continue }
            begin("day:\(other.day)", other.day, window, t, &file)
            file.end("VEVENT")
        }
        file.end("VCALENDAR")
        return file.text
    }

    private func begin(
        _ name: String, _ day: Day, _ window: Range<Int>, _ t: Translator,
        _ file: inout ICalendarWriter
    ) {
        file.begin("VEVENT")
        file.property("UID", hsdsID("cais:calendar:\(place.slug):\(name)"))
        file.property("DTSTAMP", utcTime(stamp))
        file.property("DTSTART;TZID=\(zoneName)", localTime(day, window.lowerBound))
        file.property("DTEND;TZID=\(zoneName)", localTime(day, window.upperBound))
        file.text("SUMMARY", t("Open: {name}", ["name": place.name]))
        if let address = place.address {
            file.text("LOCATION", address + ", " + place.municipality.name)
        }
        file.text(
            "DESCRIPTION",
            t(
                "Public holidays are taken out until {date}. Call before you go.",
                ["date": t.date(coming.last ?? from)]))
        // The hours of an office keep nobody busy.
        file.property("TRANSP", "TRANSPARENT")
    }

    private func add(_ line: OpeningHours, _ days: [Day], _ file: inout ICalendarWriter) {
        if line.isMonthly, line.every > 1 {
            // The standard counts months there, a schedule of ours weeks: the days themselves.
            list("RDATE", days.dropFirst(), line, &file)
        } else {
            file.property("RRULE", rule(line))
        }
        list(
            "EXDATE",
            days.filter { day in
                isHoliday(day) || times.exceptions.contains { $0.day == day }
            }, line, &file)
    }

    private func rule(_ line: OpeningHours) -> String {
        let parts: [String?] = [
            "FREQ=" + (line.isMonthly ? "MONTHLY" : "WEEKLY"),
            line.every > 1 ? "INTERVAL=\(line.every)" : nil,
            // With a local start the end stands in UTC (3.3.10); the last start is within.
            line.validTo.map { day in
                "UNTIL=" + utcTime(zone.moment(day, hour: line.opens / 60, minute: line.opens % 60))
            },
            "BYDAY=" + line.days, "WKST=MO",
        ]
        return parts.compactMap { $0 }.joined(separator: ";")
    }

    private func list(
        _ name: String, _ days: some Collection<Day>, _ line: OpeningHours,
        _ file: inout ICalendarWriter
    ) {
        if days.isEmpty { return }
        let all = days.map { localTime($0, line.opens) }.joined(separator: ",")
        file.property("\(name);TZID=\(zoneName)", all)
    }
}

/// `20261124T093000` (3.3.5, form 3); midnight at the end of a day is that of the next.
func localTime(_ day: Day, _ minute: Int) -> String {
    let moment = Moment(day).adding(seconds: Int64(minute) * 60)
    return String(utcTime(moment).dropLast())
}

/// `20261124T093000Z` (3.3.5, form 2).
func utcTime(_ moment: Moment) -> String {
    ICalendarTime.basic(moment.description)
}

/// A little over a year: rules go on after it, holidays are known so far.
private let daysAhead = 400
