import Kernel
import Languages
import Storage
import Web

/// The steps of a procedure's file, each a button of whoever may do it.
struct StepPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/steps", may: .ownFiles,
                "Do a step that the procedure leaves to the person", ofPerson),
            .post(
                "/desk/cases/{reference}/steps", may: .role(.officer, .supervisor),
                "Do a step that the procedure leaves to the office", ofOffice),
        ]
    }

    /// What a reader can do next; empty where the procedure leaves them nothing.
    static func section(
        _ exchange: Exchange, _ view: CaseView, by actor: StepRule.Actor, base: String
    ) -> HTML {
        let offers = view.stepOffers.filter { $0.rule.by == actor }
        let undo = UndoPages.section(exchange, view, base: base)
        if offers.isEmpty { return undo }
        let t = exchange.t
        let forms = offers.html { offer -> HTML in
            let rule = offer.rule
            guard offer.isOpen else {
                return "<p><b>\(rule.act(t)):</b> \(rule.otherwise?(t) ?? "")</p>"
            }
            let note = rule.note.map {
                textField(t, name: noteName(rule.code), label: $0(t), value: "", error: nil)
            }
            return postForm(
                to: base + "/steps", fields: exchange.formFields,
                """
                \(hiddenField("step", rule.code))\(note ?? HTML())\
                \(actions(button(rule.act(t), kind: .secondary)))
                """)
        }
        return "<h2>\(t("What can be done now"))</h2>\(forms)\(undo)"
    }

    /// One form a step on a page: each field has a name of its own.
    private static func noteName(_ step: String) -> String { "note-" + step }

    @Sendable private func ofPerson(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (action, house) = (try action(exchange), cases.house)
        return try await cases.act(exchange, to: "/cases/\(action.reference)") { db, now in
            let opened = try house.openOwn(
                action.reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("step", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func ofOffice(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (action, house) = (try action(exchange), cases.house)
        return try await cases.act(exchange, to: "/desk/cases/\(action.reference)") { db, now in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    private func action(_ exchange: Exchange) throws -> TakeStep {
        let step = exchange.form.text("step") ?? ""
        var input = FormInput(exchange)
        let note = input.optionalText(StepPages.noteName(step), max: noteMax)
        if !input.isValid { throw CaseRefusal.stepNoteTooLong }
        return TakeStep(
            reference: try exchange.reference("reference"), step: step, note: note)
    }
}

/// The number of a parcel, a name, a line.
let noteMax = 200
