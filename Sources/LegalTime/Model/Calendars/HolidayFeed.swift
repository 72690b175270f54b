import Formats
public import Kernel

extension [Holiday] {
    /// The days as an iCalendar file of whole-day events; `stamp` is when it was made.
    public func iCalendar(stamp: Moment) -> String {
        var writer = ICalendarWriter(product: "-//Cais//LegalTime//EN")
        for holiday in self {
            writer.begin("VEVENT")
            writer.property("UID", holiday.identifier)
            writer.property("DTSTAMP", ICalendarTime.basic(stamp.description))
            writer.property("DTSTART;VALUE=DATE", holiday.day.basic)
            writer.property("DTEND;VALUE=DATE", holiday.day.adding(days: 1).basic)
            writer.text("SUMMARY", holiday.name)
            writer.text("CATEGORIES", holiday.category.rawValue)
            // Nobody is busy because of a holiday.
            writer.property("TRANSP", "TRANSPARENT")
            writer.end("VEVENT")
        }
        writer.end("VCALENDAR")
        return writer.text
    }
}

extension Holiday {
    /// The same for the same holiday whenever the file is made.
    fileprivate var identifier: String {
        let words = scope.words
        // FNV-1a, 64 bits, over the name: names are no identifiers.
        let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        let place = words.place.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return "\(day.basic)-\(words.scope)-\(place)-\(String(hash, radix: 16))@holidays.cais"
    }
}

extension Day {
    /// `20261225` (3.3.4).
    fileprivate var basic: String { description.filter { $0 != "-" } }
}
