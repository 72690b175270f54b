import Kernel

/// One time at one desk that nobody holds.
struct FreeSlot: Sendable, Equatable {
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
}

/// How long a desk needs for a household.
struct Service: Sendable, Equatable {
    let step: Int
    let minutesFirst: Int
    let minutesEach: Int

    /// Consecutive slots for so many people: the first needs longer where the desk says so.
    func slots(for people: Int) -> Int {
        let minutes = minutesFirst + minutesEach * max(0, people - 1)
        return (minutes + step - 1) / step
    }
}

/// Every start of `needed` slots that follow each other without a gap at one desk.
///
/// `free` is sorted by start within each desk, as the query gives it.
func freeStarts(in free: [FreeSlot], needed: Int) -> [FreeStart] {
    guard needed > 0, free.count >= needed else { return [] }
    var result: [FreeStart] = []
    var runLength = 0
    for (index, slot) in free.enumerated() {
        let follows =
            index > 0 && free[index - 1].desk == slot.desk && free[index - 1].end == slot.start
        runLength = follows ? runLength + 1 : 1
        guard runLength >= needed else { continue }
        let slots = Array(free[(index - needed + 1)...index])
        result.append(FreeStart(desk: slot.desk, start: slots[0].start, slots: slots))
    }
    return result
}
