import Kernel
import Languages
import Storage

/// Somebody of the office writes in the person's case without having been asked; the person is told. It has no legal
/// effect: what the law wants told goes as a letter.
struct WriteToPerson {
    let reference: Reference
    let text: String
    /// The code of a prepared text, where nothing was typed.
    var prepared: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        // Words are no step of the case: they wait for nobody who has it.
        let kase = try Case.findForStaff(reference, principal, in: db)
        let text = try house.words(text, prepared: prepared, to: kase, in: db)
        if let refusal = QuestionRefusal.of(text) { throw refusal }
        let event = CaseEvent.QuestionAnswered(id: .new(at: now), text: text)
        try kase.note(CaseEvent.officeWroteKind, event, by: principal, at: now, in: db)
        try house.tell(kase, key: "wrote/\(event.id)", at: now, in: db) { t in
            .init(
                title: t("The office wrote to you"),
                body: t(
                    "The office wrote something in your case {reference}. You can answer there.",
                    ["reference": reference.text]))
        }
    }
}

extension CaseHouse {
    /// What was typed; where that is nothing, the prepared text in the language of the person, with the Portuguese one.
    func words(
        _ typed: String, prepared: String?, to kase: Case, in db: Reader
    ) throws -> String {
        let isTyped = typed.contains { !$0.isWhitespace }
        guard !isTyped, let answer = policy.answers.first(where: { $0.code == prepared }) else {
            return typed
        }
        let language = try neighbours.language(kase.applicant, db)
        let own = answer.text(neighbours.translator(language))
        return language == legalLanguage ? own : "\(own)\n\n\(answer.text.pt)"
    }
}
