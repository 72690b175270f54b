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
        try kase.letIn(officer.account, in: db)
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

    /// Whom it is given to, where they may work on it: at its office, not in a file of their own or of their family, nor
    /// in one that a recusal closes to them. What is for those alone who need to know of it they come to know by being
    /// given it.
    private func officer(
        of kase: Case, in db: Reader, _ house: CaseHouse
    ) throws -> CaseOfficer? {
        let theirs = kase.lettingIn(to)
        return try house.neighbours.officers(kase.office, db).first { officer in
            try officer.account == to && theirs.isOpen(to: officer, in: db)
        }
    }
}

extension Case {
    /// Lets somebody in, where a file is for those alone who need to know of it.
    fileprivate func letIn(_ account: AccountID, in db: Writer) throws {
        let next = lettingIn(account).recusal
        if next != recusal { try replaceRecusal(by: next, in: db) }
    }

    /// The file as it is once somebody is let in; the same where it is for all of its office.
    fileprivate func lettingIn(_ account: AccountID) -> Case {
        guard let readers = recusal?.readers, !readers.contains(account) else { return self }
        var open = self
        open.recusal?.readers = readers + [account]
        return open
    }
}
