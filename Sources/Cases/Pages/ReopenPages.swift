import Kernel
import Languages
import Storage
import Web

/// A case that was closed without a notice that reached its person: they ask that it be opened again, the office does.
struct ReopenPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/reopening-request", may: .ownFiles,
                "Ask that one's case be opened again", ask),
            .post(
                "/desk/cases/{reference}/reopening", may: .role(.officer, .supervisor),
                "Open a case again of which nothing shows that its person was reached", reopen),
        ]
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let action = AskQuestion(
            reference: reference, text: QuestionPages.text(exchange, "why"), wants: .reopening)
        let house = cases.house
        return try await cases.act(exchange, to: "/cases/\(reference)#questions") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("reopening", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func reopen(_ exchange: Exchange) async throws -> Reply {
        let action = ReopenCase(
            reference: try exchange.reference("reference"),
            reason: QuestionPages.text(exchange, "why"))
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: QuestionRefusal) in refusal.kind == .invalid ? "why" : nil },
            action.perform)
    }

    /// On the page of the person: the form, where the case may be opened again and they have not asked yet.
    static func request(_ exchange: Exchange, _ view: CaseView, mayAct: Bool) -> HTML {
        let isAsked = view.events.questions.contains {
            $0.wants == .reopening && $0.answer == nil
        }
        guard mayAct, !isAsked, view.mayReopen else { return HTML() }
        let t = exchange.t
        return """
            <h2>\(t("Were you never told?"))</h2>
            <p>\(t("Nothing shows that you knew of the draft before your case was closed. You may ask that it be opened again."))</p>
            \(form(exchange, to: "/cases/\(view.kase.reference)/reopening-request",
                label: t("Why it should be opened again"), press: t("Ask to open my case again")))
            """
    }

    /// At the desk: the form, where the case may be opened again.
    static func desk(
        _ exchange: Exchange, _ view: CaseView, _ errors: [FieldError]
    ) -> HTML {
        guard view.mayReopen else { return HTML() }
        let t = exchange.t
        return """
            <h2>\(t("Open the case again"))</h2>
            <p>\(t("Nothing shows that the person knew of the draft before it was decided. Opened again, the case goes on as if it had never been closed: the office's period counts from where it did, and a draft has to reach the person anew."))</p>
            \(form(exchange, to: "/desk/cases/\(view.kase.reference)/reopening",
                label: t("Reason, as the person reads it"), press: t("Open it again"),
                error: message(for: "why", in: errors)))
            """
    }

    private static func form(
        _ exchange: Exchange, to path: String, label: String, press: String, error: String? = nil
    ) -> HTML {
        postForm(
            to: path, fields: exchange.formFields,
            """
            \(textArea(exchange.t, name: "why", label: label,
                value: exchange.form.text("why") ?? "", error: error, rows: 3))
            \(actions(button(press, kind: .secondary)))
            """)
    }
}

extension CaseView {
    /// Whether it was closed and nothing shows that its person was reached.
    fileprivate var mayReopen: Bool { history.reopeningRefusal(procedure) == nil }
}
