import Kernel
import Languages
import Storage
import Web

/// The office writes down the answer of a person who did not write it here.
struct HearingDesk: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/desk/cases/{reference}/hearing", may: .role(.officer, .supervisor),
                "Write down what a person answered to a draft at the desk, by letter or by e-mail",
                note)
        ]
    }

    /// The form while a draft that reached its person waits for an answer; empty otherwise.
    static func form(
        _ exchange: Exchange, _ view: CaseView, _ errors: [FieldError]
    ) -> HTML {
        guard view.history.notedAnswerRefusal("x") == nil else { return HTML() }
        let t = exchange.t
        let ways = AnswerWay.allCases.map { Choice($0.rawValue, answerWayWords($0, t)) }
        return postForm(
            to: "/desk/cases/\(view.kase.reference)/hearing", fields: exchange.formFields,
            """
            <h3>\(t("An answer that did not come here"))</h3>
            \(textArea(t, name: "noted-answer", label: t("What the person answered to the draft"),
                hint: t("In their own words. They are told that it was written down."),
                value: exchange.form.text("noted-answer") ?? "",
                error: message(for: "noted-answer", in: errors)))
            \(selectField(t, name: "noted-way", label: t("How the answer came"),
                options: [Choice("", t("Choose"))] + ways,
                value: exchange.form.text("noted-way") ?? "",
                error: message(for: "noted-way", in: errors)))
            \(actions(button(t("Write the answer down"), kind: .secondary)))
            """)
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let text = input.text("noted-answer", max: notedAnswerMax)
        let way = AnswerWay(rawValue: exchange.form.text("noted-way") ?? "")
        if way == nil { input.refuse("noted-way", exchange.t("Choose one of the options.")) }
        guard input.isValid, let way else {
            return try await cases.deskPage(exchange, errors: input.errors)
        }
        let action = NoteHearingAnswer(
            reference: try exchange.reference("reference"), text: text, way: way)
        return try await cases.actAtDesk(exchange, action.perform)
    }
}

/// How an answer came, in a word or two.
func answerWayWords(_ way: AnswerWay, _ t: Translator) -> String {
    switch way {
    case .desk: t("at the desk")
    case .letter: t("by letter")
    case .mail: t("by e-mail")
    }
}

/// What stands before an answer: whose it is, and that the office wrote it down where it did.
func answerIntro(_ said: CaseEvent.HearingAnswer, isOwn: Bool, _ t: Translator) -> String {
    guard let way = said.way else {
        return isOwn ? t("You answered:") : t("The person answered:")
    }
    let values = ["way": answerWayWords(way, t)]
    return isOwn
        ? t("You answered {way}, and the office wrote it down:", values)
        : t("The person answered {way}, and the office wrote it down:", values)
}

/// Two printed pages.
private let notedAnswerMax = 6_000
