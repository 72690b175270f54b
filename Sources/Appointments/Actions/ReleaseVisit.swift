import Kernel
import Storage

/// A case is decided: the visit that is still to come is not needed, and others can have its time at once.
struct ReleaseVisit: Sendable {
    let caseID: CaseID

    /// Returns when it would have been; nil where none was to come.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Moment? {
        try Demand.end(of: caseID, as: .left, by: principal, at: now, in: db)
        try TimeOffer.drop(of: caseID, as: .lapsed, by: .house, at: now, in: db)
        guard let visit = try Visit.open(of: caseID, in: db), visit.refusalToCancel(at: now) == nil
        else { return nil }
        // At other counters they are still waited for.
        if try !VisitLeg.of(visit.id, in: db).isEmpty { return nil }
        try visit.release(
            to: .cancelled, reason: "decided", nil, by: principal, at: now, in: db)
        return visit.start
    }
}
