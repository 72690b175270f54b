import Kernel
import Languages
import Storage
import Web

/// For the people of a body: the steps it takes, how they go, and what came of them. Of a path nothing else.
struct StepPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let clerks = Permission.role(.partner)
        return [
            .get("/steps", may: clerks, "The steps of people's paths that one's body takes.", list),
            .get("/steps/{id}", may: clerks, "One step of one's body.", show),
            .post(
                "/steps/{id}/notes", may: clerks,
                "Note how a step goes, or what came of it and why.", note),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal, now) = (exchange.t, try exchange.signedIn(), exchange.now)
        let steps = try await network.database.read { db in
            try SeenStep.all(for: principal, at: now, in: db)
        }
        let nothing = emptyState(
            title: t("No step waits for you"),
            words: t("Steps that people agreed to with your body appear here."))
        let columns = [Column(t("Step")), Column(t("By when")), Column(t("State"))]
        let rows = steps.map { step -> [HTML] in
            [
                rowLink(title(step, t), to: "/steps/\(step.id)"), "\(t.date(step.dueOn))",
                state(step, exchange),
            ]
        }
        let table = sortableTable(
            t, caption: t("Steps for us"), captionHidden: true, columns: columns, rows: rows)
        return .page(
            t("Steps for us"), width: .desk,
            "<h1>\(t("Steps for us"))</h1>\(steps.isEmpty ? nothing : table)")
    }

    /// What stands on a screen that others see: of a discreet kind neither the name nor what it is.
    private func title(_ step: SeenStep, _ t: Translator) -> String {
        let kind = step.content.kind
        if network.paths.discreet.contains(kind) {
            return t(
                "Step agreed on {date}", ["date": t.date(network.paths.zone.day(of: step.agreedAt))]
            )
        }
        guard let whom = step.whom else { return kind.words(t) }
        return t("{kind}, for {name}", ["kind": kind.words(t), "name": whom])
    }

    private func state(_ step: SeenStep, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        if let outcome = step.outcome { return outcome.tag(t) }
        if step.isOverdue(on: network.paths.zone.day(of: exchange.now)) {
            return tag(t("overdue"), .yours)
        }
        return step.notes.isEmpty ? tag(t("new"), .now) : tag(t("under way"))
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await show(exchange, [])
    }

    private func show(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let (t, principal, now) = (exchange.t, try exchange.signedIn(), exchange.now)
        let id = try exchange.id("id", of: StepThing.self)
        let step = try await network.database.read { db in
            try SeenStep.find(id, for: principal, at: now, in: db)
        }
        let (place, here) = (t("Steps for us"), t("Step"))
        let up = breadcrumbs(
            t,
            [NavItem(place, path: "/steps"), NavItem(here, path: "/steps/\(id)", current: true)])
        let lines = step.notes.html { noteLine($0, t, network.paths.zone) }
        let notes: HTML =
            step.notes.isEmpty ? "<p>\(t("Nothing yet."))</p>" : "<ul>\(lines)</ul>"
        let main: HTML = """
            \(up)\(step.isDemo ? demoNote(t) : nil)<h1>\(step.content.words)</h1>
            <p>\(state(step, exchange))</p>\(definitionList(t, facts(step, t)))
            <p class="quiet">\(t("You see this because the person agreed to it. If they take it back, it is gone from here at once."))</p>
            <h2>\(t("What was noted"))</h2>
            \(notes)
            \(step.closedAt == nil ? form(step, exchange, errors) : nil)
            """
        return .page(
            t("Step"), status: errors.isEmpty ? 200 : 422, width: .desk, withErrors(t, errors, main)
        )
    }

    private func facts(_ step: SeenStep, _ t: Translator) -> [Fact] {
        let person =
            [step.whom.map { Fact(t("For"), "\($0)") }]
            + [step.contact.map { Fact(t("How to reach them"), "\($0)") }]
        return person.compactMap(\.self) + [
            Fact(t("What it is about"), "\(step.content.kind.words(t))"),
            Fact(t("Need"), "\(step.content.need)"),
            Fact(t("Agreed on"), "\(t.date(network.paths.zone.day(of: step.agreedAt)))"),
            Fact(t("By when"), "\(t.date(step.dueOn))"),
        ]
    }

    private func form(_ step: SeenStep, _ exchange: Exchange, _ errors: [FieldError]) -> HTML {
        let t = exchange.t
        let outcomes =
            [Choice("", t("It goes on"))]
            + PathOutcome.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let words = textArea(
            t, name: "words", label: t("What happened, and why"),
            hint: t("The person and their mediator read it."),
            value: exchange.form.text("words") ?? "", error: message(for: "words", in: errors),
            rows: 3)
        let outcome = selectField(
            t, name: "outcome", label: t("What came of it"),
            hint: t("With an outcome the step is closed."), options: outcomes,
            value: exchange.form.text("outcome") ?? "", required: false)
        return """
            <h2>\(t("Note"))</h2>
            \(postForm(to: "/steps/\(step.id)/notes", fields: exchange.formFields,
                "\(words)\(outcome)\(actions(button(t("Keep the note"))))"))
            """
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: StepThing.self)
        var input = FormInput(exchange)
        let words = input.text("words", max: wordsMax)
        // Whose step it is comes first: who may not see it learns nothing from its form.
        if !input.isValid { return try await show(exchange, input.errors) }
        let outcome = PathOutcome(rawValue: exchange.form.text("outcome") ?? "")
        let tell = network.referrals.tell
        return try await network.acting(exchange, then: "/steps/\(id)") { principal, now, db in
            try NoteStep(step: id, words: words, outcome: outcome, tell: tell)
                .perform(by: principal, at: now, in: db)
        }
    }
}

/// A short page of a paper file.
let wordsMax = 2_000
