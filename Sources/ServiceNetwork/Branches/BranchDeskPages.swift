import Kernel
import Languages
import Storage
import Web

/// The front officer's side: one person of a file is handed to a branch at the same place, and whether it is done.
struct BranchDeskPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let officers = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/branches", may: officers,
                "What the office asked of partner branches: done or not.", show),
            .post(
                "/desk/branches", may: officers,
                "Hands a person of a file to a branch, after their yes.", ask),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, exchange.query["reference"], [])
    }

    /// The file that was named, with the branches at its place.
    private struct Opened: Sendable {
        let file: BranchFile
        let branches: [Branch]
    }

    /// Whoever is shown a file has looked at it: its person can read that.
    private func open(
        _ reference: Reference, by officer: Principal, at now: Moment
    ) async throws -> Opened {
        let asks = network.branches
        return try await network.database.write { db in
            let file = try asks.file(reference, officer, now, db)
            try asks.looked(reference, officer, now, db)
            let today = asks.zone.day(of: now)
            return Opened(
                file: file, branches: try Branch.standing(on: today, at: file.office, in: db))
        }
    }

    private func page(
        _ exchange: Exchange, _ typed: String?, _ errors: [FieldError]
    ) async throws -> Reply {
        let (t, officer, now) = (exchange.t, try exchange.signedIn(), exchange.now)
        let reference = typed.flatMap(Reference.init)
        let asks = network.branches
        var opened: Opened?
        if let reference { opened = try await open(reference, by: officer, at: now) }
        let requests = try await network.database.read { db in
            try HandedRequest.all(for: officer, asks, at: now, in: db)
        }
        let unread = typed.map { !$0.isEmpty } == true && reference == nil
        let all =
            errors
            + (unread
                ? [
                    FieldError(
                        field: "reference",
                        message: t("This is no reference of ours: check what you typed."))
                ] : [])
        return .page(
            t("Partner branches"), status: all.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, all,
                """
                <h1>\(t("Partner branches"))</h1>
                <p><a href="/branches">\(t("What each branch delivers"))</a></p>
                \(opened.map { asking($0, exchange, all) } ?? finding(typed ?? "", exchange, all))
                <h2>\(t("Asked by this office"))</h2>\(list(requests, t))
                """))
    }

    private func finding(_ typed: String, _ exchange: Exchange, _ errors: [FieldError]) -> HTML {
        let t = exchange.t
        return """
            <form method="get" action="/desk/branches">
            \(textField(t, name: "reference", label: t("Reference of the file"), value: typed,
                error: message(for: "reference", in: errors), short: true))
            \(actions(button(t("Open"), kind: .secondary)))</form>
            """
    }

    private func asking(_ opened: Opened, _ exchange: Exchange, _ errors: [FieldError]) -> HTML {
        let (t, file, form) = (exchange.t, opened.file, exchange.form)
        if opened.branches.isEmpty {
            return emptyState(
                title: t("No branch is at this place"),
                words: t("Whoever coordinates the network says where branches are."),
                action: buttonLink(t("Another file"), to: "/desk/branches", kind: .secondary))
        }
        let people = file.people.enumerated().map { Choice(String($0.offset), $0.element) }
        let branches = opened.branches.compactMap { branch in
            network.book[branch.kind].map { Choice("\(branch.id)", $0.title(t), hint: $0.body(t)) }
        }
        let yes = Choice("1", t("The person said yes: this body may read their name and language"))
        return """
            <h2>\(t("Ask a branch for file {reference}", ["reference": file.reference.text]))</h2>
            <form method="post" action="/desk/branches" novalidate>\(exchange.formFields)
            \(hiddenField("reference", file.reference.text))
            \(radioFields(t, name: "position", legend: t("Person"), options: people, value: form.text("position") ?? "0",
                error: message(for: "position", in: errors)))
            \(radioFields(t, name: "branch", legend: t("What is needed"), options: branches,
                value: form.text("branch") ?? "", error: message(for: "branch", in: errors)))
            \(checkboxFields(t, name: "consent", legend: t("Consent"), options: [yes],
                values: Set(form.fields["consent"] ?? []), error: message(for: "consent", in: errors)))
            \(actions(button(t("Hand over to the branch")), buttonLink(t("Another file"), to: "/desk/branches", kind: .secondary)))
            </form>
            """
    }

    private func list(_ requests: [HandedRequest], _ t: Translator) -> HTML {
        if requests.isEmpty { return "<p>\(t("Nothing was asked of a branch."))</p>" }
        let columns = [
            Column(t("File")), Column(t("Person")), Column(t("What is needed")), Column(t("Day")),
            Column(t("State")),
        ]
        let zone = network.branches.zone
        let rows = requests.map { one -> [HTML] in
            let kind = network.book[one.request.branch.kind]
            return [
                rowLink(one.reference, to: "/desk/cases/\(one.reference)"), "\(one.name ?? "")",
                "\(kind?.title(t) ?? one.request.branch.kind)",
                "\(t.shortDate(zone.day(of: one.request.askedAt)))", one.request.state.mark(t),
            ]
        }
        return sortableTable(
            t, caption: t("Asked by this office"), captionHidden: true, columns: columns, rows: rows
        )
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let typed = input.text("reference")
        let position = input.number("position", in: 0...peopleMax)
        let branch = BranchID(exchange.form.text("branch") ?? "")
        if branch == nil { input.refuse("branch", exchange.t("Choose one of the options.")) }
        if !input.ticked("consent") {
            input.refuse("consent", exchange.t(BranchRefusal.noConsent.explanation))
        }
        guard input.isValid, let reference = Reference(typed), let position, let branch else {
            return try await page(exchange, typed, input.errors)
        }
        let action = AskBranch(
            reference: reference, position: position, branch: branch, hasConsent: true)
        return try await network.acting(exchange, then: "/desk/branches") { officer, now, db in
            try action.perform(by: officer, at: now, in: db, network)
        }
    }
}

extension BranchRequest.State {
    func mark(_ t: Translator) -> HTML {
        switch self {
        case .asked: tag(t("Asked"), .now)
        case .delivered: tag(t("Done"), .good)
        case .refused: tag(t("Refused"), .care)
        case .withdrawn: tag(t("No longer asked"))
        }
    }
}

/// More people than one file has.
private let peopleMax = 50
