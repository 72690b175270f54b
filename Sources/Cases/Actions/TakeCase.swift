import Kernel
import Storage

/// An officer takes the next right case: found and taken in one transaction, so that no two get the same.
struct TakeNextCase {
    /// Returns the case that is theirs now; nil where nothing waits.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Reference? {
        let today = house.zone.day(of: now)
        guard let kase = try NextCase(principal, at: now, on: today).find(in: db) else {
            return nil
        }
        try kase.take(by: principal, at: now, in: db)
        return kase.reference
    }
}

/// An officer takes a case that they looked at.
struct TakeCase {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        if kase.isOver { throw CaseRefusal.alreadyDecided }
        try kase.take(by: principal, at: now, in: db)
    }
}

/// Whoever has a case, or a supervisor of its office, gives it back to the queue.
struct ReleaseCase {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        let take = try Take.of(kase.id, in: db)
        if let refusal = ReleaseCase.refusal(take, of: kase, to: principal, at: now) {
            throw refusal
        }
        guard let take else { throw TakeRefusal.notTaken }
        try kase.endTake(in: db)
        try kase.noteRelease(of: take.account, on: house.zone.day(of: now), at: now, in: db)
        let event = CaseEvent.Released(holder: take.account)
        try kase.note(CaseEvent.releasedKind, event, by: principal, at: now, in: db)
    }

    /// Why it is not released, or nil.
    static func refusal(
        _ take: Take?, of kase: Case, to principal: Principal, at now: Moment
    ) -> TakeRefusal? {
        guard let take else { return .notTaken }
        return take.releaseRefusal(to: principal, office: kase.office, at: now)
    }
}

extension Case {
    /// Makes a case somebody's. Theirs stays theirs; what another has is refused, what lapsed changes hands.
    func take(by principal: Principal, at now: Moment, in db: Writer) throws {
        let before = try Take.of(id, in: db)
        if let before, before.isHeld(at: now) {
            if before.account == principal.account { return }
            throw TakeRefusal.takenByAnother(before.name)
        }
        try keepTake(principal.account, principal.name, at: now, in: db)
        let event = CaseEvent.Taken(lapsed: before?.account)
        try note(CaseEvent.takenKind, event, by: principal, at: now, in: db)
    }

    /// Writes down who has it from now on.
    func keepTake(
        _ account: AccountID, _ name: String, at now: Moment, in db: Writer
    ) throws {
        // Another node may write the same row meanwhile: then this write is tried again, and finds it.
        try db.run(
            """
            INSERT INTO case_take (kase, taken_by, taker, at_office, taken_at, acted_at)
            VALUES (\(id), \(account), \(name), \(office), \(now), \(now))
            ON CONFLICT (kase) DO UPDATE SET taken_by = excluded.taken_by, taker = excluded.taker,
                at_office = excluded.at_office, taken_at = excluded.taken_at,
                acted_at = excluded.acted_at
            """)
    }

    /// Whoever had it is not given it again at once: somebody else may know better what to do with it.
    fileprivate func noteRelease(
        of account: AccountID, on today: Day, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO case_release (kase, account, day, at)
            VALUES (\(id), \(account), \(today), \(now))
            ON CONFLICT (kase, account) DO UPDATE SET day = excluded.day, at = excluded.at
            """)
    }

    /// Nobody has it any more.
    func endTake(in db: Writer) throws {
        try db.send("DELETE FROM case_take WHERE kase = \(id)")
    }
}
