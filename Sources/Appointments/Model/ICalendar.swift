import Formats
import Kernel

/// One visit as an iCalendar file (RFC 5545): UTC times, escaped text, lines folded at 75 octets.
struct ICalendar: Sendable {
    let identifier: String
    let start: Moment
    let end: Moment
    let stamp: Moment
    let summary: String
    let place: String
    let details: String
    let isCancelled: Bool

    var text: String {
        let lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cais//Appointments//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "BEGIN:VEVENT", "UID:" + identifier, "DTSTAMP:" + utc(stamp),
            "DTSTART:" + utc(start), "DTEND:" + utc(end), "SUMMARY:" + ICalendarText.escaped(summary),
            "LOCATION:" + ICalendarText.escaped(place), "DESCRIPTION:" + ICalendarText.escaped(details),
            "STATUS:" + (isCancelled ? "CANCELLED" : "CONFIRMED"),
            "SEQUENCE:" + (isCancelled ? "1" : "0"),
            "END:VEVENT", "END:VCALENDAR",
        ]
        return ICalendarText.file(lines)
    }

    /// `20261124T093000Z` (3.3.5, form 2).
    private func utc(_ moment: Moment) -> String {
        moment.description.filter { $0 != "-" && $0 != ":" }
    }
}
