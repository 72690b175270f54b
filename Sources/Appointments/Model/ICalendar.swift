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
        var file = ICalendarWriter(product: "-//Cais//Appointments//EN")
        file.property("METHOD", "PUBLISH")
        file.begin("VEVENT")
        file.property("UID", identifier)
        file.property("DTSTAMP", utc(stamp))
        file.property("DTSTART", utc(start))
        file.property("DTEND", utc(end))
        file.text("SUMMARY", summary)
        file.text("LOCATION", place)
        file.text("DESCRIPTION", details)
        file.property("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
        file.property("SEQUENCE", isCancelled ? "1" : "0")
        file.end("VEVENT")
        file.end("VCALENDAR")
        return file.text
    }

    /// `20261124T093000Z` (3.3.5, form 2).
    private func utc(_ moment: Moment) -> String {
        ICalendarTime.basic(moment.description)
    }
}
