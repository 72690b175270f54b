public import Kernel
public import Storage

/// An officer records that the people of a case came: what its file has a visit do is done with it.
struct RecordVisit {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let history = try kase.history(in: db)
        let refusal = try history.visitRefusal(
            house.procedure(kase.procedure), on: house.zone.day(of: now), house.zone)
        if let refusal { throw refusal }
        try kase.enterVisit(history, by: principal, at: now, in: db, house)
        try house.neighbours.visitHappened(kase.id, db, now)
    }
}

extension Cases {
    /// The people of a case came to a visit that another room keeps: the case hears of it, so that nobody types it
    /// twice. Nothing happens where it awaits no visit, or has this one already. Refuses with `Refused.notFound` whoever
    /// does not work on it.
    public func visitAttended(
        _ reference: Reference, by principal: Principal, in db: Writer, at now: Moment
    ) throws {
        let kase = try Case.findForStaff(reference, principal, in: db)
        let history = try kase.history(in: db)
        let refusal = try history.visitRefusal(
            house.procedure(kase.procedure), on: house.zone.day(of: now), house.zone)
        if refusal != nil { return }
        try kase.enterVisit(history, by: principal, at: now, in: db, house)
    }
}

extension Case {
    fileprivate func enterVisit(
        _ history: CaseHistory, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let procedure = try house.procedure(self.procedure)
        let stage = try procedure.standing(of: history).stage
        let step = try procedure.visitStep(history, at: stage)
        try record(
            CaseEvent.visitRecordedKind, [String: String](), by: principal, at: now, in: db, house)
        if let step {
            try enter(step, step.done(note: nil), by: principal, at: now, in: db, house)
        }
    }
}
