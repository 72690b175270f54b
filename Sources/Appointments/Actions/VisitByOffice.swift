public import Kernel
import Storage

/// What the office did with a visit, for the person of its case.
public struct VisitNews: Sendable {
    public let visit: VisitID
    public let kase: CaseID
    public let start: Moment
    /// The civil time of the place.
    public let zone: Zone
    /// Why it was cancelled; nil where it was booked.
    public let reason: String?
}

/// Somebody of the office books a visit for a case: not while a colleague has it, and its person is told.
struct BookForOffice: Sendable {
    let file: BookableCase
    let start: Moment
    var replacing: VisitID?

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> VisitID {
        try asks.acts(file.reference, principal, now, db)
        let id = try BookVisit(file: file, start: start, replacing: replacing)
            .perform(by: principal, at: now, in: db)
        guard let place = try asks.place(file.office, db) else { throw Refused.notFound }
        let news = VisitNews(
            visit: id, kase: file.id, start: start, zone: place.zone, reason: nil)
        try asks.told(news, now, db)
        return id
    }
}

/// Somebody of the office cancels the visit of a case: not while a colleague has it, with a reason that its person reads.
struct CancelForOffice: Sendable {
    let visit: Visit
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        if reason.isEmpty { throw BookingRefusal.reasonMissing }
        try asks.acts(visit.reference, principal, now, db)
        try CancelVisit(visit: visit, because: reason).perform(by: principal, at: now, in: db)
        guard let place = try asks.place(visit.location, db) else { throw Refused.notFound }
        let news = VisitNews(
            visit: visit.id, kase: visit.caseID, start: visit.start, zone: place.zone,
            reason: reason)
        try asks.told(news, now, db)
    }
}
