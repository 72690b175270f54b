import Kernel

extension OpeningTimes {
    /// Reads `MO,TU 09:00-13:00; 1SA 10:00-12:00; WE 14:00-17:00 every 2 from 2026-01-07`.
    init?(_ text: String) {
        for line in lines(text) {
            guard let hours = OpeningHours(line: line) else { return nil }
            self.hours.append(hours)
        }
    }

    /// Reads days that differ: `2026-12-24; 2026-12-31 09:00-12:00`; without hours it is closed.
    static func exceptions(_ text: String) -> [Exception]? {
        var all: [Exception] = []
        for line in lines(text) {
            let parts = line.split(separator: " ")
            guard parts.count <= 2, let day = parts.first.flatMap({ Day(iso: String($0)) }) else {
                return nil
            }
            let hours = parts.count == 2 ? window(parts[1]) : nil
            if parts.count == 2, hours == nil { return nil }
            all.append(Exception(day: day, window: hours))
        }
        return all
    }
}

extension OpeningHours {
    fileprivate init?(line: String) {
        let parts = line.split(separator: " ")
        guard [2, 6].contains(parts.count), let window = window(parts[1]) else { return nil }
        let days = parts[0].split(separator: ",")
        guard !days.isEmpty, days.allSatisfy(isDay) else { return nil }
        self.init(days: String(parts[0]), opens: window.lowerBound, closes: window.upperBound)
        guard parts.count == 6 else { return }
        guard parts[2] == "every", let every = Int(parts[3]), (1...52).contains(every),
            parts[4] == "from", let start = Day(iso: String(parts[5]))
        else { return nil }
        self.every = every
        startsOn = start
    }
}

private func lines(_ text: String) -> [String] {
    text.split(separator: ";").map { trimmed(String($0)) }.filter { !$0.isEmpty }
}

private func isDay(_ code: Substring) -> Bool {
    let place = code.dropLast(2)
    guard weekdayCodes.contains(String(code.suffix(2))) else { return false }
    return place.isEmpty || Int(place).map { $0 != 0 && abs($0) <= 5 } ?? false
}

private func window(_ text: Substring) -> Range<Int>? {
    let ends = text.split(separator: "-").map { minuteOfDay(String($0)) }
    guard ends.count == 2, let opens = ends[0], let closes = ends[1], opens < closes else {
        return nil
    }
    return opens..<closes
}
