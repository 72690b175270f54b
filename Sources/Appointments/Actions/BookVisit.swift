import Kernel
import Storage

/// A household takes consecutive times at one desk: one visit for all of them, or none.
struct BookVisit: Sendable {
    let file: BookableCase
    let start: Moment
    /// The visit that this one replaces, where a time is changed.
    var replacing: VisitID?
    /// Whether one person holds only so many times at once.
    var isLimited = true

    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> VisitID {
        let legs = try otherLegs(in: db)
        try makeRoom(by: principal, at: now, in: db)
        let times = FreeTimes(
            office: file.office, service: file.service, people: file.people.count, now: now)
        guard let chosen = try times.desks(at: start, in: db).first else {
            throw BookingRefusal.taken
        }
        let id = try take(chosen, by: principal, at: now, in: db)
        try keep(legs, beside: chosen, of: id, at: now, in: db)
        return id
    }

    /// Checks whether the file may have this visit, and gives back the one that it replaces.
    func makeRoom(by principal: Principal, at now: Moment, in db: Writer) throws {
        if let refusal = try file.refusal(isLimited: isLimited, in: db) { throw refusal }
        guard start > now else { throw BookingRefusal.past }
        let open = try Visit.open(of: file.id, in: db)
        guard open?.id == replacing else { throw BookingRefusal.alreadyBooked }
        // The old time goes first, so that a household may move by one slot.
        if let open {
            try open.release(
                to: .cancelled, reason: "replaced", file.mandate, by: principal, at: now, in: db)
        }
    }

    /// Notes the visit and holds its time.
    func take(
        _ chosen: FreeStart, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> VisitID {
        let id = VisitID.new(at: now)
        try insert(id, chosen, by: principal, at: now, in: db)
        try chosen.hold(for: id, at: now, in: db)
        try Demand.end(of: file.id, as: .served, by: principal, at: now, in: db)
        try TimeOffer.drop(of: file.id, as: .declined, by: principal, at: now, in: db)
        var facts = [
            "visit": id.description, "start": start.description,
            "location": file.office.description,
            "people": String(file.people.count),
        ]
        facts["mandate"] = file.mandate
        try db.record(
            JournalEvent("visit.booked", subject: "case/\(file.id)", facts), by: principal, at: now)
        return id
    }

    private func insert(
        _ id: VisitID, _ chosen: FreeStart, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO visit (id, case_id, reference, service, location, desk, start, minutes, people, state,
                booked_by, created)
            VALUES (\(id), \(file.id), \(file.reference), \(file.service), \(file.office), \(chosen.desk),
                \(start), \(chosen.minutes), \(file.people.count), \(VisitState.booked),
                \(principal.account), \(now))
            """)
    }
}

extension BookableCase {
    /// Why it can have no visit at whatever time, or nil; then no time is shown either.
    func refusal(isLimited: Bool, in db: Reader) throws -> BookingRefusal? {
        if !awaitsVisit || people.isEmpty { return .noVisitNeeded }
        if people.count > peopleMax { return .tooManyPeople }
        // Whoever has a visit of this file may change it.
        guard isLimited, !others.isEmpty, try Visit.open(of: id, in: db) == nil else { return nil }
        let booked = try db.count(
            "SELECT COUNT(*) FROM visit WHERE case_id IN \(list: others) AND state = 'booked'")
        return booked < visitsAtOnceMax ? nil : .tooManyVisits
    }
}

extension FreeStart {
    /// A slot that is held is not taken again: the update tells how many could be had.
    func hold(for visit: VisitID, at now: Moment, in db: Writer) throws {
        let taken = try db.run(
            """
            UPDATE slot SET taken_by = \(visit), offer = NULL, held_until = NULL
            WHERE desk = \(desk) AND start IN \(list: slots.map(\.start)) AND \(isFree(at: now))
            """)
        guard taken == slots.count else { throw BookingRefusal.taken }
    }
}

/// A second file is another errand; who holds more times keeps them from others. A choice of this installation.
let visitsAtOnceMax = 2
/// Larger households need more than one desk or day, which somebody arranges with them.
let peopleMax = 10
