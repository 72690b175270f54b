import Kernel
import Storage

/// A visit is given back before its time; others can have it at once.
struct CancelVisit: Sendable {
    let visit: Visit
    /// Under which it is done, where somebody acts for its person.
    var mandate: String?
    /// Why, in the words of the office; nil where its person gives it back.
    var because: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        if let refusal = visit.refusalToCancel(at: now) { throw refusal }
        // Of several counters the first one has seen them already, or waits for them now.
        if try visit.begins(in: db) <= now { throw BookingRefusal.past }
        try visit.release(
            to: .cancelled, reason: "cancelled", mandate, because: because, by: principal, at: now,
            in: db)
    }
}

extension Visit {
    /// Ends an open visit, frees its times and says so in the file's journal; people who came to the agency early keep
    /// their times at the other counters.
    func release(
        to state: VisitState, reason: String, _ mandate: String?, because: String? = nil,
        by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try end(as: state, in: db)
        let which: SQL = state == .attended ? " AND desk = \(desk)" : ""
        let desks = try desks(in: db)
        try db.run("UPDATE slot SET taken_by = NULL WHERE taken_by = \(id)\(which)")
        try BusyTime.close(desks, after: now, in: db)
        var facts = ["visit": id.description, "start": start.description, "reason": reason]
        facts["mandate"] = mandate
        facts["because"] = because
        try db.record(
            JournalEvent("visit.\(state.rawValue)", subject: "case/\(caseID)", facts),
            by: principal, at: now)
    }

    func end(as state: VisitState, in db: Writer) throws {
        let changed = try db.run(
            "UPDATE visit SET state = \(state) WHERE id = \(id) AND state = 'booked'")
        guard changed == 1 else { throw BookingRefusal.over }
        try endTicket(as: state, in: db)
    }
}
