import Kernel
import Storage

/// An officer proposes a refusal: a draft goes out, the person's window opens, nothing is decided yet.
struct ProposeRefusal {
    let reference: Reference
    let draft: Verdict

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let procedure = try house.procedure(kase.procedure)
        let history = try kase.history(in: db)
        let (clocks, today) = (try house.clocks(of: kase), house.zone.day(of: now))
        if let refusal = try refusal(history, procedure, clocks, today) { throw refusal }
        try kase.record(
            CaseEvent.refusalProposedKind, draft, by: principal, at: now, in: db, house)
        try MakeLetter(kase: Case.stored(kase.id, in: db), kind: LetterKind(ofDraft: draft))
            .perform(
                by: principal, at: now, in: db, house)
    }

    /// Why it cannot be proposed, or nil. A second draft waits until the first was answered or its period passed.
    func refusal(
        _ history: CaseHistory, _ procedure: Procedure, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        if let refusal = try draft.refusal(history, procedure, clocks, today) { return refusal }
        guard procedure.outcome(draft.outcome)?.hearing == true else { return .heardFirst }
        return try clocks.isHearing(history, on: today) ? .hearingRuns : nil
    }
}
