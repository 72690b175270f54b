import Allocation
import Kernel

/// One time at one desk that nobody holds.
struct FreeSlot: Sendable, Hashable {
    let desk: DeskID
    let start: Moment
    let minutes: Int

    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }
}

/// A time at which a whole household can begin, and the desk that has it.
struct FreeStart: Sendable, Equatable {
    let desk: DeskID
    let start: Moment
    let slots: [FreeSlot]

    var minutes: Int { slots.reduce(0) { $0 + $1.minutes } }
    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }
}

/// How long a desk needs for a household.
struct Service: Sendable, Equatable {
    let step: Int
    let minutesFirst: Int
    let minutesEach: Int

    /// The first person needs longer where the desk says so.
    var length: VisitLength {
        VisitLength(firstMinutes: minutesFirst, furtherMinutes: minutesEach)
    }
}

/// Every start at which a household of `people` fits into slots that follow each other at one desk.
///
/// `free` is sorted by start, as the query gives it. Which starts fit is the engine's answer: a row of free
/// slots is handed to it as hours in which the desk is open, in minutes since the row began.
func freeStarts(in free: [FreeSlot], for people: Int, service: Service) -> [FreeStart] {
    rows(of: free).flatMap { row in
        let first = row[0]
        let minutes = row.reduce(0) { $0 + $1.minutes }
        let day = DeskDay(
            desk: first.desk.value, day: first.start.utcDay, open: [0..<minutes],
            stepMinutes: service.step)
        return HouseholdSlots.firstFit(
            persons: people, length: service.length, at: [day], from: day.day, limit: row.count
        ).map { FreeStart(desk: first.desk, holding: $0, of: row) }
    }
}

/// Slots that follow each other without a gap at one desk, as rows.
private func rows(of free: [FreeSlot]) -> [[FreeSlot]] {
    var rows: [[FreeSlot]] = []
    for slot in free {
        if let last = rows.last?.last, last.desk == slot.desk, last.end == slot.start {
            rows[rows.count - 1].append(slot)
        } else {
            rows.append([slot])
        }
    }
    return rows
}

extension FreeStart {
    /// The slots of a row that a found time touches: the last one is held whole.
    fileprivate init(desk: DeskID, holding found: HouseholdSlot, of row: [FreeSlot]) {
        let origin = row[0].start
        let begin = origin.adding(seconds: Int64(found.startMinute) * 60)
        let end = origin.adding(seconds: Int64(found.endMinute) * 60)
        self.init(
            desk: desk, start: begin, slots: row.filter { $0.start >= begin && $0.start < end })
    }
}
