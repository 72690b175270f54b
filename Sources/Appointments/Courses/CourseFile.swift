public import Formats
import Kernel

/// What came of an import: stored only where no row is bad.
public struct CourseReport: Codable, Sendable, Equatable {
    public let accepted: Int
    public let rejected: Int
    public let applied: Bool
    public let problems: [FormatProblem]
}

/// A course as a file gives it.
struct CourseRow: Sendable, Equatable {
    let code: String
    let provider: OrganisationID
    let providerName: String
    let level: CourseLevel
    let municipality: PlaceCode
    let venue: String
    let firstDay: Day
    let lastDay: Day
    let weekdays: Set<Int>
    let minutes: Range<Int>
    let places: Int

    static let columns = [
        "code", "provider", "provider_name", "level", "municipality", "venue", "first_day",
        "last_day", "weekdays", "from", "to", "places",
    ]

    /// Every day of the course on one of its weekdays.
    var sessions: [Day] {
        (0...lastDay.days(since: firstDay)).map { firstDay.adding(days: $0) }.filter {
            weekdays.contains($0.weekday)
        }
    }

    init(_ row: CSVRow) throws {
        code = try row.string("code")
        provider = OrganisationID(Int64(try row.int("provider")))
        providerName = try row.string("provider_name")
        level = try row.level()
        municipality = try row.place()
        venue = try row.string("venue")
        (firstDay, lastDay) = (try row.day("first_day"), try row.day("last_day"))
        weekdays = try row.weekdays()
        let (from, to) = (try row.minute("from"), try row.minute("to"))
        guard from < to else { throw row.error("to", "a session ends after it begins") }
        minutes = from..<to
        places = try row.int("places")
        guard lastDay >= firstDay, lastDay.days(since: firstDay) <= courseDaysMax else {
            throw row.error("last_day", "a course ends after it begins, and within two years")
        }
        guard (1...placesMax).contains(places) else {
            throw row.error("places", "a course has 1 to \(placesMax) places")
        }
        guard !sessions.isEmpty else {
            throw row.error("weekdays", "none of these days lies within the course")
        }
    }
}

/// Reads a list row by row; a bad row is named and the next one read.
struct CourseFile: Sendable {
    private(set) var rows: [(row: CourseRow, line: CSVRow)] = []
    private(set) var problems: [FormatProblem] = []

    init(_ bytes: [UInt8], file: String) {
        do {
            var reader = try CSVReader(bytes: bytes, file: file)
            try reader.require(CourseRow.columns)
            var codes: Set<String> = []
            while let line = try reader.next() {
                do {
                    let row = try CourseRow(line)
                    guard codes.insert(row.code).inserted else {
                        throw line.error("code", "'\(row.code)' stands here twice")
                    }
                    rows.append((row, line))
                } catch let error as FormatError { refuse(error) }
            }
        } catch let error as FormatError {
            refuse(error)
        } catch {
            refuse(FormatError(file: file, message: "the file cannot be read"))
        }
    }

    mutating func refuse(_ error: FormatError) { problems.append(FormatProblem(error)) }
}

extension CSVRow {
    fileprivate func level() throws -> CourseLevel {
        let text = try string("level")
        guard let level = CourseLevel(rawValue: text.lowercased()) else {
            throw error("level", "'\(text)' is not a level; write a1, a2, b1 or b2")
        }
        return level
    }

    fileprivate func place() throws -> PlaceCode {
        let text = try string("municipality")
        guard let code = PlaceCode(text) else {
            throw error("municipality", "'\(text)' is not a municipality code of four digits")
        }
        return code
    }

    fileprivate func day(_ column: String) throws -> Day {
        let text = try string(column)
        guard let day = Day(iso: text) else {
            throw error(column, "'\(text)' is not a day; write 2026-11-23")
        }
        return day
    }

    /// `mon;wed`.
    fileprivate func weekdays() throws -> Set<Int> {
        let words = try string("weekdays").lowercased().split(separator: ";")
        return Set(
            try words.map { word in
                guard let index = weekdayWords.firstIndex(of: String(word)) else {
                    let known = weekdayWords.joined(separator: ", ")
                    throw error("weekdays", "'\(word)' is not a weekday; use \(known) with ;")
                }
                return index + 1
            })
    }

    /// `18:30`, as minutes of the day.
    fileprivate func minute(_ column: String) throws -> Int {
        let text = try string(column)
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { throw error(column, "'\(text)' is not a time; write 18:30") }
        return hour * 60 + minute
    }
}

/// In the order of ISO 8601: Monday is 1.
private let weekdayWords = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
private let courseDaysMax = 731
/// A class is a room of people.
private let placesMax = 200
