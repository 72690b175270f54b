import Kernel
import Languages
import Web

/// The parts of the account's page about acting for others: given to somebody, and held.
struct MandateView: Sendable {
    let exchange: Exchange
    let input: FormInput
    let facts: AccountFacts

    private var t: Translator { exchange.t }

    /// Whom this person lets act for them.
    var given: HTML {
        let rows = facts.mandates.map { mandate -> [HTML] in
            let path = "/account/mandates/\(mandate.id)/revocation"
            return [
                "\(mandate.holder)", "\(scopeWords(mandate.scope, t))",
                "\(t.date(facts.zone.day(of: mandate.from)))", "\(until(mandate.to))",
                smallForm(exchange, path, t("Take back")),
            ]
        }
        let columns = [
            Column(t("Who")), Column(t("What")), Column(t("From")), Column(t("Until")),
            Column(t("Action")),
        ]
        let title = t("Who may act for you")
        let list: HTML =
            rows.isEmpty
            ? "<p>\(t("Nobody may act for you."))</p>"
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<section id=\"mandates\"><h2>\(title)</h2>\(list)\(form)</section>"
    }

    private var form: HTML {
        let scopes = MandateScope.allCases.map { Choice($0.rawValue, scopeWords($0, t)) }
        return """
            <p>\(t("A mediator, a lawyer or somebody you trust can act for you. You can take it back at any time, and you see what they looked at."))</p>
            <form method="post" action="/account/mandates" novalidate>\(exchange.formFields)
            \(textField(t, name: "holder", label: t("Their reference"),
                hint: t("They find it in their account. It begins with MD."),
                value: input.form.text("holder") ?? "", error: input.error("holder"), short: true))
            \(selectField(t, name: "scope", label: t("What they may do"), options: scopes,
                value: input.form.text("scope") ?? MandateScope.view.rawValue, error: input.error("scope")))
            \(dateField(t, name: "to", label: t("Last day"), value: input.form.text("to") ?? "",
                error: input.error("to")))
            \(actions(button(t("Let them act for me"), kind: .secondary)))</form>
            """
    }

    /// For whom this account acts, and how people name it.
    var held: HTML {
        guard facts.duties.allowMandates else { return HTML() }
        let rows = facts.held.map { mandate -> [HTML] in
            [
                "\(mandate.name)", "\(scopeWords(mandate.scope, t))", "\(until(mandate.to))",
                "<a href=\"/messages?mandate=\(mandate.id)\">\(t("Messages"))</a>",
            ]
        }
        let columns = [
            Column(t("Person")), Column(t("What")), Column(t("Until")), Column(t("Messages")),
        ]
        let title = t("For whom you may act")
        let list: HTML =
            rows.isEmpty
            ? "<p>\(t("For nobody but yourself."))</p>"
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
                + "<p><a href=\"/cases\">\(t("Their files"))</a></p>"
        return """
            <section><h2>\(title)</h2>\(list)
            <p>\(t("Who wants you to act for them needs this reference of yours:")) \
            <b class="number">\(facts.mandateReference?.text ?? "")</b></p></section>
            """
    }

    private func until(_ to: Moment?) -> String {
        // The first instant that no longer counts: its eve is the last day.
        to.map { t.date(facts.zone.day(of: $0.adding(seconds: -1))) } ?? t("until you take it back")
    }
}

func scopeWords(_ scope: MandateScope, _ t: Translator) -> String {
    switch scope {
    case .view: t("see files, messages and visits")
    case .act: t("see them, hand in documents and book visits")
    case .file: t("see them, hand in documents, book visits and file new requests")
    }
}
