import Kernel
import Storage

/// The consulted body answers the one question that was put to it, once.
struct AnswerPolice {
    let consultation: ConsultationID
    let answer: ConsultationAnswer

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let asked = try ConsultationLine.find(consultation, for: principal, in: db)
        guard asked.answer == nil else { throw CaseRefusal.notAsked }
        let kase = try Case.stored(asked.kase, in: db)
        let history = try kase.history(in: db)
        if let refusal = history.consultationAnswerRefusal(consultation) { throw refusal }
        try db.run(
            """
            UPDATE consultation SET answered_at = \(now), answer = \(answer)
            WHERE id = \(consultation) AND answered_at IS NULL
            """)
        let event = CaseEvent.Answered(id: consultation, answer: answer)
        try kase.record(
            CaseEvent.consultationAnsweredKind, event, by: principal, at: now, in: db, house)
    }
}
