import Allocation
import Kernel
import Storage

/// An offer whose last day is over lapses, and each free place is offered to whoever waits longest.
struct RenewOffers: Sendable {
    let course: CourseID

    func perform(at now: Moment, in db: Writer, _ asks: CourseAsks) throws {
        let found = try Course.find(course, in: db)
        let today = asks.zone.day(of: now)
        try lapse(found, today, at: now, in: db, asks)
        // Nobody is offered a place in what is over.
        guard found.refusal(on: today) == nil else { return }
        for entry in try found.list(in: db).offers {
            try offer(EnrolmentID(entry.name), found, until: today, at: now, in: db, asks)
        }
    }

    private func lapse(
        _ found: Course, _ today: Day, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let late = try db.all(
            """
            SELECT \(Enrolment.columns) FROM enrolment
            WHERE course = \(course) AND state = 'offered' AND offered_until < \(today) ORDER BY id
            """
        ).map(Enrolment.init)
        for one in late {
            try one.move(to: .lapsed, by: .house, at: now, in: db)
            try asks.tell(.moved(one, found, .lapsed), now, db)
        }
    }

    private func offer(
        _ id: EnrolmentID, _ found: Course, until today: Day, at now: Moment, in db: Writer,
        _ asks: CourseAsks
    ) throws {
        let row = try db.first("SELECT \(Enrolment.columns) FROM enrolment WHERE id = \(id)")
        guard let one = try row.map(Enrolment.init) else { throw Refused.notFound }
        // Never beyond the course itself.
        let last = min(today.adding(days: offerDays), found.lastDay)
        try one.move(to: .offered, until: last, by: .house, at: now, in: db)
        try asks.tell(.offered(one, found, until: last), now, db)
    }
}

extension Enrolment {
    /// From one state to another, with its line in the journal.
    func move(
        to next: EnrolmentState, until: Day? = nil, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.run(
            "UPDATE enrolment SET state = \(next), offered_until = \(until) WHERE id = \(id)")
        var facts = ["course": course.description]
        facts["until"] = until?.description
        try db.record(
            JournalEvent("course.\(next.rawValue)", subject: Enrolment.subject(id), facts),
            by: principal, at: now)
    }
}
