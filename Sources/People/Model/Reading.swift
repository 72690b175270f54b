public import Kernel

/// Who looked at what, for the person whom it is about.
public struct Reading: Sendable {
    public let when: Moment
    public let who: String
    public let what: What

    public enum What: Sendable, Equatable {
        case messages
        /// The list of the messages.
        case messageList
        /// The list of the files.
        case files
        /// A file, and whether its reader acted for the person under a mandate.
        case file(Reference, byMandate: Bool)
        /// They saw the person's document, and a code of theirs opened this file to the account.
        case tied(Reference)
    }

    public init(when: Moment, who: String, what: What) {
        self.when = when
        self.who = who
        self.what = what
    }
}

/// Everything that one person looked at on one day.
struct DayOfReading: Sendable, Equatable {
    let day: Day
    let who: String
    /// Each thing once, the latest first.
    private(set) var things: [Reading.What]
    private(set) var times: Int

    /// One line for each person and day; the readings come latest first, and so do the lines. Where no
    /// more readings were asked for, the oldest day may be cut in two and is left out.
    static func days(_ readings: [Reading], in zone: Zone) -> [DayOfReading] {
        var days: [DayOfReading] = []
        for reading in readings {
            let day = zone.day(of: reading.when)
            let known = days.lastIndex { $0.day == day && $0.who == reading.who }
            guard let known else {
                days.append(
                    DayOfReading(day: day, who: reading.who, things: [reading.what], times: 1))
                continue
            }
            days[known].times += 1
            if days[known].things.contains(reading.what) { continue }
            days[known].things.append(reading.what)
        }
        if readings.count >= readingsMax, let oldest = days.last?.day, days[0].day != oldest {
            days.removeAll { $0.day == oldest }
        }
        return Array(days.prefix(readingLinesMax))
    }
}

/// What is counted: more looks in a few days than any office needs.
let readingsMax = 1_000
/// What a page shows.
private let readingLinesMax = 50
