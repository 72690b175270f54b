public import Kernel

extension Translator {
    /// `24 de novembro de 2026`, `24 November 2026`.
    public func date(_ day: Day) -> String { fill(locale.longDate) { part($0, of: day) } }

    /// `24/11/2026`.
    public func shortDate(_ day: Day) -> String { fill(locale.shortDate) { part($0, of: day) } }

    /// A period as a source writes it (`2024`, `2024-Q4`, `2024-03`, `2024-03-11`), in words where it is not a year.
    public func period(_ text: String) -> String {
        if let day = Day(iso: text) { return date(day) }
        let t = self
        let parts = text.split(separator: "-")
        guard parts.count == 2, parts[0].count == 4, Int(parts[0]) != nil else { return text }
        let year = String(parts[0])
        if let month = Int(parts[1]), (1...12).contains(month), parts[1].count == 2 {
            return t("{month} {year}", ["month": t.month(month), "year": year])
        }
        guard parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()) else { return text }
        return t("quarter {n} of {year}", ["n": String(quarter), "year": year])
    }

    public func weekday(_ day: Day) -> String { locale.weekdays[day.weekday - 1] }
    public func month(_ number: Int) -> String { locale.monthsAlone[number - 1] }

    /// `1 day`, `12 days`.
    public func days(_ count: Int) -> String {
        let t = self
        return t.plural("{n} day", "{n} days", count)
    }

    public func workingDays(_ count: Int) -> String {
        let t = self
        return t.plural("{n} working day", "{n} working days", count)
    }

    public func months(_ count: Int) -> String {
        let t = self
        return t.plural("{n} month", "{n} months", count)
    }

    /// `1 044 606` in Portuguese, `1,044,606` in English.
    public func number(_ value: Int) -> String {
        (value < 0 ? "-" : "") + grouped(String(value.magnitude))
    }

    /// Rounded half away from zero to a number of digits after the separator; what is not finite is an en dash.
    public func decimal(_ value: Double, digits: Int = 1) -> String {
        let digits = min(max(digits, 0), 9)
        let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = (value.magnitude * power).rounded()
        guard scaled < 9e18 else { return value.isFinite ? "\(value)" : "–" }
        let text = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let fraction = digits > 0 ? locale.decimalSeparator + padded.suffix(digits) : ""
        return (value < 0 && scaled > 0 ? "-" : "") + grouped(String(padded.dropLast(digits)))
            + fraction
    }

    /// `Ana, Rui e Léa`.
    public func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: locale.listSeparator) + locale.lastSeparator
            + last
    }

    /// A minute of the day as clocks show it: `09:05`.
    public func time(_ minute: Int) -> String {
        twoDigits(minute / 60) + ":" + twoDigits(minute % 60)
    }

    private func part(_ name: Substring, of day: Day) -> String? {
        let (year, month, number) = day.civil
        return switch name {
        case "day": String(number)
        case "month": locale.months[month - 1]
        case "year", "yyyy": String(year)
        case "weekday": weekday(day)
        case "dd": twoDigits(number)
        case "mm": twoDigits(month)
        default: nil
        }
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private func grouped(_ digits: String) -> String {
        guard digits.count >= locale.groupFromDigits, digits.count > 3 else { return digits }
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.append(rest.suffix(3))
            rest = rest.dropLast(3)
        }
        return ([rest] + groups.reversed()).joined(separator: locale.groupSeparator)
    }
}
