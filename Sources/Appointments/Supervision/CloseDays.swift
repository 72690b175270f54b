import Kernel
import Storage

/// A supervisor closes a desk or an office: every visit ends with the reason, and its person is told; the next time that
/// fits all of them is held for them, and until they have one they wait on the list. All of it, or none.
struct CloseDays: Sendable {
    let closing: Closing
    let reason: String
    let zone: Zone

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> ClosureID {
        guard principal.supervises(closing.office) else { throw Refused.notFound }
        if reason.isEmpty { throw ClosureRefusal.reasonMissing }
        if let refusal = closing.refusal(today: zone.day(of: now)) { throw refusal }
        if let desk = closing.desk {
            try Desk.check(desk, at: closing.office, for: principal, in: db)
        }
        let (visits, whatIf) = try Foresee(closing: closing, zone: zone).run(at: now, in: db)
        guard visits.count <= closedVisitsMax else { throw ClosureRefusal.tooManyVisits }
        let id = try insert(visits.count, by: principal, at: now, in: db)
        for visit in visits {
            try CancelVisit(visit: visit, because: reason).perform(by: principal, at: now, in: db)
        }
        try openExchange(in: db)
        try shut(at: now, in: db)
        for (visit, next) in zip(visits, whatIf.moved) {
            try hold(next, for: visit, by: principal, at: now, in: db, asks)
        }
        // A time that was foreseen for two: who has none gets what is left, with everybody who waits.
        try LapseOffers().perform(at: now, in: db, asks)
        try OfferFreed(location: closing.office).perform(at: now, in: db, asks)
        for visit in visits { try tell(visit, id, at: now, in: db, asks) }
        while try TellOffers().perform(at: now, in: db, asks) > 0 {}
        return id
    }

    private func hold(
        _ next: Moment?, for visit: Visit, by principal: Principal, at now: Moment, in db: Writer,
        _ asks: Asks
    ) throws {
        let file = visit.asFile
        try JoinList(file: file, hours: .any).performForHouse(
            since: visit.created(in: db), by: principal, at: now, in: db, asks)
        let times = FreeTimes(
            office: file.office, service: file.service, people: visit.people, now: now)
        guard let next, try !times.desks(at: next, in: db).isEmpty else { return }
        try TimeOffer.drop(of: file.id, as: .lapsed, by: .house, at: now, in: db)
        let until = lastMoment(for: next, at: now, because: .closure)
        try MakeOffer(file: file, start: next, until: until, because: .closure)
            .perform(by: principal, at: now, in: db)
    }

    private func insert(
        _ visits: Int, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> ClosureID {
        let id = ClosureID.new(at: now)
        try db.run(
            """
            INSERT INTO closure (id, location, desk, first_day, last_day, reason, made_by, made_at, visits)
            VALUES (\(id), \(closing.office), \(closing.desk), \(closing.days.lowerBound),
                \(closing.days.upperBound), \(reason), \(principal.account), \(now), \(visits))
            """)
        var facts = [
            "closure": id.description, "from": closing.days.lowerBound.description,
            "to": closing.days.upperBound.description, "visits": String(visits),
        ]
        facts["desk"] = closing.desk?.description
        facts["exchange"] = closing.exchange?.description
        try db.record(
            JournalEvent("office.closed", subject: "office/\(closing.office)", facts),
            by: principal, at: now)
        return id
    }

    private func openExchange(in db: Writer) throws {
        guard let day = closing.exchange else { return }
        for (desk, minutes) in try closing.exchanged(in: db) {
            try OpenDesk(desk: desk, day: day, minutes: minutes, zone: zone).perform(in: db)
        }
    }

    /// Nobody finds a time there any more; what has begun goes on to its end.
    private func shut(at now: Moment, in db: Writer) throws {
        let desks = try closing.desk.map { [$0] } ?? Desk.own(at: closing.office, in: db).map(\.id)
        let from = max(zone.moment(closing.days.lowerBound), now.adding(seconds: 1))
        let to = zone.moment(closing.days.upperBound.adding(days: 1))
        try db.run(
            """
            DELETE FROM slot
            WHERE desk IN \(list: desks) AND start >= \(from) AND start < \(to) AND taken_by IS NULL
            """)
        try db.run(
            """
            DELETE FROM opening WHERE desk IN \(list: desks)
                AND day BETWEEN \(closing.days.lowerBound) AND \(closing.days.upperBound)
            """)
    }

    /// Why it ended; what is held instead is told by itself, and who has nothing yet is told that they wait.
    private func tell(
        _ visit: Visit, _ id: ClosureID, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        let news = VisitNews(
            visit: visit.id, kase: visit.caseID, start: visit.start, zone: zone, reason: reason)
        try asks.told(news, now, db)
        let offer = try TimeOffer.open(of: visit.caseID, in: db)
        if offer == nil, let demand = try Demand.waiting(of: visit.caseID, in: db) {
            try asks.listed(ListNews(demand), now, db)
        }
        try db.run(
            """
            INSERT INTO closure_visit (closure, visit, offered)
            VALUES (\(id), \(visit.id), \(offer?.start))
            """)
    }
}

extension Visit {
    /// When it was booked: who loses it has waited since.
    fileprivate func created(in db: Reader) throws -> Moment {
        guard
            let created: Moment = try db.value("SELECT created FROM visit WHERE id = \(id)")
        else { throw Refused.notFound }
        return created
    }
}
