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
            let until = rule.letter?.end == .stated ? end(rule, exchange, errors) : nil
            let named = rule.named.map { dayOfCourt(rule, $0(t), exchange, errors) }
            let person = offer.person.map { hiddenField("person", String($0)) }
            return postForm(
                to: base + "/steps", fields: exchange.formFields,
                """
                \(hiddenField("step", rule.code))\(person ?? HTML())\(note ?? HTML())\(until ?? HTML())\(named ?? HTML())\
                \(actions(button(act, kind: .secondary)))
                """)
        }
        return "<h2>\(t("What can be done now"))</h2>\(forms)\(undo)"
    }

    /// The last day of a paper that no rule tells.
    private static func end(
        _ rule: StepRule, _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        let field = untilName(rule.code)
        return dateField(
            exchange.t, name: field, label: exchange.t("Last day on which it counts"),
            value: exchange.form.text(field) ?? "", error: message(for: field, in: errors))
    }

    /// The day that a court named, where it did.
    private static func dayOfCourt(
        _ rule: StepRule, _ label: String, _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        let (t, field) = (exchange.t, namedName(rule.code))
        return dateField(
            t, name: field, label: label,
            hint: t("Left empty, the general period runs."),
            value: exchange.form.text(field) ?? "", error: message(for: field, in: errors),
            required: false)
    }

    private static func untilName(_ step: String) -> String { "until-" + step }
    private static func namedName(_ step: String) -> String { "named-" + step }

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
            beside: { (refusal: CaseRefusal) -> String? in
                switch refusal {
                case .stepNoteMissing: field
                case .paperEndMissing, .paperEndImplausible: StepPages.untilName(action.step)
                case .namedDayImplausible: StepPages.namedName(action.step)
                default: nil
                }
            },
            action.perform)
    }

    private func action(_ exchange: Exchange) throws -> TakeStep {
        let step = exchange.form.text("step") ?? ""
        let person = exchange.form.text("person").flatMap { Int($0) }
        var input = FormInput(exchange)
        let note = input.optionalText(StepPages.noteName(step, person), max: noteMax)
        if !input.isValid { throw CaseRefusal.stepNoteTooLong }
        let typed = input.optionalText(StepPages.untilName(step), max: 10)
        let until = typed.flatMap { Day(iso: $0) }
        let court = input.optionalText(StepPages.namedName(step), max: 10)
        let named = court.flatMap { Day(iso: $0) }
        if court != nil, named == nil { throw CaseRefusal.namedDayImplausible }
        return TakeStep(
            reference: try exchange.reference("reference"), step: step, note: note,
            person: person, until: until, named: named)
    }
}

/// The number of a parcel, a name, a line.
let noteMax = 200
