import Formats
import Kernel

/// A time in which a desk does something else.
struct BusyTime: Hashable, Comparable, Sendable {
    let start: Moment
    let until: Moment

    static func < (left: BusyTime, right: BusyTime) -> Bool {
        (left.start, left.until) < (right.start, right.until)
    }

    func overlaps(_ from: Moment, _ to: Moment) -> Bool { start < to && from < until }
}

/// The busy times of a calendar (RFC 5545): its events that are neither cancelled nor transparent, repeated as they say.
///
/// What cannot be understood is told with its line and closes nothing.
struct BusyCalendar: Sendable {
    /// The civil time of the place, for times that name none.
    let zone: Zone
    let zones: @Sendable (String) -> Zone?
    /// Only what is in it counts, and repeats end with it.
    let span: Range<Moment>

    private(set) var times: Set<BusyTime> = []
    private(set) var problems: [FormatError] = []

    init(
        _ components: [ICalendarComponent], file: String, zone: Zone,
        zones: @escaping @Sendable (String) -> Zone?, span: Range<Moment>
    ) throws {
        (self.zone, self.zones, self.span) = (zone, zones, span)
        let events = components.flatMap { $0.name == "VCALENDAR" ? $0.components : [$0] }
            .filter { $0.name == "VEVENT" }
        let moved = Dictionary(grouping: events.filter { $0["RECURRENCE-ID"] != nil }) {
            $0["UID"]?.value ?? ""
        }
        for event in events {
            do {
                // One of a series that was moved or cancelled stands for itself.
                let others =
                    event["RECURRENCE-ID"] == nil ? moved[event["UID"]?.value ?? ""] ?? [] : []
                times.formUnion(try busy(event, without: others, file: file))
            } catch let error as FormatError { problems.append(error) }
        }
    }

    private static func isFree(_ event: ICalendarComponent) -> Bool {
        event["TRANSP"]?.value == "TRANSPARENT" || event["STATUS"]?.value == "CANCELLED"
    }

    private func busy(
        _ event: ICalendarComponent, without others: [ICalendarComponent], file: String
    ) throws -> Set<BusyTime> {
        if Self.isFree(event) { return [] }
        guard let property = event["DTSTART"] else {
            throw FormatError(
                file: file, line: event.line, field: event.name, message: "has no DTSTART")
        }
        let start = try BusyPoint(property, self, file)
        let seconds = try length(event, start, file)
        var starts = [start]
        if let rule = event["RRULE"] {
            starts = try BusyRepeat(rule, file).starts(from: start, until: span.upperBound)
        }
        let gone = Set(
            try (event.all("EXDATE") + others.compactMap { $0["RECURRENCE-ID"] }).flatMap {
                try BusyPoint.all($0, self, file).map(\.moment)
            })
        return Set(
            starts.map(\.moment).filter { !gone.contains($0) }.map {
                BusyTime(start: $0, until: $0.adding(seconds: seconds))
            }.filter { $0.overlaps(span.lowerBound, span.upperBound) })
    }

    /// Of a day without an end it is the day.
    private func length(
        _ event: ICalendarComponent, _ start: BusyPoint, _ file: String
    ) throws -> Int64 {
        let found: Int64
        var line = event.line
        if let end = event["DTEND"] {
            found = try BusyPoint(end, self, file).moment.seconds(since: start.moment)
            line = end.line
        } else if let duration = event["DURATION"] {
            found = Int64(iCalendarDuration(duration.value) ?? 0)
            line = duration.line
        } else {
            found = start.isDay ? 86_400 : 0
        }
        guard found > 0 else {
            throw FormatError(
                file: file, line: line, field: event.name, message: "does not end after it begins")
        }
        return found
    }
}

/// One time of a calendar, in the civil time in which it was written.
struct BusyPoint: Sendable {
    let day: Day
    let seconds: Int
    let isDay: Bool
    let zone: Zone

    var moment: Moment {
        zone.moment(day, hour: seconds / 3_600, minute: seconds / 60 % 60)
            .adding(seconds: Int64(seconds % 60))
    }

    init(_ property: ICalendarProperty, _ calendar: BusyCalendar, _ file: String) throws {
        guard let first = try Self.all(property, calendar, file).first else {
            throw Self.unread(property, file)
        }
        self = first
    }

    /// EXDATE lists several.
    static func all(
        _ property: ICalendarProperty, _ calendar: BusyCalendar, _ file: String
    ) throws -> [BusyPoint] {
        try property.value.split(separator: ",").map { value in
            guard let time = ICalendarTime(String(value)),
                let day = Day(year: time.year, month: time.month, day: time.day)
            else { throw unread(property, file) }
            var zone = time.isUTC ? Zone.utc : calendar.zone
            if let name = property["TZID"], !time.isUTC {
                guard let found = calendar.zones(name) else {
                    throw FormatError(
                        file: file, line: property.line, field: property.name,
                        message: "names the time zone \(name), which is not known here")
                }
                zone = found
            }
            return BusyPoint(
                day: day, seconds: time.seconds ?? 0, isDay: time.seconds == nil, zone: zone)
        }
    }

    init(day: Day, seconds: Int, isDay: Bool, zone: Zone) {
        (self.day, self.seconds, self.isDay, self.zone) = (day, seconds, isDay, zone)
    }

    private static func unread(_ property: ICalendarProperty, _ file: String) -> FormatError {
        FormatError(
            file: file, line: property.line, field: property.name,
            message: "is no date and no time of RFC 5545")
    }
}
