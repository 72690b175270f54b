import Languages

/// One line of a schedule: days as in an RRULE (`MO,TU`), minutes since midnight.
struct OpeningHours: Sendable, Equatable {
    let days: String
    let opens: Int
    let closes: Int

    /// `Monday to Friday, 09:00-19:00`.
    func words(_ t: Translator) -> String {
        dayWords(t) + ", " + t.time(opens) + "\u{2013}" + t.time(closes)
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
