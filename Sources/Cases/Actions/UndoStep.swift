import Kernel
import Languages
import Storage

/// Whoever did the last step takes it back, or a supervisor of the office does, with the reason: what was derived from
/// it is as it was before.
struct UndoStep {
    let reference: Reference
    /// The step that they mean: another may have been done since their page was made.
    let step: String
    /// For whom alone it was done, by their place in the file.
    var person: Int?
    let reason: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        let procedure = try house.procedure(kase.procedure)
        guard let rule = procedure.step(step) else { throw Refused.notFound }
        if kase.access(of: principal) == .staff {
            try kase.noteAct(by: principal, at: now, in: db)
        }
        let history = try kase.history(in: db)
        let supervises = kase.isSupervised(by: principal)
        if let refusal = refusal(
            history, procedure, account: principal.account, supervises: supervises, at: now)
        {
            throw refusal
        }
        guard let reason, !reason.isEmpty else { throw CaseRefusal.undoReasonMissing }
        let event = CaseEvent.StepUndone(
            code: step, reason: reason, person: person)
        try kase.record(CaseEvent.stepUndoneKind, event, by: principal, at: now, in: db, house)
        try kase.resumeFees(after: history, at: now, in: db)
        if rule.tells != nil || rule.letter != nil {
            try tell(rule, kase, reason, at: now, in: db, house)
        }
    }

    /// Why it is not taken back, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, _ procedure: Procedure, account: AccountID, supervises: Bool,
        at now: Moment
    ) -> CaseRefusal? {
        guard let last = history.lastStep.first, last.code == step, last.person == person else {
            return .stepStoodOn
        }
        guard let window = procedure.undo, window.isOpen(since: last.at, at: now) else {
            return .undoOver
        }
        // What a person said themselves is theirs alone to take back.
        let isOfOffice = procedure.step(step)?.by == .office
        return last.actor == account || supervises && isOfOffice ? nil : .undoNotYours
    }

    /// The step that a reader may take back now; nil where there is none.
    static func offer(
        _ history: CaseHistory, _ procedure: Procedure, _ kase: Case, to reader: Principal,
        at now: Moment
    ) -> StepRule? {
        guard let last = history.lastStep.first, let rule = procedure.step(last.code) else {
            return nil
        }
        let action = UndoStep(
            reference: kase.reference, step: last.code, person: last.person, reason: nil)
        let refusal = action.refusal(
            history, procedure, account: reader.account,
            supervises: kase.isSupervised(by: reader), at: now)
        return refusal == nil ? rule : nil
    }

    /// They were told that it was done.
    private func tell(
        _ rule: StepRule, _ kase: Case, _ reason: String, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let key = "undone/\(kase.id)/\(step)/\(now.microseconds)"
        try house.tell(kase, key: key, at: now, in: db) { t in
            let title = rule.title(t)
            return .init(
                title: t("Taken back: {step}", ["step": title]),
                body: t(
                    "“{step}” was noted on your case {reference} and no longer counts: {reason}",
                    ["step": title, "reference": kase.reference.text, "reason": reason]))
        }
    }
}

extension Case {
    /// Whether somebody is a supervisor of its office, and it is not their own.
    fileprivate func isSupervised(by principal: Principal) -> Bool {
        access(of: principal) == .staff && principal.supervises(office)
    }
}
