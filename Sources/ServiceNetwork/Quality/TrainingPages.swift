import Kernel
import Languages
import Storage
import Web

/// The register of what staff were trained in, for those who keep it; and one's own record.
struct TrainingPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/directory/training", may: keepers,
                "What staff were trained in, what ends soon, and how many of each place.", show),
            .post(
                "/directory/training", may: keepers, "Notes that somebody was trained.", note),
            .post(
                "/directory/training/{id}/withdrawal", may: keepers,
                "Takes back what was noted by mistake.", withdraw),
            .get("/account/training", may: .signedIn, "What one was trained in oneself.", own),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let (t, person) = (exchange.t, try exchange.signedIn())
        let (network, today) = (self.network, network.capitalZone.day(of: exchange.now))
        let register = try await network.database.read { db in
            try TrainingRegister(for: person, network, on: today, in: db)
        }
        let view = TrainingView(
            t: t, register: register, standards: network.standards, exchange: exchange,
            errors: errors)
        return .page(
            t("Training of staff"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(t, errors, view.html))
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        var input = FormInput(exchange)
        let login = input.text("login", max: 100)
        let kind = input.choice("kind", of: network.standards.trainings.map(\.code))
        let body = input.text("body", max: 200)
        let day = input.day("day")
        let validUntil = input.optionalDay("validUntil")
        let asks = network.quality
        let staff = try await network.database.read { db in try asks.staff(db) }
        let member = staff.first { $0.login.lowercased() == login.lowercased() }
        if member == nil, input.error("login") == nil {
            input.refuse("login", exchange.t("Nobody who works here has this user name."))
        }
        guard let day, let kind, let member, input.isValid else {
            return try await page(exchange, errors: input.errors)
        }
        let action = NoteTraining(
            account: member.account, kind: kind, body: body, day: day, validUntil: validUntil)
        if let refusal = action.refusal(on: exchange.now.utcDay) {
            let field = validUntil.map { $0 < day } ?? false ? "validUntil" : "day"
            let error = FieldError(field: field, message: exchange.t(refusal.explanation))
            return try await page(exchange, errors: [error])
        }
        return try await act(exchange) { now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let action = WithdrawTraining(training: try exchange.id("id", of: TrainingThing.self))
        return try await act(exchange) { now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange, _ action: @escaping @Sendable (Moment, Writer) throws -> Void
    ) async throws -> Reply {
        try await network.acting(exchange, then: "/directory/training") { _, now, db in
            try action(now, db)
        }
    }

    @Sendable private func own(_ exchange: Exchange) async throws -> Reply {
        let (t, person) = (exchange.t, try exchange.signedIn())
        let today = network.capitalZone.day(of: exchange.now)
        let all = try await network.database.read { db in try Training.own(of: person, in: db) }
        let (standards, isDemo) = (network.standards, all.contains(where: \.isDemo))
        let rows = all.map { one in
            [
                "\(standards.title(of: one, t))", "\(one.body)", "\(t.date(one.day))",
                validity(t, one, standards, on: today),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("Nothing was noted for you."))</p>"
            : sortableTable(
                t, caption: t("My training"), captionHidden: true,
                columns: [
                    Column(t("Training")), Column(t("Body that gave it")), Column(t("Day")),
                    Column(t("Holds until")),
                ], rows: rows)
        return .page(
            t("My training"),
            """
            \(breadcrumbs(t, [NavItem(t("Your account"), path: "/account"),
                NavItem(t("My training"), path: "", current: true)]))
            <h1>\(t("My training"))</h1>
            \(isDemo ? demoNote(t) : nil)
            \(table)
            <p class="quiet">\(t("If something is missing or wrong, tell who keeps the register; nobody notes their own."))</p>
            """)
    }
}

private let keepers = Permission.role(.coordinator, .administrator)
