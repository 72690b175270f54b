import Kernel
import LegalTime

/// Derives very many clocks again after a holiday was declared, and after it was taken back.
struct Recomputing {
    let holidays: HolidayCalendar
    let folder: String
    let declared: Day

    /// Two threads, whatever the machine has.
    private static let parts = 2

    func run(rounds: Int) async throws {
        let clock = ContinuousClock()
        var book = ClockBook()
        let building = try clock.measure { book = try filled() }
        try writeNumbers(book.outcomes.map(\.end), folder + "/before")
        var (took, moved): ([Double], [Double]) = ([], [])
        for round in 0..<rounds {
            let start = clock.now
            let calendar = round % 2 == 0 ? holidays.adding([extra]) : holidays
            for (index, place) in places.enumerated() {
                book.replace(calendar.working(at: place), at: index)
            }
            let moves = await book.recompute(parts: Self.parts)
            took.append(start.duration(to: clock.now).seconds)
            moved.append(Double(moves.count))
            if round == 0 { try writeNumbers(book.outcomes.map(\.end), folder + "/after") }
        }
        try tell([
            "rounds": took, "moved": moved, "building": [building.seconds],
            "clocks": [Double(book.count)],
        ])
    }

    private var extra: Holiday {
        Holiday(day: declared, scope: .country, name: "Declared", category: .public)
    }

    /// Eight numbers a clock: rule, place, and the days of its six events.
    private func filled() throws -> ClockBook {
        var book = ClockBook()
        for rule in rules { _ = book.add(rule) }
        for place in places { _ = book.add(holidays.working(at: place)) }
        let numbers = try readNumbers(folder + "/clocks")
        for first in stride(from: 0, to: numbers.count - 7, by: 8) {
            let events = names.enumerated().map { offset, name in
                ClockEvent(name, Day(number: numbers[first + 2 + offset]))
            }
            try book.add(rule: Int(numbers[first]), calendar: Int(numbers[first + 1]), events)
        }
        return book
    }
}

private let names = ["filed", "asked", "answered", "consulted", "advised", "extended"]

/// Each stands still for two reasons and is extended once.
private let rules: [ClockRule] = [
    rule("working", 60, .working, more: 30), rule("calendar", 90, .calendar, more: 30),
    rule("months", 6, .months, more: 3),
]

private func rule(_ name: String, _ length: Int, _ unit: ClockUnit, more: Int) -> ClockRule {
    var rule = ClockRule(name: name, length: length, unit: unit, starts: "filed")
    rule.suspensions = [
        Suspension(by: ["asked"], until: ["answered"]),
        Suspension(by: ["consulted"], until: ["advised"]),
    ]
    rule.extensions = [Extension(by: "extended", length: more)]
    return rule
}
