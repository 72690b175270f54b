import Kernel
import Languages
import LegalTime
import Storage
import Web

/// The questions put to a consulted body: it opens them one by one, answers them, and can ask nothing.
struct ConsultationPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let body = Permission.role(.police)
        return [
            .get("/consultations", may: body, "The questions put to one's body", list),
            .get(
                "/consultations/{id}", may: body,
                "One question put to one's body, with what of the file goes with it", show),
            .post("/consultations/{id}/answer", may: body, "Answer a question", answer),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, house) = (exchange.t, cases.house)
        let principal = try exchange.signedIn()
        let today = house.zone.day(of: exchange.now)
        let open = try await cases.database.read { db in
            try ConsultationLine.open(for: principal, in: db, house)
        }
        let rows = open.map { line -> [HTML] in
            let isLate = line.due.map { $0 < today } ?? false
            let due: HTML = "\(line.due.map { t.date($0) } ?? "–")"
            return [
                "<a class=\"number\" href=\"/consultations/\(line.id)\">\(line.reference)</a>",
                "\(house.policy.procedure(line.procedure)?.title(t) ?? line.procedure)",
                "\(t.date(line.askedOn))", isLate ? "\(due) \(tag(t("late"), .care))" : due,
            ]
        }
        let table =
            open.isEmpty
            ? emptyState(title: t("No open questions"), words: t("New ones appear here."))
            : sortableTable(
                t, caption: t("Consultations"), captionHidden: true,
                columns: [
                    Column(t("Case")), Column(t("Kind of case")), Column(t("Asked on")),
                    Column(t("Answer by")),
                ], rows: rows)
        let cut: HTML? =
            ConsultationLine.isCut(open)
            ? "<p>\(t("More are open than stand here: they follow when these are answered."))</p>"
            : nil
        return .page(
            t("Consultations"), width: .desk,
            "<h1>\(t("Consultations"))</h1>\(table)\(cut)")
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    /// Whoever opens it reads about somebody: the look is kept before anything is shown.
    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let (principal, now, house) = (try exchange.signedIn(), exchange.now, cases.house)
        let id = try exchange.id("id", of: ConsultationThing.self)
        let (line, body, facts, rule) = try await cases.database.write { db in
            let line = try ConsultationLine.find(id, for: principal, in: db, house)
            guard let body = house.policy.body(line.body), line.answer == nil else {
                throw Refused.notFound
            }
            let kase = try Case.stored(line.kase, in: db)
            try LookLine.keep(kase.id, principal, for: .consultation, .question, at: now, in: db)
            let procedure = try house.procedure(line.procedure)
            return (
                line, body, try ConsultedFacts(line.kase, body.fields, in: db),
                procedure.clocks.rule(body.clock, on: procedure.lawDay(of: kase, house.zone))
            )
        }
        let view = ConsultationView(exchange: exchange, house: house, errors: errors)
        return .page(
            line.reference.text, status: errors.isEmpty ? 200 : 422, width: .desk,
            view.main(line, body, facts, rule))
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let typed = exchange.form.text("answer") ?? ""
        if typed.isEmpty { input.refuse("answer", t("Choose an answer.")) }
        let reason = input.optionalText("reason", max: noteMax) ?? ""
        guard input.isValid else { return try await page(exchange, errors: input.errors) }
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let principal = try exchange.signedIn()
        let action = AnswerConsultation(
            consultation: try exchange.id("id", of: ConsultationThing.self),
            answer: ConsultationAnswer(rawValue: typed), reason: reason)
        do {
            let path = try await cases.database.write { db in
                try db.once(key, at: now) {
                    try action.perform(by: principal, at: now, in: db, house)
                    return "/consultations"
                }
            }
            return .seeOther(path)
        } catch let refusal as CaseRefusal where refusal == .consultationReasonMissing {
            input.refuse("reason", t(refusal.explanation))
            return try await page(exchange, errors: input.errors)
        }
    }
}

