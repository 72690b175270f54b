public import Kernel

/// Every known holiday of the country, its regions, municipalities and offices, from 1970 to 2120.
public struct HolidayCalendar: Equatable, Sendable {
    public let rules: [HolidayRule]
    /// Dated decisions: tolerances, closures, single holidays.
    public let declarations: [Holiday]
    /// When courts rest: no period for going to court ends then.
    public let recesses: [CourtRecess]
    /// The years that were checked against a list; in others the rules go on, and a result says so.
    public let years: ClosedRange<Int>?
    /// By day.
    private let holidays: [Holiday]
    private let municipalities: Set<String>
    /// The days on which something became known or was withdrawn.
    private let changes: [Day]

    public init(
        rules: [HolidayRule], declarations: [Holiday] = [], recesses: [CourtRecess] = [],
        years: ClosedRange<Int>? = nil
    ) {
        let range = WorkingCalendar.first.year...WorkingCalendar.last.year
        let computed = rules.flatMap { rule in range.compactMap { rule.holiday($0) } }
        self.init(
            rules, declarations, recesses, years,
            holidays: (computed + declarations).sorted(by: Holiday.stands(_:before:)))
    }

    private init(
        _ rules: [HolidayRule], _ declarations: [Holiday], _ recesses: [CourtRecess],
        _ years: ClosedRange<Int>?, holidays: [Holiday]
    ) {
        self.rules = rules
        self.declarations = declarations
        self.recesses = recesses
        self.years = years
        self.holidays = holidays
        municipalities = Set(rules.compactMap(\.municipality))
        changes = Set(
            declarations.flatMap { [$0.known, $0.withdrawn] }.compactMap(\.self)
                + rules.flatMap { [$0.known, $0.withdrawn] }.compactMap(\.self)
        ).sorted()
    }

    /// The same calendar with more declarations.
    public func adding(_ more: [Holiday]) -> HolidayCalendar {
        var holidays = self.holidays
        for holiday in more {
            let place = holidays.partitioningIndex { !Holiday.stands($0, before: holiday) }
            holidays.insert(holiday, at: place)
        }
        return HolidayCalendar(
            rules, declarations + more, recesses, years, holidays: holidays)
    }

    /// The holidays kept at a place between two days, both included, as known now or on an earlier day.
    public func holidays(
        from: Day, to: Day, at place: Place, asKnown known: Day? = nil
    ) -> [Holiday] {
        let start = holidays.partitioningIndex { $0.day >= from }
        return holidays[start...].prefix { $0.day <= to }
            .filter { $0.isKept(at: place) && $0.isKnown(on: known) }
    }

    /// The calendar of a place, prepared for questions in constant time; keep it, do not make it anew.
    public func working(at place: Place, asKnown known: Day? = nil) -> WorkingCalendar {
        WorkingCalendar(
            place: place,
            holidays: holidays.filter {
                $0.closesService && $0.isKept(at: place) && $0.isKnown(on: known)
            },
            recesses: recesses, years: years, isMunicipalityKnown: isHolidayKnown(of: place))
    }

    /// The number of changes that had become known by a day: days with one number had one calendar.
    public func version(knownOn day: Day) -> Int { changes.partitioningIndex { $0 > day } }

    /// Whether the holiday of the municipality itself is known; the country at large has none.
    public func isHolidayKnown(of place: Place) -> Bool {
        place.municipality.map(municipalities.contains) ?? true
    }
}

extension HolidayRule {
    fileprivate var municipality: String? {
        if case .municipality(let code) = scope { code } else { nil }
    }
}

extension Holiday {
    fileprivate static func stands(_ one: Holiday, before other: Holiday) -> Bool {
        (one.day, one.order, one.name) < (other.day, other.order, other.name)
    }

    /// The country's name for a day stands before a town's.
    fileprivate var order: String {
        switch scope {
        case .country: "0"
        case .region(let code): "1" + code
        case .municipality(let code): "2" + code
        case .office(let name): "3" + name
        }
    }
}

extension RandomAccessCollection {
    /// The first index from which a sorted condition holds.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = index(low, offsetBy: distance(from: low, to: high) / 2)
            if belongs(self[middle]) {
                high = middle
            } else {
                low = index(after: middle)
            }
        }
        return low
    }
}
