import Kernel
import Languages
import Web

/// One referral for the body it was sent to: as much as its answer and the consent allow.
struct ReceivedView {
    let exchange: Exchange
    let words: ReferralWords
    let received: Received
    let path: String
    let input: FormInput

    private var t: Translator { exchange.t }
    private var sending: Sending { received.sending }

    var title: String {
        guard let need = received.seen.need else { return t("This referral is ended") }
        return t("Referral: {need}", ["need": serviceWords(need.need, t)])
    }

    var html: HTML {
        switch received.seen {
        case .nothing: "<h1>\(title)</h1><p>\(t("Nothing of it can be read any more."))</p>"
        case .need(let need): page(need, nil)
        case .person(let need, let content): page(need, content)
        }
    }

    private func page(_ need: ReferralNeed, _ content: ReferralContent?) -> HTML {
        let person: HTML =
            content.map { "<h2>\(t("The person"))</h2>\(definitionList(t, words.facts($0)))" }
            ?? "<p>\(t("Who it is and what they told is shown once you accept."))</p>"
        return """
            \(received.isDemo ? demoNote(t) : HTML())<h1>\(title)</h1>
            <p>\(sending.tag(t, at: words.now, today: words.today))</p>\(words.clock(sending, need))
            \(definitionList(t, words.facts(need) + words.answer(sending)))
            \(sending.answer == .declined ? HTML() : person)\(forms)
            """
    }

    private var forms: HTML? {
        switch sending.phase(at: words.now) {
        case .waiting: answerForms
        case .accepted: outcomeForm
        default: nil
        }
    }

    private var answerForms: HTML {
        let reasons = DeclineReason.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let yes = hiddenField("answer", "accepted") + actions(button(t("Accept")))
        let no: HTML = """
            \(hiddenField("answer", "declined"))
            \(radioFields(t, name: "reason", legend: t("Reason"), options: reasons,
                value: input.form.text("reason") ?? "", error: input.error("reason")))
            \(textArea(t, name: "words", label: t("In your words"), hint: t("The person reads it too. Name nobody."),
                value: input.form.text("words") ?? "", error: input.error("words"), rows: 3, required: false))
            \(actions(button(t("Decline"), kind: .secondary)))
            """
        return """
            \(postForm(to: path + "/answer", fields: exchange.formFields, yes))
            <h2>\(t("Or decline"))</h2>
            \(postForm(to: path + "/answer", fields: exchange.formFields, no))
            """
    }

    private var outcomeForm: HTML {
        let outcomes = ReferralOutcome.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let fields: HTML = """
            \(radioFields(t, name: "outcome", legend: t("Outcome"), options: outcomes,
                value: input.form.text("outcome") ?? "", error: input.error("outcome")))
            \(dateField(t, name: "on", label: t("On which day"), value: input.form.text("on") ?? "\(words.today)",
                error: input.error("on")))
            \(actions(button(t("Return the outcome"))))
            """
        return """
            <h2>\(t("What became of it"))</h2>
            \(postForm(to: path + "/outcome", fields: exchange.formFields, fields))
            """
    }
}
