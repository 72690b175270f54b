import Kernel
import Storage

/// A time is held for a household until it answers or the moment has come; its person is told within a minute.
struct MakeOffer: Sendable {
    let file: BookableCase
    let start: Moment
    let until: Moment
    let because: OfferCause
    /// The desk that a round chose; nil where the first free one will do.
    var desk: DeskID?

    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> OfferID {
        guard !file.people.isEmpty else { throw BookingRefusal.noVisitNeeded }
        guard file.people.count <= peopleMax else { throw BookingRefusal.tooManyPeople }
        guard start > now else { throw BookingRefusal.past }
        guard until > now, until <= start else { throw OfferRefusal.tooLate }
        if let open = try TimeOffer.open(of: file.id, in: db) {
            if open.isOpen(at: now) { throw OfferRefusal.alreadyOffered }
            try open.end(as: .lapsed, by: .house, at: now, in: db)
        }
        let times = FreeTimes(
            office: file.office, service: file.service, people: file.people.count, now: now)
        let desks = try times.desks(at: start, in: db)
        guard let chosen = desks.first(where: { desk == nil || $0.desk == desk }) else {
            throw BookingRefusal.taken
        }
        return try hold(chosen, by: principal, at: now, in: db)
    }

    private func hold(
        _ chosen: FreeStart, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> OfferID {
        let id = OfferID.new(at: now)
        try db.run(
            """
            INSERT INTO offer (id, case_id, reference, service, location, desk, start, minutes, people, state,
                until, because, created)
            VALUES (\(id), \(file.id), \(file.reference), \(file.service), \(file.office), \(chosen.desk),
                \(start), \(chosen.minutes), \(file.people.count), \(OfferState.open), \(until), \(because),
                \(now))
            """)
        let held = try db.run(
            """
            UPDATE slot SET offer = \(id), held_until = \(until)
            WHERE desk = \(chosen.desk) AND start IN \(list: chosen.slots.map(\.start)) AND \(isFree(at: now))
            """)
        guard held == chosen.slots.count else { throw BookingRefusal.taken }
        if let made = try TimeOffer.open(of: file.id, in: db) {
            try made.record("made", by: principal, at: now, in: db)
        }
        return id
    }
}
