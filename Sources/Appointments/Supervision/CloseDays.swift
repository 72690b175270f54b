import Kernel
import Storage

/// A supervisor closes a desk or an office: every visit ends with the reason, and its person is told, with the next time
/// that fits; nobody holds it for them. All of it, or none.
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
            try tell(visit, next, id, by: principal, at: now, in: db, asks)
        }
        return id
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

    /// Why it ended, and in the same breath the next time that fits them all.
    private func tell(
        _ visit: Visit, _ next: Moment?, _ id: ClosureID, by principal: Principal, at now: Moment,
        in db: Writer, _ asks: Asks
    ) throws {
        let news = VisitNews(
            visit: visit.id, kase: visit.caseID, start: visit.start, zone: zone, reason: reason)
        try asks.told(news, now, db)
        try asks.day.offered(visit.asFile, next, zone, news.visit, now, db)
        try db.run(
            """
            INSERT INTO closure_visit (closure, visit, offered) VALUES (\(id), \(visit.id), \(next))
            """)
    }
}
