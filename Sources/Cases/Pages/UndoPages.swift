import Kernel
import Languages
import Storage
import Web

/// The last step, taken back by whoever did it or by a supervisor.
struct UndoPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/steps/undo", may: .ownFiles,
                "Take back the step that one did last", ofPerson),
            .post(
                "/desk/cases/{reference}/steps/undo", may: .role(.officer, .supervisor),
                "Take back the step that the office did last", ofOffice),
        ]
    }

    /// What its reader can take back; empty where there is nothing.
    static func section(
        _ exchange: Exchange, _ view: CaseView, base: String, errors: [FieldError]
    ) -> HTML {
        guard let rule = view.undoable, let window = view.procedure.undo else { return HTML() }
        let t = exchange.t
        let words = t(
            "“{step}” can be taken back for {n} minutes after it was done, while nothing else is done.",
            ["step": rule.title(t), "n": String(window.minutes)])
        let mark: HTML? = window.verified ? nil : " \(unverifiedMark(t))"
        let why = textField(
            t, name: reasonField, label: t("Why is it taken back?"),
            value: exchange.form.text(reasonField) ?? "",
            error: message(for: reasonField, in: errors))
        let person = view.history.lastStep.first?.person.map { hiddenField("person", String($0)) }
        let form = postForm(
            to: base + "/steps/undo", fields: exchange.formFields,
            """
            \(hiddenField("step", rule.code))\(person ?? HTML())\(why)\
            \(actions(button(t("Take it back"), kind: .secondary)))
            """)
        return """
            <h2>\(t("Take back what was done last"))</h2>
            <p>\(words) <span class="quiet">\(window.article)</span>\(mark)</p>\(form)
            """
    }

    @Sendable private func ofPerson(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (action, house) = (try action(exchange), cases.house)
        return try await cases.act(exchange, to: "/cases/\(action.reference)") { db, now in
            let opened = try house.openOwn(
                action.reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("undo", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func ofOffice(_ exchange: Exchange) async throws -> Reply {
        let action = try action(exchange)
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: CaseRefusal) in
                refusal == .undoReasonMissing ? reasonField : nil
            },
            { principal, now, db, house in
                // One's own file is no work of the desk: it is taken back on one's own page.
                _ = try Case.findForStaff(action.reference, principal, in: db)
                try action.perform(by: principal, at: now, in: db, house)
            })
    }

    private func action(_ exchange: Exchange) throws -> UndoStep {
        var input = FormInput(exchange)
        let reason = input.optionalText(reasonField, max: noteMax)
        if !input.isValid { throw CaseRefusal.stepNoteTooLong }
        return UndoStep(
            reference: try exchange.reference("reference"), step: exchange.form.text("step") ?? "",
            person: exchange.form.text("person").flatMap { Int($0) }, reason: reason)
    }
}

private let reasonField = "undo-reason"
