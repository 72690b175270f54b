import Foundation
import Kernel

/// Reads iCalendar as another program would, and refuses what RFC 5545 does not allow.
struct CalendarReader {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    struct Event {
        var values: [String: String] = [:]

        /// The hours of a day that the event covers, by its own rule.
        func windows(on day: Day, _ zone: Zone) -> [Range<Int>] {
            guard let (start, opens) = local(values["DTSTART"] ?? ""),
                let (end, closes) = local(values["DTEND"] ?? "")
            else { return [] }
            let window = opens..<(closes + end.days(since: start) * 1_440)
            if days("EXDATE").contains(day) { return [] }
            if day == start || days("RDATE").contains(day) { return [window] }
            guard day > start, let rule = values["RRULE"] else { return [] }
            return follows(rule, day, start, zone.moment(day, hour: opens / 60, minute: opens % 60))
                ? [window] : []
        }

        private func days(_ name: String) -> [Day] {
            (values[name] ?? "").split(separator: ",").compactMap { local(String($0))?.0 }
        }

        private func follows(_ text: String, _ day: Day, _ start: Day, _ at: Moment) -> Bool {
            let rule = parts(text)
            if let until = rule["UNTIL"], at.description.filter({ $0 != "-" && $0 != ":" }) > until
            {
                return false
            }
            let codes = (rule["BYDAY"] ?? "").split(separator: ",").map(String.init)
            let name = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.weekday - 1]
            if rule["FREQ"] == "WEEKLY" {
                let weeks =
                    (day.adding(days: 1 - day.weekday)).days(
                        since: start.adding(days: 1 - start.weekday)) / 7
                return codes.contains(name) && weeks % (Int(rule["INTERVAL"] ?? "1") ?? 1) == 0
            }
            // Which of its kind in the month, from its start and from its end.
            let same = (1...Day.daysIn(month: day.month, of: day.year)).compactMap {
                Day(year: day.year, month: day.month, day: $0)
            }.filter { $0.weekday == day.weekday }
            guard let index = same.firstIndex(of: day) else { return false }
            return !Set(codes).isDisjoint(with: [
                name, "\(index + 1)\(name)", "\(index - same.count)\(name)",
            ])
        }
    }

    private(set) var events: [Event] = []

    init(_ text: String) throws {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == 10 || byte == 13 {
            let isPair = byte == 13 ? bytes[index + 1] == 10 : bytes[index - 1] == 13
            if !isPair { throw Refused(description: "a line that ends otherwise than by CR LF") }
        }
        // In Swift CR LF is one character: lines are cut by scalars.
        let lines = text.replacing("\r\n", with: "\u{1}").split(separator: "\u{1}").map(String.init)
        if let long = lines.first(where: { $0.utf8.count > 75 }) {
            throw Refused(description: "more than 75 octets: \(long)")
        }
        try read(
            lines.reduce(into: [String]()) { all, line in
                if line.hasPrefix(" "), let last = all.popLast() {
                    all.append(last + line.dropFirst())
                } else {
                    all.append(line)
                }
            })
    }

    private mutating func read(_ lines: [String]) throws {
        var open: [String] = []
        var event = Event()
        var zones: Set<String> = []
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else {
                throw Refused(description: "no value: \(line)")
            }
            let head = line[..<colon].split(separator: ";").map(String.init)
            let value = String(line[line.index(after: colon)...])
            if head.first == "BEGIN" {
                open.append(value)
                if value == "VEVENT" { event = Event() }
            } else if head.first == "END" {
                guard open.popLast() == value else {
                    throw Refused(description: "crossed: \(line)")
                }
                if value == "VEVENT" { events.append(try whole(event)) }
            } else if open.last == "VTIMEZONE", head.first == "TZID" {
                zones.insert(value)
            } else if open.last == "VEVENT", let name = head.first {
                if event.values[name] != nil { throw Refused(description: "twice: \(name)") }
                event.values[name] = value
                if let zone = head.first(where: { $0.hasPrefix("TZID=") })?.dropFirst(5) {
                    guard zones.contains(String(zone)) else {
                        throw Refused(description: "no VTIMEZONE of \(zone) before its use")
                    }
                }
                if name == "RRULE" { try check(value) }
            }
        }
        guard open.isEmpty, lines.first == "BEGIN:VCALENDAR", lines.contains("VERSION:2.0"),
            lines.contains(where: { $0.hasPrefix("PRODID:") })
        else { throw Refused(description: "no whole calendar") }
    }

    private func whole(_ event: Event) throws -> Event {
        for name in ["UID", "DTSTAMP", "DTSTART", "DTEND"] where event.values[name] == nil {
            throw Refused(description: "an event without \(name)")
        }
        guard event.values["DTSTAMP"]?.last == "Z" else {
            throw Refused(description: "DTSTAMP is UTC")
        }
        return event
    }

    /// 3.3.10: each part once, a frequency, days of the week with a number in months alone.
    private func check(_ rule: String) throws {
        let names = rule.split(separator: ";").compactMap { $0.split(separator: "=").first }
        let known: Set<Substring> = ["FREQ", "INTERVAL", "UNTIL", "BYDAY", "WKST"]
        guard names.first == "FREQ", Set(names).count == names.count, known.isSuperset(of: names)
        else { throw Refused(description: "no rule: \(rule)") }
        let all = parts(rule)
        guard let frequency = all["FREQ"], ["WEEKLY", "MONTHLY"].contains(frequency),
            (Int(all["INTERVAL"] ?? "1") ?? 0) > 0, all["UNTIL"]?.last ?? "Z" == "Z"
        else { throw Refused(description: "no rule: \(rule)") }
        for code in (all["BYDAY"] ?? "").split(separator: ",") {
            let number = code.dropLast(2)
            guard ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].contains(String(code.suffix(2))),
                number.isEmpty || (frequency == "MONTHLY" && abs(Int(number) ?? 9) <= 5)
            else { throw Refused(description: "no day of a week: \(code)") }
        }
    }
}

private func parts(_ rule: String) -> [String: String] {
    Dictionary(
        rule.split(separator: ";").map { $0.split(separator: "=").map(String.init) }
            .filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
}

/// `20261124T093000`: the day and the minute.
private func local(_ text: String) -> (Day, Int)? {
    guard text.count == 15, let date = Int(text.prefix(8)), let time = Int(text.suffix(6)),
        let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    else { return nil }
    return (day, time / 10_000 * 60 + time / 100 % 100)
}
