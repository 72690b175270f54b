import Kernel
import Storage

/// An officer of the office notes what became of a visit.
struct NoteVisit: Sendable {
    let visit: Visit
    let outcome: VisitOutcome
    let zone: Zone
    /// Who hears that they came.
    var attended: Asks.Attended = { _, _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard principal.serves(visit.location) else { throw Refused.notFound }
        let days = (today: zone.day(of: now), visit: zone.day(of: visit.start))
        if let refusal = visit.refusal(
            of: outcome, today: days.today, visitDay: days.visit, at: now)
        {
            throw refusal
        }
        switch outcome {
        case .arrived: try db.run("UPDATE visit SET arrived = \(now) WHERE id = \(visit.id)")
        case .attended: try visit.end(as: .attended, in: db)
        case .missed: try visit.end(as: .missed, in: db)
        }
        let facts = ["visit": visit.id.description, "start": visit.start.description]
        let event = JournalEvent(
            "visit.\(outcome.rawValue)", subject: "case/\(visit.caseID)", facts)
        try db.record(event, by: principal, at: now)
        if outcome == .attended { try attended(visit.reference, principal, now, db) }
    }
}

/// The case says that its people were there: the open visit, if any, is attended.
struct VisitHappened: Sendable {
    let caseID: CaseID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let visit = try Visit.open(of: caseID, in: db) else { return }
        // They came before their time: the time they do not need is free for others.
        if visit.start > now {
            return try visit.release(
                to: .attended, reason: "earlier", nil, by: principal, at: now, in: db)
        }
        try visit.end(as: .attended, in: db)
        let facts = ["visit": visit.id.description, "start": visit.start.description]
        try db.record(
            JournalEvent("visit.attended", subject: "case/\(caseID)", facts), by: principal, at: now
        )
    }
}
