public import Kernel
public import Storage

/// An officer records that the people of a case came: what its file has a visit do is done with it.
struct RecordVisit {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let history = try kase.history(in: db)
        if let refusal = try kase.visitRefusal(history, at: now, house) { throw refusal }
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
        if try kase.visitRefusal(history, at: now, house) != nil { return }
        try kase.enterVisit(history, by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// Why no visit is recorded now, or nil: one a day, and of a decided file only what a step still waits for.
    fileprivate func visitRefusal(
        _ history: CaseHistory, at now: Moment, _ house: CaseHouse
    ) throws -> CaseRefusal? {
        let procedure = try house.procedure(self.procedure)
        let stage = try procedure.standing(of: history).stage
        if try procedure.visitStep(history, at: stage) != nil { return nil }
        if isDecided { return .alreadyDecided }
        let today = house.zone.day(of: now)
        let isRecorded = history.visitsRecorded.contains { house.zone.day(of: $0) == today }
        return isRecorded ? .visitAlreadyRecorded : nil
    }

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
