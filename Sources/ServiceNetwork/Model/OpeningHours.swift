import Kernel
import Languages

/// One line of a schedule: days as in an RRULE (`MO,TU`; `1MO` is the first Monday of a month), minutes since midnight.
struct OpeningHours: Sendable, Equatable {
    let days: String
    let opens: Int
    let closes: Int
    /// Every so many weeks, counted from the week of `startsOn`.
    var every = 1
    var startsOn: Day?
    var validFrom: Day?
    var validTo: Day?

    var isMonthly: Bool { days.contains(where: \.isNumber) }

    /// Whether the line holds on a day.
    func holds(on day: Day) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, day > validTo { return false }
        if every > 1, let startsOn {
            let weeks = (monday(of: day).days(since: monday(of: startsOn))) / 7
            if weeks < 0 || weeks % every != 0 { return false }
        }
        return days.split(separator: ",").contains { isThatDay(String($0), day) }
    }

    private func isThatDay(_ code: String, _ day: Day) -> Bool {
        guard code.suffix(2) == weekdayCodes[day.weekday - 1] else { return false }
        let place = code.dropLast(2)
        if place.isEmpty { return true }
        guard let wanted = Int(place) else { return false }
        let length = Day.daysIn(month: day.month, of: day.year)
        return wanted > 0
            ? (day.day - 1) / 7 + 1 == wanted : (length - day.day) / 7 + 1 == -wanted
    }

    /// `Monday to Friday, 09:00-19:00`.
    func words(_ t: Translator) -> String {
        dayWords(t) + ", " + t.time(opens) + "\u{2013}" + t.time(closes)
    }

    private func dayWords(_ t: Translator) -> String {
        if days == "MO,TU,WE,TH,FR" { return t("Monday to Friday") }
        return days.split(separator: ",").map { weekday(String($0), t) }.joined(separator: ", ")
    }

    private func weekday(_ code: String, _ t: Translator) -> String {
        if let place = Int(code.dropLast(2)) {
            let day = weekday(String(code.suffix(2)), t)
            return place < 0
                ? t("last {day} of the month", ["day": day])
                : t("{day} of week {n} of the month", ["day": day, "n": t.number(place)])
        }
        return switch code {
        case "MO": t("Monday")
        case "TU": t("Tuesday")
        case "WE": t("Wednesday")
        case "TH": t("Thursday")
        case "FR": t("Friday")
        case "SA": t("Saturday")
        case "SU": t("Sunday")
        default: code
        }
    }
}

let weekdayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

private func monday(of day: Day) -> Day { day.adding(days: 1 - day.weekday) }
