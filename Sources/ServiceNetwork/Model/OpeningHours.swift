import Languages

/// One line of a schedule: days as in an RRULE (`MO,TU`), minutes since midnight.
struct OpeningHours: Sendable, Equatable {
    let days: String
    let opens: Int
    let closes: Int

    /// `Monday to Friday, 09:00-19:00`.
    func words(_ t: Translator) -> String {
        dayWords(t) + ", " + clockTime(opens) + "\u{2013}" + clockTime(closes)
    }

    private func dayWords(_ t: Translator) -> String {
        if days == "MO,TU,WE,TH,FR" { return t("Monday to Friday") }
        return days.split(separator: ",").map { weekday(String($0), t) }.joined(separator: ", ")
    }

    private func weekday(_ code: String, _ t: Translator) -> String {
        switch code {
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

/// `09:05`, the way every sign in the country writes it.
func clockTime(_ minutes: Int) -> String {
    let hour = minutes / 60
    let minute = minutes % 60
    return (hour < 10 ? "0" : "") + String(hour) + ":" + (minute < 10 ? "0" : "") + String(minute)
}
