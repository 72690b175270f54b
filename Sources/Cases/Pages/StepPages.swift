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
        _ exchange: Exchange, _ view: CaseView, by actor: StepRule.Actor, base: String,
        errors: [FieldError] = []
    ) -> HTML {
        let offers = view.stepOffers.filter { $0.rule.by == actor }
        let undo = UndoPages.section(exchange, view, base: base, errors: errors)
        if offers.isEmpty { return undo }
        let t = exchange.t
        let several = view.history.persons.count > 1
        let forms = offers.html { offer -> HTML in
            let rule = offer.rule
            let name = several ? view.history.name(of: offer.person) : nil
            let act = name.map { "\(rule.act(t)): \($0)" } ?? rule.act(t)
            guard offer.isOpen else {
                return "<p><b>\(act):</b> \(rule.otherwise?(t) ?? "")</p>"
            }
            let field = noteName(rule.code, offer.person)
            let note = rule.note.map {
                textField(
                    t, name: field, label: $0(t), value: exchange.form.text(field) ?? "",
                    error: message(for: field, in: errors))
            }
            let person = offer.person.map { hiddenField("person", String($0)) }
            return postForm(
                to: base + "/steps", fields: exchange.formFields,
                """
                \(hiddenField("step", rule.code))\(person ?? HTML())\(note ?? HTML())\
                \(actions(button(act, kind: .secondary)))
                """)
        }
        return "<h2>\(t("What can be done now"))</h2>\(forms)\(undo)"
    }

    /// One form a step on a page: each field has a name of its own.
    private static func noteName(_ step: String, _ person: Int?) -> String {
        "note-" + step + (person.map { "-\($0)" } ?? "")
    }

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
        let action = try action(exchange)
        let field = StepPages.noteName(action.step, action.person)
        return try await cases.actAtDesk(
            exchange,
            beside: { (refusal: CaseRefusal) in refusal == .stepNoteMissing ? field : nil },
            action.perform)
    }

    private func action(_ exchange: Exchange) throws -> TakeStep {
        let step = exchange.form.text("step") ?? ""
        let person = exchange.form.text("person").flatMap { Int($0) }
        var input = FormInput(exchange)
        let note = input.optionalText(StepPages.noteName(step, person), max: noteMax)
        if !input.isValid { throw CaseRefusal.stepNoteTooLong }
        return TakeStep(
            reference: try exchange.reference("reference"), step: step, note: note,
            person: person)
    }
}

/// The number of a parcel, a name, a line.
let noteMax = 200
