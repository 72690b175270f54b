import Formats
public import Kernel

/// Every known holiday of the country, its regions and municipalities.
public struct HolidayCalendar: Equatable, Sendable {
    /// By day.
    public let holidays: [Holiday]
    /// The years for which national holidays are known; outside them a result is not complete.
    public let years: ClosedRange<Int>?

    public init(_ holidays: [Holiday]) {
        self.holidays = holidays.sorted { ($0.day, $0.name) < ($1.day, $1.name) }
        let national = self.holidays.filter { $0.scope == .country }
        years = national.first.flatMap { first in national.last.map { first.day.year...$0.day.year }
        }
    }

    /// Reads `date,scope,place,name_pt,category`; scope is country, region or municipality.
    public init(csv text: String, file: String) throws {
        var reader = try CSVReader(text: text, file: file)
        try reader.require(["date", "scope", "place", "name_pt", "category"])
        var found: [Holiday] = []
        while let row = try reader.next() { found.append(try Holiday(row)) }
        self.init(found)
    }

    /// The holidays kept at a place between two days, both included.
    public func holidays(from: Day, to: Day, at place: Place) -> [Holiday] {
        let start = holidays.partitioningIndex { $0.day >= from }
        return holidays[start...].prefix { $0.day <= to }.filter { $0.isKept(at: place) }
    }

    /// The calendar of a place, prepared for questions in constant time; keep it, do not make it anew.
    public func working(at place: Place) -> WorkingCalendar {
        WorkingCalendar(
            place: place,
            holidays: holidays.filter { $0.category == .public && $0.isKept(at: place) },
            years: years)
    }
}

extension Holiday {
    fileprivate init(_ row: CSVRow) throws {
        let text = try row.string("date")
        guard let day = Day(iso: text) else {
            throw row.error("date", "'\(text)' is no day; write it as 2026-12-25")
        }
        guard let category = Category(rawValue: try row.string("category")) else {
            throw row.error("category", "write public or optional")
        }
        self.init(
            day: day, scope: try Holiday.scope(row), name: try row.string("name_pt"),
            category: category)
    }

    private static func scope(_ row: CSVRow) throws -> Scope {
        switch try row.string("scope") {
        case "country": return .country
        case "region": return .region(try row.string("place"))
        case "municipality": return .municipality(try row.string("place"))
        default: throw row.error("scope", "write country, region or municipality")
        }
    }
}

extension RandomAccessCollection {
    /// The first index from which a sorted condition holds.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = index(low, offsetBy: distance(from: low, to: high) / 2)
            if belongs(self[middle]) { high = middle } else { low = index(after: middle) }
        }
        return low
    }
}
