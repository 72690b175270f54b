import Kernel
import Languages
import Storage
import Web

/// The clerk's side: what was asked of one's own branch, under which contract, and the answer. Nothing else of a file.
struct PartnerPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let clerks = Permission.role(.partner)
        return [
            .get("/branch-desk", may: clerks, "What was asked of one's own branch.", list),
            .get("/branch-desk/{asked}", may: clerks, "One request to one's own branch.", show),
            .post(
                "/branch-desk/{asked}", may: clerks,
                "Notes what came of a request: done, with the number, or refused and why.", answer),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, clerk) = (exchange.t, try exchange.signedIn())
        let zone = network.branches.zone
        let today = zone.day(of: exchange.now)
        let book = network.book
        let requests = try await network.database.read { db in
            try OpenedRequest.all(for: clerk, network, on: today, in: db)
        }
        let columns = [
            Column(t("Person")), Column(t("What is needed")), Column(t("Place")), Column(t("Day")),
            Column(t("State")),
        ]
        let rows = requests.map { read -> [HTML] in
            let (request, path) = (read.request, "/branch-desk/\(read.request.id)")
            return [
                rowLink(read.content.name, to: path),
                "\(book[request.branch.kind]?.title(t) ?? request.branch.kind)",
                "\(request.branch.placeName)", "\(t.shortDate(zone.day(of: request.askedAt)))",
                request.state.mark(t),
            ]
        }
        let nothing = emptyState(
            title: t("Nothing was asked of your branch"),
            words: t("What the front office hands over appears here."))
        return .page(
            t("Requests to our branch"), width: .desk,
            """
            <h1>\(t("Requests to our branch"))</h1>
            \(rows.isEmpty ? nothing : sortableTable(t, caption: t("Requests to our branch"), captionHidden: true, columns: columns, rows: rows))
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (clerk, now) = (try exchange.signedIn(), exchange.now)
        let action = ReadBranchRequest(
            request: try exchange.id("asked", of: BranchRequestThing.self))
        let read = try await network.database.write { db in
            try action.perform(by: clerk, at: now, in: db, network)
        }
        return try page(read, exchange, [])
    }

    private func page(
        _ read: OpenedRequest, _ exchange: Exchange, _ errors: [FieldError]
    ) throws -> Reply {
        let t = exchange.t
        guard let kind = network.book[read.request.branch.kind] else { throw Refused.notFound }
        let demo: HTML? = read.request.isDemo ? demoNote(t) : nil
        let answered: HTML = """
            <p>\(read.request.state.mark(t)) \(t("This request is answered. The number, where there is one, is with the person alone."))</p>
            """
        return .page(
            kind.title(t), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Requests to our branch"), path: "/branch-desk"), NavItem(read.content.name, path: "", current: true)]))
                \(demo)<h1>\(kind.title(t))</h1>\(definitionList(t, facts(read, t)))
                \(contract(read, t))
                \(read.request.state == .asked ? form(kind, read.request.id, exchange, errors) : answered)
                """))
    }

    private func facts(_ read: OpenedRequest, _ t: Translator) -> [Fact] {
        let zone = network.branches.zone
        var all = [Fact(t("Name"), "\(read.content.name)")]
        if let language = read.content.language {
            all.append(Fact(t("Language"), "\(network.languageName(language, t))"))
        }
        return all + [
            Fact(t("Place"), "\(read.request.branch.placeName)"),
            Fact(t("Day"), "\(t.date(zone.day(of: read.request.askedAt)))"),
        ]
    }

    /// The one under which it was handed over.
    private func contract(_ read: OpenedRequest, _ t: Translator) -> HTML? {
        let asks = network.branches
        let asked = asks.zone.day(of: read.request.askedAt)
        guard let contract = asks.contract(read.flow, asked) else { return nil }
        let mark: HTML? = contract.isVerified ? nil : " \(unverifiedMark(t))"
        return """
            <p class="quiet">\(t("You may read this because of:")) <span lang="pt">\(contract.legalBasis)</span>\(mark)</p>
            """
    }

    private func form(
        _ kind: BranchKind, _ id: BranchRequestID, _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        let (t, form) = (exchange.t, exchange.form)
        let outcomes = [Choice("delivered", t("Done")), Choice("refused", t("Refused"))]
        let reasons =
            [Choice("", t("Not refused"))]
            + network.book.reasons.map { Choice($0.code, $0.words(t)) }
        let number: HTML? = kind.digits.map { digits in
            textField(
                t, name: "number", label: t("Number that was given"),
                hint: t(
                    "{n} digits. It goes sealed to the person; nobody here reads it again.",
                    ["n": t.number(digits)]), value: form.text("number") ?? "",
                error: message(for: "number", in: errors), autocomplete: "off", required: false,
                short: true)
        }
        return """
            <h2>\(t("Answer"))</h2>
            <form method="post" action="/branch-desk/\(id)" novalidate>\(exchange.formFields)
            \(radioFields(t, name: "outcome", legend: t("What came of it"), options: outcomes,
                value: form.text("outcome") ?? "", error: message(for: "outcome", in: errors)))
            \(number)
            \(selectField(t, name: "reason", label: t("Why it was refused"), options: reasons,
                value: form.text("reason") ?? "", error: message(for: "reason", in: errors), required: false))
            \(actions(button(t("Answer"))))</form>
            """
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let clerk = try exchange.signedIn()
        let id = try exchange.id("asked", of: BranchRequestThing.self)
        let today = network.branches.zone.day(of: exchange.now)
        let book = network.book
        let read = try await network.database.read { db in
            try OpenedRequest.find(id, for: clerk, network, on: today, in: db)
        }
        var input = FormInput(exchange)
        let answer = book[read.request.branch.kind].flatMap { noted($0, &input, exchange.t) }
        guard input.isValid, let answer else { return try page(read, exchange, input.errors) }
        let action = AnswerBranch(request: id, answer: answer)
        return try await network.acting(exchange, then: "/branch-desk") { clerk, now, db in
            try action.perform(by: clerk, at: now, in: db, network)
        }
    }

    private func noted(
        _ kind: BranchKind, _ input: inout FormInput, _ t: Translator
    ) -> BranchAnswer? {
        switch input.choice("outcome", of: ["delivered", "refused"]) {
        case "delivered":
            if kind.result == .act { return .delivered(number: nil) }
            let typed = input.text("number", max: 40)
            guard let number = kind.number(typed) else {
                if !typed.isEmpty {
                    input.refuse("number", t(BranchRefusal.wrongNumber.explanation))
                }
                return nil
            }
            return .delivered(number: number)
        case "refused":
            return input.choice("reason", of: network.book.reasons.map(\.code))
                .map { .refused(reason: $0) }
        default: return nil
        }
    }
}
