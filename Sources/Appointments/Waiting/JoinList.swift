import Kernel
import Storage

/// A household waits for a time, or says anew when it can come; its place stays.
struct JoinList: Sendable {
    let file: BookableCase
    let hours: ComingHours
    let urgency: Urgency

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        guard file.awaitsVisit, !file.people.isEmpty else { throw BookingRefusal.noVisitNeeded }
        guard file.people.count <= peopleMax else { throw BookingRefusal.tooManyPeople }
        guard hours.weekdays > 0, !hours.minutes.isEmpty else { throw ListRefusal.neverComes }
        if try Visit.open(of: file.id, in: db) != nil { throw BookingRefusal.alreadyBooked }
        let changed = try db.run(
            """
            UPDATE demand SET weekdays = \(hours.weekdays), from_minute = \(hours.minutes.lowerBound),
                to_minute = \(hours.minutes.upperBound), people = \(file.people.count)
            WHERE case_id = \(file.id) AND state = 'waiting'
            """)
        if changed == 0 { try insert(at: now, in: db) }
        var facts = ["weekdays": String(hours.weekdays)]
        facts["mandate"] = file.mandate
        try db.record(
            JournalEvent(
                changed == 0 ? "demand.joined" : "demand.changed", subject: "case/\(file.id)", facts
            ),
            by: principal, at: now)
        try OfferFreed(location: file.office).perform(at: now, in: db, asks)
    }

    private func insert(at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO demand (id, case_id, reference, service, location, people, state, since, class, legal_date,
                weekdays, from_minute, to_minute)
            VALUES (\(DemandID.new(at: now)), \(file.id), \(file.reference), \(file.service), \(file.office),
                \(file.people.count), \(DemandState.waiting), \(now), \(urgency.priorityClass),
                \(urgency.legalDate), \(hours.weekdays), \(hours.minutes.lowerBound),
                \(hours.minutes.upperBound))
            """)
    }
}

/// A household waits no longer; a time that is held for it goes to the next.
struct LeaveList: Sendable {
    let file: BookableCase

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        try Demand.end(of: file.id, as: .left, by: principal, at: now, in: db)
        if let offer = try TimeOffer.open(of: file.id, in: db) {
            try offer.end(as: .declined, by: principal, at: now, in: db)
        }
        try OfferFreed(location: file.office).perform(at: now, in: db, asks)
    }
}

enum ListRefusal: Refusal, Equatable {
    case neverComes

    var kind: RefusalKind { .invalid }
    var explanation: String {
        t("Choose at least one weekday, and hours that end after they begin.")
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
