import Kernel
import Storage

/// The consulted body answers the one question that was put to it, once, with its reason where its file wants one.
struct AnswerConsultation {
    let consultation: ConsultationID
    let answer: ConsultationAnswer
    var reason = ""

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let asked = try ConsultationLine.find(consultation, for: principal, in: db, house)
        if asked.answer != nil { throw CaseRefusal.notAsked }
        guard let body = house.policy.body(asked.body), let rule = body.answer(answer) else {
            throw CaseRefusal.answerMissing
        }
        if rule.needsReason, reason.isEmpty { throw CaseRefusal.consultationReasonMissing }
        let kase = try Case.stored(asked.kase, in: db)
        if let step = rule.step {
            return try take(step, of: kase, by: principal, at: now, in: db, house)
        }
        let history = try kase.history(in: db)
        if let refusal = history.consultationAnswerRefusal(consultation) { throw refusal }
        try db.run(
            """
            UPDATE consultation SET answered_at = \(now), answer = \(answer)
            WHERE id = \(consultation) AND answered_at IS NULL
            """)
        let event = CaseEvent.Answered(
            id: consultation, answer: answer, reason: reason.isEmpty ? nil : reason)
        try kase.record(
            CaseEvent.consultationAnsweredKind, event, by: principal, at: now, in: db, house)
    }

    /// Its answer is a step of the procedure: the same rules as for the office, which may note it too.
    private func take(
        _ code: String, of kase: Case, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let procedure = try house.procedure(kase.procedure)
        guard let step = procedure.step(code) else { throw CaseRefusal.stepNotNow }
        let history = try kase.history(in: db)
        let refusal = try procedure.refusal(of: step, for: nil, history, note: reason)
        if let refusal { throw refusal }
        try kase.enter(step, step.done(note: reason), by: principal, at: now, in: db, house)
    }
}
