import Kernel
import Languages
import Storage
import Web

/// A decision that waits for a second officer: confirmed, or sent back with the reason.
struct FourEyesPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/desk/cases/{reference}/decision/confirmation", may: .role(.officer, .supervisor),
                "Confirm a decision that a colleague proposed", confirm),
            .post(
                "/desk/cases/{reference}/decision/return", may: .role(.officer, .supervisor),
                "Send a proposed decision back with the reason", sendBack),
        ]
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        // Without the moment of what was read nothing is confirmed.
        let typed = Int64(exchange.form.text("proposed") ?? "") ?? 0
        let action = ConfirmDecision(
            reference: try exchange.reference("reference"),
            proposedAt: Moment(microseconds: typed))
        return try await cases.actAtDesk(exchange, action.perform)
    }

    @Sendable private func sendBack(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let because = input.optionalText("back-because", max: becauseBackMax) ?? ""
        if !input.isValid { return try await cases.deskPage(exchange, errors: input.errors) }
        let action = SendBackDecision(
            reference: try exchange.reference("reference"), because: because)
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: FourEyesRefusal) in
                refusal == .reasonMissing ? "back-because" : nil
            }, action.perform)
    }

    /// What waits and who may end the waiting, or what came back; empty where neither is.
    static func section(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        if let back = view.history.sentBack {
            let words = t("{name} sent the proposal back:", ["name": back.name])
            return "<p>\(tag(t("sent back"), .care)) \(words) <q>\(back.because)</q></p>"
        }
        guard let proposal = view.history.proposal else {
            return view.procedure.fourEyes
                ? "<p>\(t("This procedure is decided by two: propose it, and a colleague confirms it."))</p>"
                : HTML()
        }
        return card(
            """
            <h3>\(t("Proposed, and waits for a second officer"))</h3>\
            \(words(proposal, view, house, t))\(forms(exchange, proposal, view, errors))
            """)
    }

    private static func words(
        _ proposal: ProposedDecision, _ view: CaseView, _ house: CaseHouse, _ t: Translator
    ) -> HTML {
        let decision = proposal.proposed.decision
        let rule = view.procedure.outcome(decision.outcome)
        let known = (rule?.grounds ?? []) + (rule?.despiteMissing ?? [])
        let named = decision.grounds + (decision.despite.map { [$0.ground] } ?? [])
        let grounds = named.html { code -> HTML in
            guard let ground = known.first(where: { $0.code == code }) else {
                return "<li>\(code)</li>"
            }
            return """
                <li>\(ground.title(t)) <span class="quiet small" lang="pt">(\(ground.article))</span>\(said(decision, code, t))</li>
                """
        }
        let values = [
            "name": proposal.proposed.name, "date": t.date(house.zone.day(of: proposal.at)),
        ]
        return """
            <p>\(t("Proposed by {name} on {date}.", values))</p>
            <p><b>\(rule?.title(t) ?? decision.outcome)</b></p><ul>\(grounds)</ul><p>\(decision.reasons)</p>
            """
    }

    private static func said(
        _ decision: CaseEvent.Decision, _ ground: String, _ t: Translator
    ) -> HTML? {
        guard let finding = decision.findings?.first(where: { $0.ground == ground }) else {
            return nil
        }
        return "<br>\(t("What was found:")) \(finding.fact)"
    }

    private static func forms(
        _ exchange: Exchange, _ proposal: ProposedDecision, _ view: CaseView,
        _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let base = "/desk/cases/\(view.kase.reference)/decision"
        let refusal = exchange.principal.flatMap { view.history.secondRefusal($0) }
        if let refusal { return "<p>\(t(refusal.explanation))</p>" }
        let confirm = postForm(
            to: base + "/confirmation", fields: exchange.formFields,
            """
            \(hiddenField("proposed", String(proposal.at.microseconds)))\
            \(actions(button(t("Confirm: it is decided"))))
            """)
        let back = postForm(
            to: base + "/return", fields: exchange.formFields,
            """
            \(textArea(t, name: "back-because", label: t("Why does it go back?"),
                value: exchange.form.text("back-because") ?? "",
                error: message(for: "back-because", in: errors), rows: 2))\
            \(actions(button(t("Send it back"), kind: .secondary)))
            """)
        return "\(confirm)\(back)"
    }
}

/// A paragraph.
private let becauseBackMax = 600
