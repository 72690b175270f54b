import Kernel
import Languages

/// When somebody can come: a day, and a part of it.
struct VisitTime: Hashable, Sendable {
    enum VisitDay: String, CaseIterable, Sendable {
        case today, tomorrow
        case monday = "mo"
        case tuesday = "tu"
        case wednesday = "we"
        case thursday = "th"
        case friday = "fr"
        case saturday = "sa"
        case sunday = "su"

        /// The day itself; that of the week is the next one, which may be today.
        func day(from today: Day) -> Day {
            switch self {
            case .today: return today
            case .tomorrow: return today.adding(days: 1)
            default:
                let index = Self.allCases.firstIndex(of: self) ?? 0
                // Monday is the third of the cases and 1 among the days of a week.
                return today.adding(days: (index - 1 - today.weekday + 7) % 7)
            }
        }
    }

    enum Part: String, CaseIterable, Sendable {
        case morning, afternoon, evening

        /// Minutes of the day: where people say that a morning ends, a choice of the house.
        var minutes: Range<Int> {
            switch self {
            case .morning: 0..<780
            case .afternoon: 780..<1_080
            case .evening: 1_080..<1_440
            }
        }
    }

    let day: VisitDay
    let part: Part?

    /// How many questions there are.
    static let all = VisitDay.allCases.count * (Part.allCases.count + 1)

    /// Whether a place is open then for as long as a visit takes; of today only what is still to come counts.
    func isMet(
        by times: OpeningTimes, today: Day, minute: Int, isHoliday: (Day) -> Bool
    ) -> Bool {
        let asked = day.day(from: today)
        let wanted = part?.minutes ?? 0..<1_440
        let from = asked == today ? max(minute, wanted.lowerBound) : wanted.lowerBound
        return times.windows(on: asked, isHoliday: isHoliday).contains { window in
            min(window.upperBound, wanted.upperBound) - max(window.lowerBound, from) >= visitMinutes
        }
    }
}

/// Who comes needs to be let in and heard: a quarter of an hour, a choice of the house.
private let visitMinutes = 15

extension VisitTime.VisitDay {
    func words(_ t: Translator) -> String {
        switch self {
        case .today: t("Today")
        case .tomorrow: t("Tomorrow")
        case .monday: t("Monday")
        case .tuesday: t("Tuesday")
        case .wednesday: t("Wednesday")
        case .thursday: t("Thursday")
        case .friday: t("Friday")
        case .saturday: t("Saturday")
        case .sunday: t("Sunday")
        }
    }
}

extension VisitTime.Part {
    func words(_ t: Translator) -> String {
        switch self {
        case .morning: t("Morning, until 13:00")
        case .afternoon: t("Afternoon, 13:00 to 18:00")
        case .evening: t("Evening, from 18:00")
        }
    }
}

extension VisitTime {
    func words(_ t: Translator) -> String {
        t.list([day.words(t)] + (part.map { [$0.words(t)] } ?? []))
    }
}
