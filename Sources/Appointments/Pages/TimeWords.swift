import Kernel
import Languages
import Web

/// A visit's time as people at the place read it.
struct TimeWords {
    let t: Translator
    let zone: Zone

    /// `Tuesday, 24 November 2026`.
    func day(_ day: Day) -> String { t.weekday(day) + ", " + t.date(day) }

    func day(of moment: Moment) -> String { day(zone.day(of: moment)) }

    /// `09:20`.
    func clock(_ moment: Moment) -> String { t.time(zone.minuteOfDay(of: moment)) }

    /// `09:20–10:20`.
    func span(_ visit: Visit) -> String { clock(visit.start) + "\u{2013}" + clock(visit.end) }
}

func stateTag(_ t: Translator, _ visit: Visit) -> HTML {
    switch visit.state {
    case .booked: visit.arrived == nil ? tag(t("Booked"), .now) : tag(t("Arrived"), .good)
    case .cancelled: tag(t("Cancelled"))
    case .attended: tag(t("Attended"), .good)
    case .missed: tag(t("Not attended"), .care)
    }
}

func placeWords(_ t: Translator, _ place: VisitPlace) -> HTML {
    guard let address = place.address else {
        return
            "\(place.name), \(place.municipality). \(t("We do not know the address. Call before you go."))"
    }
    return "\(place.name), \(address), \(place.municipality)"
}

/// Stands wherever opening hours were invented.
func demoHoursWords(_ t: Translator, _ desks: [Desk]) -> HTML? {
    guard desks.contains(where: \.isDemo) else { return nil }
    return "<p>\(tag(t("Demonstration: these opening hours are invented."), .care))</p>"
}
