import Kernel
import Languages
import Storage
import Web

/// Which bodies can be sent referrals: kept by the administrator.
struct ReceiverPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/referrals/receivers", may: .role(.administrator),
                "Which bodies can be sent referrals.", show),
            .post(
                "/referrals/receivers", may: .role(.administrator),
                "Says that a body can be sent referrals.", add),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    private func page(
        _ exchange: Exchange, _ input: FormInput, status: Int = 200
    ) async throws -> Reply {
        let t = exchange.t
        let all = try await network.database.read { db in try Receiver.all(in: db) }
        let rows: [[HTML]] = all.map { one in
            let isAccount = one.way == .account
            let number = isAccount ? one.organisation.description : ""
            return [
                "\(one.name)", "\(number)",
                "\(isAccount ? t("By accounts") : t("By a link for each referral"))",
            ]
        }
        let title = t("Bodies that take referrals")
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("No body is named yet."))</p>"
            : sortableTable(
                t, caption: title, captionHidden: true,
                columns: [
                    Column(t("Body")), Column(t("Number"), numeric: true),
                    Column(t("How it answers")),
                ], rows: rows)
        let form = postForm(
            to: "/referrals/receivers", fields: exchange.formFields,
            """
            \(textField(t, name: "name", label: t("Name of the body"), value: input.form.text("name") ?? "",
                error: input.error("name")))
            \(textField(t, name: "number", label: t("Number of the body"),
                hint: t("The number that the duties of its accounts carry."), value: input.form.text("number") ?? "",
                error: input.error("number"), type: .number, short: true))
            \(textField(t, name: "place", label: t("Only one of its places"),
                hint: t("The short name of the place in the directory, such as aima-porto."),
                value: input.form.text("place") ?? "", error: input.error("place"), required: false))
            \(actions(button(t("Add the body"))))
            """)
        return .page(
            title, status: status, width: .desk,
            withErrors(
                t, input.errors, "<h1>\(title)</h1>\(table)<h2>\(t("Add a body"))</h2>\(form)"))
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let name = input.text("name", max: 120)
        let number = input.number("number", in: 1...1_000_000)
        let slug = input.optionalText("place", max: 120)
        let network = self.network
        let place = try await network.database.read { db in
            try slug.flatMap { try network.location(slug: $0, in: db) }
        }
        if slug != nil, place == nil {
            input.refuse("place", exchange.t("There is no such place in the directory."))
        }
        guard input.isValid, let number else { return try await page(exchange, input, status: 422) }
        let action = AddReceiver(
            name: name, organisation: OrganisationID(Int64(number)), location: place)
        return try await network.acting(exchange) { person, now, db in
            try action.perform(by: person, at: now, in: db)
            return "/referrals/receivers"
        }
    }
}
