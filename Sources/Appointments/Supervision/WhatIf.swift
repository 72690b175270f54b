import Kernel

/// What a closure would change, counted without writing anything.
struct WhatIf: Sendable, Equatable {
    /// Times that one person could book, now and then.
    let freeNow: Int
    let freeThen: Int
    let firstNow: Moment?
    let firstThen: Moment?
    /// The new times of whom it ends, each the earliest that fits and that nobody before was given, in the order of their
    /// visits; nil for whom there is none.
    let moved: [Moment?]

    /// `free` are the times that nobody holds; those of ended visits lie in the closed days and vanish with them.
    init(
        _ closing: Closing, _ zone: Zone, ending visits: [Visit], free: [FreeSlot],
        added: [FreeSlot], desks: [Desk], services: [DeskID: Set<String>], notBefore: Moment
    ) {
        let office = Timetable(desks: desks, services: services)
        let left = free.filter { !closing.contains($0, zone) } + added
        let (now, then) = (office.starts(in: free), office.starts(in: left))
        (freeNow, freeThen) = (now.count, then.count)
        (firstNow, firstThen) = (now.first?.start, then.first?.start)
        let open = left.filter { $0.start >= notBefore }
        var known: [Wish: [FreeStart]] = [:]
        var given: Set<FreeSlot> = []
        moved = visits.map { visit in
            let wish = Wish(people: visit.people, service: visit.service)
            let starts = known[wish] ?? office.starts(in: open, for: wish)
            known[wish] = starts
            let found = starts.first { given.isDisjoint(with: $0.slots) }
            given.formUnion(found?.slots ?? [])
            return found?.start
        }
    }
}

/// For how many a time is sought, and for what.
private struct Wish: Hashable {
    let people: Int
    let service: String
}

/// The desks of an office, as far as starts hang on them.
private struct Timetable {
    let desks: [Desk]
    let services: [DeskID: Set<String>]

    /// The earliest first, the smaller desk before the larger: the order in which they are booked. Without a wish, those
    /// of one person for anything.
    func starts(in slots: [FreeSlot], for wish: Wish? = nil) -> [FreeStart] {
        let own = Dictionary(grouping: slots, by: \.desk)
        return desks.flatMap { desk -> [FreeStart] in
            if let wish, services[desk.id]?.contains(wish.service) != true { return [] }
            let sorted = (own[desk.id] ?? []).sorted { $0.start < $1.start }
            return freeStarts(in: sorted, for: wish?.people ?? 1, service: desk.service)
        }.sorted { ($0.start, $0.desk) < ($1.start, $1.desk) }
    }
}
