import Kernel
import Languages
import Storage
import Web

extension ServiceNetwork {
    /// The pages of partner branches.
    var branchRoutes: [Route] {
        BranchPages(network: self).routes + BranchDeskPages(network: self).routes
            + PartnerPages(network: self).routes + NumberPages(network: self).routes
    }
}

/// For everyone: what branches of other bodies deliver at our places. The coordinator says here where one is.
struct BranchPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/branches", may: .everyone,
                "What branches of partner bodies deliver, at which places.", show),
            .post("/branches", may: .role(.coordinator), "Says that a branch is at a place.", open),
            .post(
                "/branches/{branch}/end", may: .role(.coordinator),
                "Says that a branch is at a place no more.", end),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let t = exchange.t
        let today = network.branches.zone.day(of: exchange.now)
        let (standing, places) = try await network.database.read { db in
            (
                try Branch.standing(on: today, in: db),
                try network.shelf.snapshot(in: db).places.map(\.place).filter(\.isOffered)
            )
        }
        let keeps = exchange.principal?.has(.coordinator) ?? false
        let kinds = network.book.kinds.html { kind in
            self.kind(kind, standing.filter { $0.kind == kind.code }, keeps, exchange)
        }
        let nothing: HTML? =
            network.book.kinds.isEmpty ? "<p>\(t("No branch is known here."))</p>" : nil
        return .page(
            t("Partner branches"), status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                <h1>\(t("Partner branches"))</h1>
                <p class="lead">\(t("At some one-stop centres other bodies have a desk: what you need of them is done in the same visit."))</p>
                <p>\(t("The officer asks the branch only after your yes. What comes of it you read in your account; the officer sees only that it is done."))
                <a href="/flows">\(t("What the branch may read, and why"))</a> · \
                <a href="/figures">\(t("All figures"))</a></p>\(nothing)\(kinds)
                \(keeps ? form(places, exchange, errors) : nil)
                """))
    }

    private func kind(
        _ kind: BranchKind, _ branches: [Branch], _ keeps: Bool, _ exchange: Exchange
    ) -> HTML {
        let t = exchange.t
        let mark: HTML? = kind.verified ? nil : " \(unverifiedMark(t))"
        let places = branches.html { branch -> HTML in
            let note: HTML? = branch.isDemo ? demoNote(t) : nil
            let end: HTML? =
                keeps
                ? postForm(
                    to: "/branches/\(branch.id)/end", fields: exchange.formFields,
                    "\(button(t("It is there no more"), kind: .quiet))<span class=\"visually-hidden\">: \(branch.placeName)</span>"
                )
                : nil
            return """
                <li><a href="/places/\(branch.location)">\(branch.placeName)</a> \
                <span class="quiet small">\(t("Source:")) \(linkedText(branch.source))</span>\(note)\(end)</li>
                """
        }
        let list: HTML =
            branches.isEmpty
            ? "<p>\(t("We know no place where this branch is."))</p>" : "<ul>\(places)</ul>"
        return card(
            """
            <h2>\(kind.title(t))</h2>
            \(definitionList(t, [
                Fact(t("Body"), "\(kind.body(t))"),
                Fact(t("What you get"), "\(kind.result == .number ? t("A number, in your account") : t("It is done there; you take the paper with you"))"),
                Fact(t("Source"), "\(linkedText(kind.source))\(mark)"),
            ]))\(list)
            """)
    }

    private func form(_ places: [Place], _ exchange: Exchange, _ errors: [FieldError]) -> HTML {
        let t = exchange.t
        let kinds = network.book.kinds.map { Choice($0.code, $0.title(t)) }
        let all = places.sorted { $0.searched < $1.searched }.map { Choice("\($0.id)", $0.name) }
        let form = exchange.form
        return """
            <h2>\(t("A branch is at a place"))</h2>
            <form method="post" action="/branches" novalidate>\(exchange.formFields)
            \(selectField(t, name: "kind", label: t("What it delivers"), options: kinds, value: form.text("kind") ?? "",
                error: message(for: "kind", in: errors)))
            \(selectField(t, name: "location", label: t("Place"), options: all, value: form.text("location") ?? "",
                error: message(for: "location", in: errors)))
            \(dateField(t, name: "from", label: t("From"), value: form.text("from") ?? "",
                error: message(for: "from", in: errors)))
            \(textField(t, name: "source", label: t("Source"), value: form.text("source") ?? "",
                error: message(for: "source", in: errors)))
            \(actions(button(t("Keep the branch"))))</form>
            """
    }

    @Sendable private func open(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let kind = input.choice("kind", of: network.book.kinds.map(\.code))
        let location = LocationID(exchange.form.text("location") ?? "")
        if location == nil { input.refuse("location", exchange.t("Choose one of the options.")) }
        let (from, source) = (input.day("from"), input.text("source", max: 300))
        guard input.isValid, let kind, let location, let from else {
            return try await page(exchange, input.errors)
        }
        let action = OpenBranch(kind: kind, location: location, fromDay: from, source: source)
        return try await network.acting(exchange, then: "/branches") { person, now, db in
            try action.perform(by: person, at: now, in: db, network)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let action = EndBranch(branch: try exchange.id("branch", of: BranchThing.self))
        return try await network.acting(exchange, then: "/branches") { person, now, db in
            try action.perform(by: person, at: now, in: db, network)
        }
    }
}
