public import Kernel
public import LegalTime
import Synchronization

/// The working days of offices and places, each prepared once.
public final class OfficeCalendars: Sendable {
    /// The number of the office that a closure names.
    public typealias Numbering = @Sendable (_ office: String) -> LocationID

    private let shelf: Mutex<Shelf>
    private let number: Numbering

    private struct Shelf: Sendable {
        var calendars: CalendarShelf
        /// The names of the offices that have days of their own; all others keep those of their town.
        let names: [LocationID: String]

        init(_ holidays: HolidayCalendar, _ number: Numbering) {
            calendars = CalendarShelf(holidays)
            let named = (holidays.declarations.map(\.scope) + holidays.rules.map(\.scope))
                .compactMap(\.office)
            names = Dictionary(named.map { (number($0), $0) }) { first, _ in first }
        }
    }

    public init(_ holidays: HolidayCalendar, number: @escaping Numbering) {
        shelf = Mutex(Shelf(holidays, number))
        self.number = number
    }

    /// The layers of an office: country, region, municipality, and the days on which it alone is closed.
    public func at(_ municipality: PlaceCode, office: LocationID) -> WorkingCalendar {
        shelf.withLock { shelf in
            shelf.calendars.working(
                at: Place(municipality: municipality.text, office: shelf.names[office]))
        }
    }

    public func at(_ place: Place) -> WorkingCalendar {
        shelf.withLock { $0.calendars.working(at: place) }
    }

    /// All of them, as they stand now.
    var holidays: HolidayCalendar { shelf.withLock { $0.calendars.all } }

    /// Takes the holidays as they stand now and gives back those before, nil where they are the same; then what was
    /// prepared is kept.
    func replace(_ holidays: HolidayCalendar) -> OfficeCalendars? {
        shelf.withLock { shelf in
            if shelf.calendars.all == holidays { return nil }
            let before = OfficeCalendars(shelf.calendars.all, number: number)
            shelf = Shelf(holidays, number)
            return before
        }
    }
}

extension Holiday.Scope {
    fileprivate var office: String? {
        guard case .office(let name) = self else { return nil }
        return name
    }
}
