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
            "DTSTART:" + utc(start), "DTEND:" + utc(end), "SUMMARY:" + escaped(summary),
            "LOCATION:" + escaped(place), "DESCRIPTION:" + escaped(details),
            "STATUS:" + (isCancelled ? "CANCELLED" : "CONFIRMED"),
            "SEQUENCE:" + (isCancelled ? "1" : "0"),
            "END:VEVENT", "END:VCALENDAR",
        ]
        return lines.map { contentLine($0) + "\r\n" }.joined()
    }

    /// `20261124T093000Z` (3.3.5, form 2).
    private func utc(_ moment: Moment) -> String {
        moment.description.filter { $0 != "-" && $0 != ":" }
    }
}

/// Escapes what TEXT gives a meaning to (3.3.11); other controls have no place in it.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += "\\\\"
        case ";": result += "\\;"
        case ",": result += "\\,"
        case "\n": result += "\\n"
        default: if scalar.value >= 32, scalar.value != 127 { result.unicodeScalars.append(scalar) }
        }
    }
    return result
}

/// Folds a line (3.1): at most 75 octets, the blank of a continuation among them, no character cut.
func contentLine(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
        let width = UTF8.width(scalar)
        if octets + width > lineOctetsMax {
            result += "\r\n "
            octets = 1
        }
        result.unicodeScalars.append(scalar)
        octets += width
    }
    return result
}

/// RFC 5545, 3.1: "SHOULD NOT be longer than 75 octets, excluding the line break".
private let lineOctetsMax = 75
