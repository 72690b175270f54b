import Kernel
import Languages
import Storage

/// The office writes down what the person answered to a draft at the desk, by letter or by e-mail, and the person is told
/// that it did: whoever has no account is heard as well as whoever has one.
struct NoteHearingAnswer {
    let reference: Reference
    /// The words of the person, as they came.
    let text: String
    let way: AnswerWay

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if let refusal = try kase.history(in: db).notedAnswerRefusal(text) { throw refusal }
        let event = CaseEvent.HearingAnswer(text: text, document: nil, way: way)
        try kase.record(
            CaseEvent.hearingAnsweredKind, event, by: principal, at: now, in: db, house)
        let key = "answer-noted/\(kase.id)/\(now.microseconds)"
        try house.tell(kase, key: key, at: now, in: db) { t in
            .init(
                title: t("Your answer to the draft was written down"),
                body: t(
                    "The office wrote down what you answered to the draft on your case {reference}, as it came: {way}. Read it on the page of your case; if it is not what you said, tell the office.",
                    ["reference": kase.reference.text, "way": answerWayWords(way, t)]))
        }
    }
}
