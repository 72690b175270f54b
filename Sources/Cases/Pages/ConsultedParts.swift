import Kernel
import Languages
import Web

/// On the page of a case: whom the office may ask about it, what goes with the question, and what came back.
struct ConsultedParts {
    let view: CaseView
    let t: Translator
    let house: CaseHouse

    /// Empty where nobody is consulted about a case of this kind.
    func desk(_ base: String, _ fields: HTML) -> HTML {
        house.policy.bodiesToAsk(about: view.kase.procedure).html { body -> HTML in
            let asked = view.history.consultations(of: body.code).html { line($0, body) }
            let mark: HTML? = body.verified ? nil : unverifiedMark(t)
            let form: HTML =
                body.refusal(view.history) == nil
                ? postForm(
                    to: "\(base)/consultation", fields: fields,
                    """
                    <p>\(body.question(t)) \(t("With it go: {fields}.", ["fields": goes(body)])) \(mark)</p>
                    \(hiddenField("body", body.code))\(actions(button(t("Put the question"), kind: .secondary)))
                    """) : HTML()
            return """
                <h2>\(t("Consult: {body}", ["body": body.title(t)]))</h2>\(asked)\(form)
                """
        }
    }

    private func goes(_ body: ConsultedBody) -> String {
        body.fields.map { field in
            switch field {
            case .name: t("name")
            case .birth: t("date of birth")
            case .relation: t("relation")
            case .nationality: t("nationality")
            case .documentNumbers: t("numbers of documents")
            }
        }.joined(separator: ", ")
    }

    private func line(_ asked: CaseHistory.Consultation, _ body: ConsultedBody) -> HTML {
        let answer =
            asked.answer.map { body.answer($0)?.title(t) ?? $0.rawValue } ?? t("no answer yet")
        let day = t.date(house.zone.day(of: asked.askedAt))
        let reason: HTML? = asked.reason.map { "<p><q>\($0)</q></p>" }
        return """
            <p>\(t("Asked on {date}: {answer}.", ["date": day, "answer": answer]))</p>\(reason)
            """
    }
}
