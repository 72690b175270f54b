import Foundation
import Kernel
import LegalTime

/// Our side of bench/legal_time.py, which makes the numbers and compares the results:
///
///     legal-time-bench holidays --home DIR
///     legal-time-bench add --home DIR --folder DIR --rounds N
///     legal-time-bench clocks --home DIR --folder DIR --declare DAY --rounds N
@main
struct LegalTimeBench {
    static func main() async throws {
        let arguments = Arguments(CommandLine.arguments)
        let holidays = try holidayCalendar(home: arguments.text("--home"))
        switch arguments.command {
        case "holidays": printHolidays(holidays)
        case "add":
            try Adding(
                calendar: holidays.working(at: places[0]), folder: arguments.text("--folder")
            ).run(rounds: arguments.number("--rounds"))
        case "clocks":
            try await Recomputing(
                holidays: holidays, folder: arguments.text("--folder"),
                declared: arguments.day("--declare")
            ).run(rounds: arguments.number("--rounds"))
        default: throw Trouble(description: "say holidays, add or clocks")
        }
    }

    /// One line for each weekday on which a place rests: its number and that of the day.
    static func printHolidays(_ holidays: HolidayCalendar) {
        for (number, place) in places.enumerated() {
            let found = holidays.working(at: place).weekdayHolidays(
                after: WorkingCalendar.first, through: WorkingCalendar.last)
            for day in Set(found.filter { $0.category == .public }.map(\.day)).sorted() {
                print(number, day.number)
            }
        }
    }
}

/// Lisbon, Porto, and the country without a municipality; the clocks name them by their order.
let places = [
    Place(municipality: "1106"), Place(municipality: "1312"), Place.country,
]

struct Trouble: Error, CustomStringConvertible {
    let description: String
}

struct Arguments {
    let command: String
    private let values: [String]

    init(_ all: [String]) {
        command = all.dropFirst().first ?? ""
        values = Array(all.dropFirst(2))
    }

    func text(_ name: String) throws -> String {
        guard let index = values.firstIndex(of: name), values.indices.contains(index + 1) else {
            throw Trouble(description: "\(name) is missing")
        }
        return values[index + 1]
    }

    func number(_ name: String) throws -> Int {
        guard let number = Int(try text(name)), number > 0 else {
            throw Trouble(description: "\(name) takes a number above zero")
        }
        return number
    }

    func day(_ name: String) throws -> Day {
        guard let day = Day(iso: try text(name)) else {
            throw Trouble(description: "\(name) takes a day as 2026-06-17")
        }
        return day
    }
}
