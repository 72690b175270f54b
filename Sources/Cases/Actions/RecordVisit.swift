import Kernel
import Storage

/// An officer records that the people of a case came.
struct RecordVisit {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        let today = house.zone.day(of: now)
        let recorded = try kase.history(in: db).visitsRecorded
        if recorded.contains(where: { house.zone.day(of: $0) == today }) {
            throw CaseRefusal.visitAlreadyRecorded
        }
        try kase.record(
            CaseEvent.visitRecordedKind, [String: String](), by: principal, at: now, in: db, house)
        try house.neighbours.visitHappened(kase.id, db, now)
    }
}
