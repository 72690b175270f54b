import Kernel
import Languages
import Storage
import Web

/// One's own paths: the whole of each, agreeing to its steps, and ending it everywhere at once.
struct PathPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let people = Permission.role(.person)
        return [
            .get("/paths", may: people, "One's own integration paths.", list),
            .post("/paths", may: people, "Take a path into one's account, by its code.", join),
            .get("/paths/{id}", may: people, "One's own path, whole.", show),
            .post(
                "/paths/{id}/consent", may: people,
                "Agree to the steps of one's path, and say what their bodies may know.", agree),
            .post("/paths/{id}/ending", may: people, "End one's path everywhere at once.", end),
            .post("/paths/{id}/deletion", may: people, "Delete a path that was ended.", delete),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        try await list(exchange, [])
    }

    private func list(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let paths = try await network.database.read { db in
            try IntegrationPath.held(by: principal, in: db)
        }
        let zone = network.paths.zone
        // Neither needs nor bodies: this page is opened on a phone that others see.
        let lines = paths.html { path -> HTML in
            """
            <li><a href="/paths/\(path.id)">\(t("Drawn up on {date}", ["date": t.date(zone.day(of: path.drawnAt))]))</a> \
            \(path.stateTag(t, at: exchange.now)) \(path.isReviewOverdue(at: exchange.now, in: zone) ? tag(t("review overdue"), .yours) : nil)</li>
            """
        }
        let nothing = emptyState(
            title: t("You have no path here yet"),
            words: t("A mediator of a local centre draws one up with you and gives you a code."))
        let code = textField(
            t, name: "code", label: t("Code of the path"), value: exchange.form.text("code") ?? "",
            error: message(for: "code", in: errors), autocomplete: "off", short: true)
        let form = postForm(
            to: "/paths", fields: exchange.formFields,
            "\(code)\(actions(button(t("Take it into my account"))))")
        return .page(
            t("My path"), status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                <h1>\(t("My path"))</h1>
                \(paths.isEmpty ? nothing : "<ul>\(lines)</ul>")
                <h2>\(t("You were given a code"))</h2>\(form)
                <p><a href="/consents">\(t("My consents"))</a></p>
                """))
    }

    @Sendable private func join(_ exchange: Exchange) async throws -> Reply {
        let (principal, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        guard exchange.mayTry(in: "path code \(principal.account)") else {
            throw Refused(.tooMany, "Too many attempts. Wait a minute, then try again.")
        }
        var input = FormInput(exchange)
        let action = JoinPath(code: input.text("code", max: 40))
        if !input.isValid { return try await list(exchange, input.errors) }
        do {
            return .seeOther(
                try await network.database.write { db in
                    try db.once(key, at: now) {
                        let id = try action.perform(by: principal, at: now, in: db)
                        return "/paths/\(id)"
                    }
                })
        } catch PathRefusal.unknownCode {
            input.refuse("code", exchange.t(PathRefusal.unknownCode.explanation))
            return try await list(exchange, input.errors)
        }
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let id = try exchange.id("id", of: PathThing.self)
        let whole = try await network.database.read { db in
            try WholePath(.held(id, by: principal, in: db), in: db)
        }
        let view = PathView(t: t, policy: network.paths, whole: whole, now: exchange.now)
        return .page(
            t("My path"),
            """
            \(breadcrumbs(t, [NavItem(t("My path"), path: "/paths"), NavItem(t("The whole path"), path: "/paths/\(id)", current: true)]))
            <h1>\(t("The whole path"))</h1>
            \(view.html)\(consent(whole, exchange))
            """)
    }

    private func consent(_ whole: WholePath, _ exchange: Exchange) -> HTML {
        let (t, path, zone) = (exchange.t, whole.path, network.paths.zone)
        if path.state(at: exchange.now) == .ended { return ended(path, exchange) }
        let isInForce = path.state(at: exchange.now) == .inForce
        let until: HTML? =
            isInForce
            ? path.consent.map {
                "<p>\(t("You agreed on {date}. It holds until {end}, or until you end it.", ["date": t.date(zone.day(of: $0.givenAt)), "end": t.date(zone.day(of: $0.endsAt))]))</p>"
            } : nil
        let ending = t(
            "Ending it closes it everywhere at once: no body and no mediator sees anything of it any more. You keep it until you delete it."
        )
        let end = postForm(
            to: "/paths/\(path.id)/ending", fields: exchange.formFields,
            "<p>\(ending)</p>\(actions(button(t("End it everywhere"), kind: .secondary)))")
        return "<h2>\(t("Your consent"))</h2>\(until)\(question(whole, exchange))\(end)"
    }

    /// Asks for the consent to what stands there now.
    private func question(_ whole: WholePath, _ exchange: Exchange) -> HTML? {
        if whole.steps.isEmpty { return nil }
        let (t, path) = (exchange.t, whole.path)
        let discreet = network.paths.discreet
        let named = whole.steps.map(\.content).filter { !discreet.contains($0.kind) }.map(\.body)
        let bodies = Set(named).sorted().map { network.paths.name($0, t) }
        let listed: HTML? =
            bodies.isEmpty
            ? nil : "<p>\(t("These take a step: {bodies}.", ["bodies": t.list(bodies)]))</p>"
        let more: HTML? =
            named.count == whole.steps.count
            ? nil : "<p>\(t("You also agree to what stands under More."))</p>"
        let isNew = path.state(at: exchange.now) != .inForce || !whole.proposed.isEmpty
        return postForm(
            to: "/paths/\(path.id)/consent", fields: exchange.formFields,
            """
            \(listed)\(more)\(seenFields(whole))
            \(factBoxes(t, path.consent?.scope.facts ?? [.name, .contact]))
            \(actions(button(t("I agree"), kind: isNew ? .primary : .secondary)))
            """)
    }

    private func ended(_ path: IntegrationPath, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let form = postForm(
            to: "/paths/\(path.id)/deletion", fields: exchange.formFields,
            actions(button(t("Delete it for good"), kind: .secondary)))
        return
            "<h2>\(t("Your consent"))</h2><p>\(t("This path is ended. Only you still see it."))</p>\(form)"
    }

    @Sendable private func agree(_ exchange: Exchange) async throws -> Reply {
        let (facts, seen) = (tickedFacts(exchange), seenSteps(exchange))
        return try await act(exchange, "/paths/{id}") { id, principal, now, db in
            try AgreeToPath(path: id, way: .account, facts: facts, seen: seen)
                .perform(by: principal, at: now, in: db)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        try await act(exchange, "/paths/{id}") { id, principal, now, db in
            try EndPath(path: id, byKeeper: false).perform(by: principal, at: now, in: db)
        }
    }

    @Sendable private func delete(_ exchange: Exchange) async throws -> Reply {
        try await act(exchange, "/paths") { id, principal, now, db in
            try DeletePath(path: id).perform(by: principal, at: now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange, _ next: String,
        _ action: @escaping @Sendable (PathID, Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        let id = try exchange.id("id", of: PathThing.self)
        return try await network.acting(
            exchange, then: next.replacing("{id}", with: id.description)
        ) {
            try action(id, $0, $1, $2)
        }
    }
}
