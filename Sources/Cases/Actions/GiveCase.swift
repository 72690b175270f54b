import Kernel
import Storage

/// A supervisor makes a case that of an officer of its office, whoever had it.
struct GiveCase {
    let reference: Reference
    let to: AccountID

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        let take = try Take.of(kase.id, in: db)
        let refused = try refusal(take, of: kase, by: principal, at: now, in: db, house)
        if let refused { throw refused }
        guard let officer = try officer(of: kase, in: db, house) else {
            throw TakeRefusal.cannotWork
        }
        try kase.keepTake(officer.account, officer.name, at: now, in: db)
        let before = take.flatMap { $0.isHeld(at: now) ? $0.account : nil }
        let event = CaseEvent.Given(to: officer.account, from: before)
        try kase.note(CaseEvent.givenKind, event, by: principal, at: now, in: db)
    }

    /// Why it is not given, or nil. Whose file it is, and who works elsewhere, is one answer.
    func refusal(
        _ take: Take?, of kase: Case, by principal: Principal, at now: Moment, in db: Reader,
        _ house: CaseHouse
    ) throws -> (any Refusal)? {
        if kase.isOver { return CaseRefusal.alreadyDecided }
        if !principal.supervises(kase.office) { return TakeRefusal.notSupervised }
        guard let officer = try officer(of: kase, in: db, house) else {
            return TakeRefusal.cannotWork
        }
        if let take, take.account == to, take.isHeld(at: now) {
            return TakeRefusal.alreadyTheirs(officer.name)
        }
        return nil
    }

    /// Whom it is given to, where they may work on it: at its office, not in a file of their own nor in a complaint about
    /// themselves. What only supervisors may open is given to nobody: one of them takes it.
    private func officer(
        of kase: Case, in db: Reader, _ house: CaseHouse
    ) throws -> CaseOfficer? {
        if kase.apart?.supervisorsOnly == true { return nil }
        return try house.neighbours.officers(kase.office, db).first {
            $0.account == to && $0.person != kase.applicant
                && kase.apart?.names($0.name) != true
        }
    }
}
