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
        try check(at: now)
        let open = try Visit.open(of: file.id, in: db)
        guard open?.id == replacing else { throw BookingRefusal.alreadyBooked }
        if isLimited, open == nil,
            try BookVisit.booked(by: file.others, in: db) >= visitsAtOnceMax
        {
            throw BookingRefusal.tooManyVisits
        }
        // The old time goes first, so that a household may move by one slot.
        if let open {
            try open.release(
                to: .cancelled, reason: "replaced", file.mandate, by: principal, at: now, in: db)
        }
    }

    /// How many of these cases hold a time at an office.
    private static func booked(by cases: [CaseID], in db: Reader) throws -> Int {
        if cases.isEmpty { return 0 }
        return try db.count(
            "SELECT COUNT(*) FROM visit WHERE case_id IN \(list: cases) AND state = 'booked'")
    }

    private func check(at now: Moment) throws {
        guard file.awaitsVisit, !file.people.isEmpty else { throw BookingRefusal.noVisitNeeded }
        guard file.people.count <= peopleMax else { throw BookingRefusal.tooManyPeople }
        guard start > now else { throw BookingRefusal.past }
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
