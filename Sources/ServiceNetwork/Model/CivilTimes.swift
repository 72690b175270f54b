public import Kernel

/// The time that people write at a place, and the holidays they keep there; both come from outside the room.
public struct CivilTimes: Sendable {
    let zone: @Sendable (_ name: String) -> Zone?
    let isHoliday: @Sendable (_ municipality: String, Day) -> Bool
    /// Which places are open, told once for a version of the directory and a minute.
    private let openByMinute = Kept<OpenKey, Set<LocationID>>(valuesMax: 2)

    /// The same for a time that somebody can come.
    private let openByVisit = Kept<VisitKey, Set<LocationID>>(valuesMax: VisitTime.all)

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

    /// The places that are open for long enough at a time that somebody can come.
    func open(
        on directory: DirectorySnapshot, for visit: VisitTime, at now: Moment
    ) -> Set<LocationID> {
        let key = VisitKey(
            open: OpenKey(version: directory.version, minute: now.secondsSince1970 / 60),
            visit: visit)
        return openByVisit.value(of: key) {
            Set(directory.places.filter { isOpen($0, for: visit, at: now) }.map(\.place.id))
        }
    }

    private func isOpen(_ shelved: ShelvedPlace, for visit: VisitTime, at now: Moment) -> Bool {
        let town = shelved.place.municipality
        guard shelved.times.isKnown, let zone = zone(town.zoneName) else { return false }
        let (today, minute) = (zone.day(of: now), zone.minuteOfDay(of: now))
        return visit.isMet(by: shelved.times, today: today, minute: minute) {
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

private struct OpenKey: Hashable, Sendable {
    let version: Int
    let minute: Int64
}

private struct VisitKey: Hashable, Sendable {
    let open: OpenKey
    let visit: VisitTime
}
