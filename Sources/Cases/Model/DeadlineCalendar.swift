import Formats
import Kernel

/// The last day of a period as an iCalendar file (RFC 5545): a whole day.
struct DeadlineCalendar: Sendable {
    let identifier: String
    let day: Day
    let stamp: Moment
    let summary: String
    let details: String

    var text: String {
        var file = ICalendarWriter(product: "-//Cais//Cases//EN")
        file.property("METHOD", "PUBLISH")
        file.begin("VEVENT")
        file.text("UID", identifier)
        file.property("DTSTAMP", stamp.description.filter { $0 != "-" && $0 != ":" })
        file.property("DTSTART;VALUE=DATE", date(day))
        file.property("DTEND;VALUE=DATE", date(day.adding(days: 1)))
        file.text("SUMMARY", summary)
        file.text("DESCRIPTION", details)
        file.property("TRANSP", "TRANSPARENT")
        file.end("VEVENT")
        file.end("VCALENDAR")
        return file.text
    }

    /// `20261210` (3.3.4).
    private func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }
}
