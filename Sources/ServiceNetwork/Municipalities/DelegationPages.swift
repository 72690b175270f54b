import Kernel
import Languages
import Storage
import Web

/// The coordinator's list of agreements with municipalities; what ends soon stands first.
struct DelegationPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let coordinators = Permission.role(.coordinator)
        return [
            .get(
                "/delegations", may: coordinators,
                "The agreements with municipalities, what ends first before the others.", show),
            .post(
                "/delegations", may: coordinators, "Keeps an agreement with a municipality.", give),
            .post(
                "/delegations/{delegation}/end", may: coordinators,
                "Ends an agreement before its time.", end),
        ]
    }

    private func today(_ exchange: Exchange) -> Day {
        network.branches.zone.day(of: exchange.now)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let (t, today) = (exchange.t, self.today(exchange))
        let (all, towns) = try await network.database.read { db in
            (try Delegation.all(in: db), try Municipality.all(in: db))
        }
        let ending = all.filter { if case .ending = $0.standing(on: today) { true } else { false } }
        let others = all.filter { one in !ending.contains(one) && one.standing(on: today) != .over }
        let over = all.filter { $0.standing(on: today) == .over }
        let urgent: HTML? =
            ending.isEmpty
            ? nil
            : """
            <h2>\(t.plural("{n} agreement ends soon", "{n} agreements end soon", ending.count))</h2>
            \(table(ending, t("Agreements that end soon"), exchange))
            """
        let former: HTML? =
            over.isEmpty
            ? nil
            : "<h2>\(t("Agreements that are over"))</h2>\(table(over, t("Agreements that are over"), exchange))"
        let nothing = emptyState(
            title: t("No agreement is kept here"),
            words: t("Keep the first one below, with the days on which it begins and ends."))
        return .page(
            t("Agreements with municipalities"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                <h1>\(t("Agreements with municipalities"))</h1>
                <p><a href="/municipalities">\(t("All municipalities"))</a> · \
                <a href="/branches">\(t("Partner branches"))</a></p>
                \(all.isEmpty ? nothing : HTML())\(urgent)
                \(others.isEmpty ? HTML() : table(others, t("Agreements that hold"), exchange))\(former)
                <h2>\(t("A new agreement"))</h2>\(form(towns, exchange, errors))
                """))
    }

    private func table(_ all: [Delegation], _ caption: String, _ exchange: Exchange) -> HTML {
        let (t, today) = (exchange.t, self.today(exchange))
        let columns = [
            Column(t("Municipality")), Column(t("Competence")), Column(t("Times in a week")),
            Column(t("Staff")), Column(t("Until")), Column(t("State")), Column(t("Action")),
        ]
        let rows = all.map { one -> [HTML] in
            let isOver = one.standing(on: today) == .over
            let end: HTML =
                isOver
                ? HTML()
                : postForm(
                    to: "/delegations/\(one.id)/end", fields: exchange.formFields,
                    "\(button(t("End it today"), kind: .quiet))<span class=\"visually-hidden\">: \(one.municipalityName)</span>"
                )
            let demo: HTML? = one.isDemo ? demoNote(t) : nil
            return [
                "<a href=\"/municipalities/\(one.municipality)\">\(one.municipalityName)</a>\(demo)",
                "\(one.competence.words(t))", "\(t.number(one.slotsAWeek))",
                "\(t.number(one.staff))", "\(t.shortDate(one.untilDay))",
                one.standing(on: today).mark(t), end,
            ]
        }
        return sortableTable(t, caption: caption, captionHidden: true, columns: columns, rows: rows)
    }

    private func form(
        _ towns: [Municipality], _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        let (t, form) = (exchange.t, exchange.form)
        func value(_ name: String) -> String { form.text(name) ?? "" }
        func error(_ name: String) -> String? { message(for: name, in: errors) }
        let choices = towns.map { Choice($0.code.text, $0.label(among: towns)) }
        let competences = Competence.allCases.map { Choice($0.rawValue, $0.words(t)) }
        return """
            <form method="post" action="/delegations" novalidate>\(exchange.formFields)
            \(selectField(t, name: "municipality", label: t("Municipality"), options: choices,
                value: value("municipality"), error: error("municipality")))
            \(selectField(t, name: "competence", label: t("Competence"), options: competences,
                value: value("competence"), error: error("competence")))
            \(textField(t, name: "slots", label: t("Times for visitors in a week"), value: value("slots"),
                error: error("slots"), type: .number, short: true))
            \(textField(t, name: "staff", label: t("Staff"), value: value("staff"), error: error("staff"),
                type: .number, short: true))
            \(dateField(t, name: "from", label: t("From"), value: value("from"), error: error("from")))
            \(dateField(t, name: "until", label: t("Until"), value: value("until"), error: error("until")))
            \(textField(t, name: "agreement", label: t("Agreement"), hint: t("Its name and number, or where it is told of."),
                value: value("agreement"), error: error("agreement")))
            \(actions(button(t("Keep the agreement"))))</form>
            """
    }

    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let municipality = PlaceCode(exchange.form.text("municipality") ?? "")
        if municipality == nil {
            input.refuse("municipality", exchange.t("Choose one of the options."))
        }
        let competence = input.choice("competence", of: Competence.allCases.map(\.rawValue))
        let (slots, staff) = (
            input.number("slots", in: 0...slotsMax), input.number("staff", in: 0...staffMax)
        )
        let (from, until) = (input.day("from"), input.day("until"))
        let agreement = input.text("agreement", max: 300)
        if let from, let until, until < from {
            input.refuse("until", exchange.t(DelegationRefusal.endsBefore.explanation))
        }
        guard input.isValid, let municipality, let slots, let staff, let from, let until,
            let competence = competence.flatMap(Competence.init)
        else { return try await page(exchange, input.errors) }
        let action = Delegate(
            municipality: municipality, competence: competence, slotsAWeek: slots, staff: staff,
            fromDay: from, untilDay: until, agreement: agreement)
        return try await network.acting(exchange, then: "/delegations") { person, now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let action = EndDelegation(
            delegation: try exchange.id("delegation", of: DelegationThing.self),
            today: today(exchange))
        return try await network.acting(exchange, then: "/delegations") { person, now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }
}

/// More than the busiest centre of the country gives.
private let slotsMax = 10_000
private let staffMax = 1_000
