import Kernel
import Languages
import Storage
import Web

/// A mediator's own paths: drawing one up with somebody, its steps, looking at it again.
struct PathDeskPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let mediators = Permission.role(.mediator)
        return [
            .get("/desk/paths", may: mediators, "The paths that a mediator keeps.", list),
            .get("/desk/paths/new", may: mediators, "Draw up a path with somebody.", blank),
            .post("/desk/paths", may: mediators, "Keep a path that was drawn up.", draw),
            .get("/desk/paths/{id}", may: mediators, "A path that one keeps, whole.", show),
            .post("/desk/paths/{id}/steps", may: mediators, "Propose a step.", add),
            .post(
                "/desk/paths/{id}/steps/{step}/removal", may: mediators, "Take a step back.",
                takeBack),
            .post(
                "/desk/paths/{id}/review", may: mediators,
                "Note that a path was looked at, and when it is next.", review),
            .post(
                "/desk/paths/{id}/consent", may: mediators,
                "Note that somebody without an account agreed.", agree),
            .post(
                "/desk/paths/{id}/ending", may: mediators,
                "End a path on the word of its person.", end),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal, now) = (exchange.t, try exchange.signedIn(), exchange.now)
        let paths = try await network.database.read { db in
            try IntegrationPath.kept(by: principal, at: now, in: db)
        }
        let rows = paths.map { path -> [HTML] in
            [
                rowLink(path.content.name, to: "/desk/paths/\(path.id)"),
                "\(t.date(path.reviewOn)) \(path.isReviewOverdue(at: now, in: network.paths.zone) ? tag(t("overdue"), .yours) : nil)",
                path.stateTag(t, at: now),
            ]
        }
        let columns = [
            Column(t("Person")), Column(t("Looked at together next")), Column(t("State")),
        ]
        let nothing = emptyState(
            title: t("You keep no path"),
            words: t(
                "Draw one up together with the person: who needs what, and who does it by when."))
        let table = sortableTable(
            t, caption: t("Integration paths"), captionHidden: true, columns: columns, rows: rows)
        return .page(
            t("Integration paths"), width: .desk,
            """
            <h1>\(t("Integration paths"))</h1>\(paths.isEmpty ? nothing : table)
            \(actions(buttonLink(t("Draw up a path"), to: "/desk/paths/new")))
            """)
    }

    @Sendable private func blank(_ exchange: Exchange) async throws -> Reply {
        form(exchange, [])
    }

    private func form(_ exchange: Exchange, _ errors: [FieldError]) -> Reply {
        let t = exchange.t
        func value(_ name: String) -> String { exchange.form.text(name) ?? "" }
        let next = network.paths.zone.day(of: exchange.now).adding(
            months: network.paths.reviewMonths)
        let fields: HTML = """
            \(textField(t, name: "name", label: t("Name of the person"), value: value("name"), error: message(for: "name", in: errors), autocomplete: "off"))
            \(textField(t, name: "contact", label: t("How to reach them"), hint: t("A telephone number, a mail address, or who passes a word on."), value: value("contact"), error: message(for: "contact", in: errors), autocomplete: "off"))
            \(textArea(t, name: "members", label: t("Who else it is for"), hint: t("One name in a line."), value: value("members"), error: message(for: "members", in: errors), rows: 3, required: false))
            \(dateField(t, name: "review", label: t("Looked at together next"), value: exchange.form.text("review") ?? next.description, error: message(for: "review", in: errors)))
            \(actions(button(t("Keep and add steps"))))
            """
        let main: HTML = """
            <h1>\(t("Draw up a path"))</h1>
            <p class="lead">\(t("Do it together. Nobody else sees anything of it until the person agrees."))</p>
            \(postForm(to: "/desk/paths", fields: exchange.formFields, fields))
            """
        return .page(
            t("Draw up a path"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(t, errors, main))
    }

    @Sendable private func draw(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let (name, contact) = (input.text("name", max: 120), input.text("contact"))
        let members = (input.optionalText("members", max: 1_000) ?? "")
            .split(whereSeparator: \.isNewline).map { trimmed(String($0)) }.filter { !$0.isEmpty }
        let day = input.day("review")
        if let day, day <= network.paths.zone.day(of: exchange.now) {
            input.refuse("review", exchange.t("Write a day to come."))
        }
        guard input.isValid, let day else { return form(exchange, input.errors) }
        let (principal, key, now) = (try exchange.signedIn(), exchange.onceKey, exchange.now)
        let action = DrawPath(name: name, contact: contact, members: members, reviewOn: day)
        return .seeOther(
            try await network.database.write { db in
                try db.once(key, at: now) {
                    let id = try action.perform(by: principal, at: now, in: db)
                    return "/desk/paths/\(id)"
                }
            })
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await show(exchange, [])
    }

    private func show(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let (t, principal, now) = (exchange.t, try exchange.signedIn(), exchange.now)
        let id = try exchange.id("id", of: PathThing.self)
        let whole = try await network.database.read { db in
            try WholePath(.kept(id, by: principal, at: now, in: db), in: db)
        }
        let view = PathDeskView(network: network, exchange: exchange, whole: whole, errors: errors)
        return .page(
            t("Integration path"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(t, errors, view.html))
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: PathThing.self)
        var input = FormInput(exchange)
        let kind = input.choice("kind", of: network.paths.kinds.map(\.rawValue))
        let body = input.choice("body", of: network.paths.bodies.map(\.organisation.description))
        let whom = input.text("whom", max: 120)
        let (need, words) = (input.text("need", max: 500), input.text("words", max: wordsMax))
        let due = input.day("due")
        if let due, due < network.paths.zone.day(of: exchange.now) {
            input.refuse("due", exchange.t("Write a day to come."))
        }
        guard input.isValid, let kind = kind.flatMap(PathKind.init(rawValue:)),
            let body = body.flatMap({ OrganisationID($0) }), let due
        else { return try await show(exchange, input.errors) }
        let content = PathStep.Content(
            kind: kind, body: body, whom: whom, need: need, words: words)
        let action = AddStep(path: id, content: content, dueOn: due)
        do {
            return try await act(exchange) { [network] _, principal, now, db in
                _ = try action.perform(by: principal, at: now, in: db, network.paths)
            }
        } catch let refusal as PathRefusal where refusal.kind == .invalid {
            input.refuse(
                refusal == .bodyOfOtherKind ? "body" : "whom", exchange.t(refusal.explanation))
            return try await show(exchange, input.errors)
        }
    }

    @Sendable private func takeBack(_ exchange: Exchange) async throws -> Reply {
        let step = try exchange.id("step", of: StepThing.self)
        return try await act(exchange) { id, principal, now, db in
            try TakeBackStep(path: id, step: step).perform(by: principal, at: now, in: db)
        }
    }

    @Sendable private func review(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let (said, next) = (input.text("said", max: wordsMax), input.day("next"))
        if let next, next <= network.paths.zone.day(of: exchange.now) {
            input.refuse("next", exchange.t("Write a day to come."))
        }
        guard input.isValid, let next else { return try await show(exchange, input.errors) }
        return try await act(exchange) { id, principal, now, db in
            try ReviewPath(path: id, words: said, next: next)
                .perform(by: principal, at: now, in: db)
        }
    }

    @Sendable private func agree(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let ways = [ConsentWay.oral, .paper].map(\.rawValue)
        guard let way = input.choice("way", of: ways).flatMap(ConsentWay.init(rawValue:)) else {
            return try await show(exchange, input.errors)
        }
        let (facts, seen) = (tickedFacts(exchange), seenSteps(exchange))
        return try await act(exchange) { id, principal, now, db in
            try AgreeToPath(path: id, way: way, facts: facts, seen: seen)
                .perform(by: principal, at: now, in: db)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        try await act(exchange, then: "/desk/paths") { id, principal, now, db in
            try EndPath(path: id, byKeeper: true).perform(by: principal, at: now, in: db)
        }
    }

    /// Back to the path, or to another page.
    private func act(
        _ exchange: Exchange, then next: String? = nil,
        _ action: @escaping @Sendable (PathID, Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        let id = try exchange.id("id", of: PathThing.self)
        return try await network.acting(exchange, then: next ?? "/desk/paths/\(id)") {
            try action(id, $0, $1, $2)
        }
    }
}
