public import Kernel

/// A time at one desk that a whole household can take.
public struct HouseholdSlot: Hashable, Sendable {
    public let desk: Int64
    public let day: Day
    public let startMinute: Int
    public let endMinute: Int
}

/// Finds one visit for everybody: one desk, one time, never split.
public enum HouseholdSlots {
    /// The earliest slots at which a household fits, at most `limit`, by day, time and desk.
    public static func firstFit(
        persons: Int, length: VisitLength, at desks: [DeskDay], from: Day, notBeforeMinute: Int = 0,
        limit: Int
    ) -> [HouseholdSlot] {
        let minutes = length.minutes(persons: persons)
        guard minutes > 0, limit > 0 else { return [] }
        var found: [HouseholdSlot] = []
        for (day, own) in days(desks, from: from) {
            let earliest = day == from ? notBeforeMinute : 0
            found += slots(own, minutes: minutes, earliest: earliest)
            if found.count >= limit { break }
        }
        return Array(found.prefix(limit))
    }

    /// Whether a slot is still free as it was shown; what a booking asks before it writes.
    public static func isFree(_ slot: HouseholdSlot, at desks: [DeskDay]) -> Bool {
        desks.contains { desk in
            desk.desk == slot.desk && desk.day == slot.day
                && desk.starts(minutes: slot.endMinute - slot.startMinute).contains(
                    slot.startMinute)
        }
    }

    private static func days(_ desks: [DeskDay], from: Day) -> [(key: Day, value: [DeskDay])] {
        Dictionary(grouping: desks.filter { $0.day >= from }, by: \.day).sorted { $0.key < $1.key }
    }

    private static func slots(_ desks: [DeskDay], minutes: Int, earliest: Int) -> [HouseholdSlot] {
        desks.flatMap { desk in
            desk.starts(minutes: minutes).filter { $0 >= earliest }.map {
                HouseholdSlot(
                    desk: desk.desk, day: desk.day, startMinute: $0, endMinute: $0 + minutes)
            }
        }.sorted { ($0.startMinute, $0.desk) < ($1.startMinute, $1.desk) }
    }
}
