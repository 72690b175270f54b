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
        try kase.enter(rule, note: note, by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// Writes down a step that nothing refuses, and tells the person where the file says so.
    func enter(
        _ rule: StepRule, note: String?, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let event = rule.done(note: note)
        try record(CaseEvent.stepDoneKind, event, by: principal, at: now, in: db, house)
        // With the card in the hand nobody has anything left to do in it.
        if try Case.stored(id, in: db).isOver { try endTake(in: db) }
        if let words = rule.tells { try tell(words, of: rule, at: now, in: db, house) }
    }

    private func tell(
        _ words: LocalText, of rule: StepRule, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let language = try house.neighbours.language(applicant, db)
        let notice = CaseNotice(
            person: applicant, subject: Case.subject(id),
            title: rule.title.text(in: language), body: words.text(in: language),
            link: "/cases/\(reference)", legalEffect: false, office: office,
            key: "step/\(id)/\(rule.code)/\(now.microseconds)")
        try house.neighbours.notify(notice, db, now)
    }
}
