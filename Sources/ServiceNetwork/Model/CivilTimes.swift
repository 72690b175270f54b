public import Kernel

/// The time that people write at a place, and the holidays they keep there; both come from outside the room.
public struct CivilTimes: Sendable {
    let zone: @Sendable (_ name: String) -> Zone?
    let isHoliday: @Sendable (_ municipality: String, Day) -> Bool
    /// Which places are open, told once for a version of the directory and a minute.
    private let openByMinute = Kept<OpenKey, Set<LocationID>>(valuesMax: 2)

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

    /// The places that are open at a moment.
    func open(on directory: DirectorySnapshot, at now: Moment) -> Set<LocationID> {
        let key = OpenKey(version: directory.version, minute: now.secondsSince1970 / 60)
        return openByMinute.value(of: key) {
            let open = directory.places.filter { shelved in
                if case .open = state(of: shelved, at: now) { true } else { false }
            }
            return Set(open.map(\.place.id))
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

private struct OpenKey: Hashable, Sendable {
    let version: Int
    let minute: Int64
}
