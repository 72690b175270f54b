public import Kernel

/// The time that people write at a place, and the holidays they keep there; both come from outside the room.
public struct CivilTimes: Sendable {
    let zone: @Sendable (_ name: String) -> Zone?
    let isHoliday: @Sendable (_ municipality: String, Day) -> Bool

    public init(
        zone: @escaping @Sendable (String) -> Zone? = { _ in .utc },
        isHoliday: @escaping @Sendable (String, Day) -> Bool = { _, _ in false }
    ) {
        self.zone = zone
        self.isHoliday = isHoliday
    }

    /// Whether a place is open at a moment; unknown where its hours or its time are.
    func state(of shelved: ShelvedPlace, at now: Moment) -> OpeningTimes.State {
        let town = shelved.place.municipality
        guard shelved.times.isKnown, let zone = zone(town.zoneName) else { return .unknown }
        return shelved.times.state(on: zone.day(of: now), minute: zone.minuteOfDay(of: now)) {
            isHoliday(town.code.text, $0)
        }
    }

    /// The hours of an open place for a calendar; nil where its hours or its time are not known.
    func calendar(of shelved: ShelvedPlace, at now: Moment) -> HoursCalendar? {
        let town = shelved.place.municipality
        guard shelved.times.isKnown, shelved.place.isOpen, let zone = zone(town.zoneName) else {
            return nil
        }
        return HoursCalendar(
            place: shelved.place, times: shelved.times, zone: zone,
            isHoliday: { isHoliday(town.code.text, $0) }, from: zone.day(of: now), stamp: now)
    }
}
