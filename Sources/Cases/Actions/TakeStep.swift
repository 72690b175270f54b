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
        let event = rule.done(note: note)
        try kase.record(CaseEvent.stepDoneKind, event, by: principal, at: now, in: db, house)
        // With the card in the hand nobody has anything left to do in it.
        if try Case.stored(kase.id, in: db).isOver { try kase.endTake(in: db) }
        if let words = rule.tells {
            try tell(words, of: rule, kase, at: now, in: db, house)
        }
    }

    private func tell(
        _ words: LocalText, of rule: StepRule, _ kase: Case, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let language = try house.neighbours.language(kase.applicant, db)
        let notice = CaseNotice(
            person: kase.applicant, subject: Case.subject(kase.id),
            title: rule.title.text(in: language), body: words.text(in: language),
            link: "/cases/\(kase.reference)", legalEffect: false, office: kase.office,
            key: "step/\(kase.id)/\(step)/\(now.microseconds)")
        try house.neighbours.notify(notice, db, now)
    }
}
