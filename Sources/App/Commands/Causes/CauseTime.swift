import Formats

/// A time as files write it: a year, a half, a quarter, a month or a day, in years from the start of the first.
struct CauseTime: Equatable {
    let years: Double

    /// 2019, 2019-S2, 2019-Q3, 2019-03, 2019-03-15; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 4, let year = Int(first), year > 0 else {
            return nil
        }
        switch parts.count {
        case 1: years = Double(year)
        case 2:
            guard let share = CauseTime.share(parts[1]) else { return nil }
            years = Double(year) + share
        case 3:
            guard let month = CauseTime.number(parts[1], 1...12),
                let day = CauseTime.number(parts[2], 1...31)
            else { return nil }
            years = Double(year) + (Double(month - 1) + Double(day - 1) / 31) / 12
        default: return nil
        }
    }

    init(_ yaml: YAML) throws {
        guard let time = CauseTime(try yaml.string()) else {
            throw yaml.error("write a time as 2019, 2019-S2, 2019-Q3, 2019-03 or 2019-03-15")
        }
        self = time
    }

    private static func share(_ text: Substring) -> Double? {
        switch text.first {
        case "Q": number(text.dropFirst(), 1...4).map { Double($0 - 1) / 4 }
        case "S": number(text.dropFirst(), 1...2).map { Double($0 - 1) / 2 }
        default: text.count == 2 ? number(text, 1...12).map { Double($0 - 1) / 12 } : nil
        }
    }

    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.allSatisfy({ "0" <= $0 && $0 <= "9" }) else { return nil }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
