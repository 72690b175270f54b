import Kernel
import Storage

/// A step of the procedure's file is done, by the office or by the person of the case.
struct TakeStep {
    let reference: Reference
    let step: String
    var note: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        let procedure = try house.procedure(kase.procedure)
        guard let access = kase.access(of: principal), let rule = procedure.step(step),
            rule.by.admits(access)
        else { throw Refused.notFound }
        if access == .staff { try kase.noteAct(by: principal, at: now, in: db) }
        let history = try kase.history(in: db)
        let stage = try procedure.standing(of: history).stage
        if let refusal = try rule.refusal(history, at: stage, note: note) { throw refusal }
        let event = CaseEvent.StepDone(code: step, note: rule.note == nil ? nil : note)
        try kase.record(CaseEvent.stepDoneKind, event, by: principal, at: now, in: db, house)
        if let words = rule.tells {
            try tell(words, of: rule, kase, count: history.steps.count, at: now, in: db, house)
        }
    }

    private func tell(
        _ words: LocalText, of rule: StepRule, _ kase: Case, count: Int, at now: Moment,
        in db: Writer, _ house: CaseHouse
    ) throws {
        let language = try house.neighbours.language(kase.applicant, db)
        let notice = CaseNotice(
            person: kase.applicant, subject: Case.subject(kase.id),
            title: rule.title.text(in: language), body: words.text(in: language),
            link: "/cases/\(kase.reference)", legalEffect: false, office: kase.office,
            key: "step/\(kase.id)/\(count)",
            official: language == legalLanguage
                ? nil
                : .init(
                    title: rule.title.text(in: legalLanguage),
                    body: words.text(in: legalLanguage)))
        try house.neighbours.notify(notice, db, now)
    }
}
