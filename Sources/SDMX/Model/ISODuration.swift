import Formats
import Kernel

/// A length of time of ISO 8601: `P1Y`, `P1M`, `P7D`, `P2W`, `PT12H`, `P1Y2M3DT4H`.
public struct ISODuration: Hashable, Sendable {
    public let months: Int
    public let days: Int
    public let seconds: Double

    public init?(_ text: String) {
        guard text.first == "P", text.utf8.count > 2, text.last != "T" else { return nil }
        var (months, days, seconds, isClock) = (0, 0, 0.0, false)
        var order = "YMWDT"[...]
        var number = ""
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber || character == "." {
                number.append(character)
                continue
            }
            // Units stand in their order, each once.
            guard let at = order.firstIndex(of: character) else { return nil }
            order = order[order.index(after: at)...]
            if character == "T" {
                guard number.isEmpty, !isClock else { return nil }
                (isClock, order) = (true, "HMS")
                continue
            }
<<<<<<< HEAD
            guard let count = decimalNumber(number), isClock || Int(number) != nil, count < 1e6 else {
=======
            guard let count = decimalNumber(number), isClock || Int(number) != nil, count < 1e6
            else {
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
                return nil
            }
            switch character {
            case "Y": months += Int(count) * 12
            case "M" where !isClock: months += Int(count)
            case "W": days += Int(count) * 7
            case "D": days += Int(count)
            case "H": seconds += count * 3_600
            case "M": seconds += count * 60
            default: seconds += count
            }
            number = ""
        }
        guard number.isEmpty, months < 120_000 else { return nil }
        (self.months, self.days, self.seconds) = (months, days, seconds)
    }

    /// The last day of what begins at the start of a day and lasts so long.
    func lastDay(from start: Day) -> Day {
        let end = start.adding(months: months).adding(days: days)
        let whole = Int(seconds / 86_400)
        let isInside = seconds > Double(whole) * 86_400
        return max(start, end.adding(days: isInside ? whole : whole - 1))
    }
}
