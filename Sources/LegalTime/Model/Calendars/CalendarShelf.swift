public import Kernel

/// The prepared calendars of the places and days of knowledge that were asked for, each made once.
public struct CalendarShelf: Sendable {
    public let all: HolidayCalendar
    private var kept: [Key: WorkingCalendar] = [:]

    private struct Key: Hashable {
        let place: Place
        /// Nil for all that is known now.
        let version: Int?
    }

    public init(_ all: HolidayCalendar) {
        self.all = all
    }

    public mutating func working(at place: Place, asKnown day: Day? = nil) -> WorkingCalendar {
        let key = Key(place: place, version: day.map(all.version))
        if let calendar = kept[key] { return calendar }
        let calendar = all.working(at: place, asKnown: day)
        kept[key] = calendar
        return calendar
    }
}
