import Allocation
import Kernel
import Storage

/// A household takes times at several counters of one centre: one visit with all of them, or none.
struct BookChain: Sendable {
    let file: BookableCase
    /// What was chosen; that it is free is asked anew.
    let parts: [ChainPart]
    let counters: [Counter]
    var replacing: VisitID?
    var isLimited = true

    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> VisitID {
        let sorted = parts.sorted { $0.start < $1.start }
        guard let first = sorted.first,
            let own = parts.first(where: { $0.service == file.service }),
            isChain
        else { throw BookingRefusal.noTimeChosen }
        guard first.start > now else { throw BookingRefusal.past }
        let visit = BookVisit(
            file: file, start: own.start, replacing: replacing, isLimited: isLimited)
        try visit.makeRoom(by: principal, at: now, in: db)
        let times = try sorted.map { try time($0, at: now, in: db) }
        for (before, after) in zip(times, times.dropFirst()) where after.start < before.end {
            throw BookingRefusal.noTimeChosen
        }
        guard let mine = zip(sorted, times).first(where: { $0.0 == own })?.1 else {
            throw BookingRefusal.noTimeChosen
        }
        let id = try visit.take(mine, by: principal, at: now, in: db)
        let words = VisitLeg.words(times.count)
        for (index, time) in times.enumerated() {
            // The agency's own is held with the visit.
            if sorted[index] != own { try time.hold(for: id, at: now, in: db) }
            try VisitLeg(index + 1, sorted[index].service, time, word: words[index])
                .insert(of: id, in: db)
        }
        return id
    }

    /// The file's own service and at least one of another body, each once.
    private var isChain: Bool {
        let services = parts.map(\.service)
        let known = Set(counters.map(\.service) + [file.service])
        return (2...Chain.stepsMax).contains(parts.count) && Set(services).count == parts.count
            && known.isSuperset(of: services)
    }

    private func time(
        _ part: ChainPart, at now: Moment, in db: Reader
    ) throws -> FreeStart {
        let times = FreeTimes(
            office: file.office, service: part.service, people: file.people.count, now: now)
        guard
            let found = try times.desks(at: part.start, in: db).first(where: {
                $0.desk == part.desk
            })
        else { throw BookingRefusal.taken }
        return found
    }
}

extension Visit {
    /// When its people have to be there: at the first counter of several, or at its one desk.
    func begins(in db: Reader) throws -> Moment {
        try VisitLeg.begins(of: [id], in: db)[id] ?? start
    }

    /// More people come to a visit over several counters: it keeps each time where every counter can take all of
    /// them before the next one begins. False where one cannot; then nothing was taken.
    func growLegs(
        _ legs: [VisitLeg], to people: Int, at now: Moment, in db: Writer
    ) throws -> Bool {
        guard people <= peopleMax else { return false }
        var grown: [FreeStart] = []
        for (index, leg) in legs.enumerated() {
            let times = FreeTimes(
                office: location, service: leg.service, people: people, now: now)
            let desks = try times.desks(at: leg.start, in: db)
            let next = index + 1 < legs.count ? legs[index + 1].start : nil
            let fitting = desks.filter { time in next.map { time.end <= $0 } ?? true }
            guard let time = fitting.first(where: { $0.desk == leg.desk }) ?? fitting.first else {
                return false
            }
            grown.append(time)
        }
        for (leg, time) in zip(legs, grown) {
            try time.hold(for: id, at: now, in: db)
            try db.run(
                """
                UPDATE visit_leg SET desk = \(time.desk), minutes = \(time.minutes)
                WHERE visit = \(id) AND number = \(leg.number)
                """)
        }
        guard let own = zip(legs, grown).first(where: { $0.0.service == service })?.1 else {
            return false
        }
        try db.run(
            """
            UPDATE visit SET desk = \(own.desk), minutes = \(own.minutes), people = \(people) WHERE id = \(id)
            """)
        return true
    }
}