/// One question, as its body reads it.
struct ConsultationView {
    let exchange: Exchange
    let house: CaseHouse
    let errors: [FieldError]

    private var t: Translator { exchange.t }

    func main(
        _ line: ConsultationLine, _ body: ConsultedBody, _ facts: ConsultedFacts, _ rule: ClockRule?
    ) -> HTML {
        let procedure = house.policy.procedure(line.procedure)?.title(t) ?? line.procedure
        let mark: HTML? = body.verified ? nil : unverifiedMark(t)
        return withErrors(
            t, errors,
            """
            \(breadcrumbs(t, [NavItem(t("Consultations"), path: "/consultations"), NavItem(line.reference.text, path: "/consultations/\(line.id)", current: true)]))
            <h1 class="number">\(line.reference)</h1>
            <p class="lead">\(body.question(t)) \(mark)</p>
            \(definitionList(t, [
                Fact(t("Kind of case"), "\(procedure)"),
                Fact(t("Asked on"), "\(t.date(line.askedOn))"),
                Fact(t("Answer by"), "\(line.due.map { t.date($0) } ?? t("The clock is stopped"))"),
            ]))
            \(silence(rule))\(facts.people.html { person($0, body, line.procedure) })
            <p>\(t("The person reads who opened this, and when."))</p>
            \(form(line, body))
            """)
    }

    /// What its silence means, as the clock of the procedure says and nothing else does.
    private func silence(_ rule: ClockRule?) -> HTML {
        guard let rule, rule.effect != .none else {
            return
                "<p>\(t("What it means if no answer comes by then we do not know: no source that was read says it for this kind of case."))</p>"
        }
        let mark: HTML? = rule.isEffectVerified && rule.isVerified ? nil : unverifiedMark(t)
        return
            "<p>\(t("If no answer comes by then: {effect}.", ["effect": effectName(rule.effect, t)])) \(mark)</p>"
    }

    private func person(
        _ person: ConsultedFacts.Person, _ body: ConsultedBody, _ procedure: String
    ) -> HTML {
        let rules = house.policy.procedure(procedure)
        let unknown = t("not stated in the file")
        let lines = body.fields.map { field -> Fact in
            switch field {
            case .name: return Fact(t("Name"), "\(person.name ?? unknown)")
            case .birth:
                return Fact(t("Date of birth"), "\(person.birth.map { t.date($0) } ?? unknown)")
            case .relation:
                let role = person.relation.flatMap { rules?.roleTitle(of: $0, t) }
                return Fact(t("Relation"), "\(role ?? unknown)")
            case .nationality:
                return Fact(t("Nationality"), "\(country(person.nationality) ?? unknown)")
            case .documentNumbers:
                return Fact(
                    t("Numbers of documents"),
                    "\(person.documentNumbers.isEmpty ? unknown : person.documentNumbers.joined(separator: ", "))"
                )
            }
        }
        return "<section class=\"card\">\(definitionList(t, lines))</section>"
    }

    private func country(_ code: String?) -> String? {
        guard let code else { return nil }
        return house.neighbours.countries.first { $0.code == code }?.name(t) ?? code
    }

    private func form(_ line: ConsultationLine, _ body: ConsultedBody) -> HTML {
        let options = body.answers.map { Choice($0.code.rawValue, $0.title(t)) }
        let needed = body.answers.filter(\.needsReason).map { $0.title(t) }
        let hint =
            needed.isEmpty
            ? nil : t("Needed for: {answers}.", ["answers": needed.joined(separator: ", ")])
        return postForm(
            to: "/consultations/\(line.id)/answer", fields: exchange.formFields,
            """
            \(radioFields(t, name: "answer", legend: t("Answer"), options: options,
                value: exchange.form.text("answer") ?? "", error: message(for: "answer", in: errors)))
            \(textField(t, name: "reason", label: t("Reason, or what your act says"), hint: hint,
                value: exchange.form.text("reason") ?? "", error: message(for: "reason", in: errors),
                required: false))
            \(actions(button(t("Send the answer"))))
            """)
    }
}
