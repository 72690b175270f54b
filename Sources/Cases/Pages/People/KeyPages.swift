import Kernel
import Languages
import Storage
import Web

/// What is written beside the people of a file: numbers, addresses, phones, each with its source and how long it held.
struct KeyPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/cases/{reference}/keys", may: staff,
                "Numbers and addresses of the people of a file; the look is kept", show),
            .post(
                "/desk/cases/{reference}/keys", may: staff,
                "Note a number or an address of somebody of a file", note),
            .post(
                "/desk/cases/{reference}/keys/ends", may: staff,
                "Say that a number or an address of somebody of a file holds no longer", end),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try await cases.openedByOffice(exchange)
        var input = FormInput(exchange)
        let typed = input.choice("kind", of: PersonKeyKind.allCases.map(\.rawValue))
        let value = input.text("value", max: valueMax)
        let until = input.optionalDay("until")
        let kind = typed.flatMap(PersonKeyKind.init(rawValue:))
        if let kind, !value.isEmpty, kind.plain(value) == nil {
            input.refuse("value", exchange.t(PeopleRefusal.keyMalformed.explanation))
        }
        guard input.isValid, let kind else { return try await page(exchange, errors: input.errors) }
        guard let member = CaseMemberID(exchange.form.text("whose") ?? "") else {
            throw Refused.notFound
        }
        let (house, now) = (cases.house, exchange.now)
        if let until, until < house.zone.day(of: now) {
            input.refuse("until", exchange.t(CaseRefusal.validityImplausible.explanation))
            return try await page(exchange, errors: input.errors)
        }
        let action = NoteKey(
            reference: reference, member: member, kind: kind, value: value, validUntil: until)
        return try await cases.act(exchange, to: "/desk/cases/\(reference)/keys") { db, now in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        guard let key = ID<PersonKey>(exchange.form.text("key") ?? "") else {
            throw Refused.notFound
        }
        let (action, house) = (EndKey(reference: reference, key: key), cases.house)
        return try await cases.act(exchange, to: "/desk/cases/\(reference)/keys") { db, now in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(reference: try exchange.reference("reference"))
        let now = exchange.now
        let (kase, people, keys) = try await cases.database.write { db in
            let kase = try look.perform(by: principal, at: now, in: db)
            let people = try Mention.all(of: kase.id, in: db)
            return (kase, people, try PersonKey.all(statedIn: kase.id, in: db))
        }
        let t = exchange.t
        let (title, base) = (
            t("Numbers and addresses of these people"), "/desk/cases/\(kase.reference)"
        )
        let list =
            keys.isEmpty
            ? emptyState(title: t("Nothing here"), words: t("Nothing was noted yet."))
            : table(keys, people, exchange, base)
        return .page(
            title, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(kase.reference.text, path: base), NavItem(title, path: base + "/keys", current: true)]))
                <h1>\(title)</h1>
                <p class="lead">\(t("They help to find somebody in another file. They change, and two may share one: none of them is who somebody is."))</p>
                \(list)<h2>\(t("Note something"))</h2>\(form(people, exchange, errors, base))
                """))
    }

    private func table(
        _ keys: [PersonKey], _ people: [Mention], _ exchange: Exchange, _ base: String
    ) -> HTML {
        let (t, zone) = (exchange.t, cases.house.zone)
        let rows = keys.map { key -> [HTML] in
            let ends: HTML
            if let ended = key.endedAt {
                ends = "\(t("until {date}", ["date": t.date(zone.day(of: ended))]))"
            } else {
                ends = postForm(
                    to: base + "/keys/ends", fields: exchange.formFields,
                    """
                    \(hiddenField("key", key.id.description))\
                    \(button(t("Holds no longer"), kind: .quiet))
                    """)
            }
            let good = key.validUntil.map { t.date($0) } ?? "–"
            return [
                "\(people.first { $0.person == key.person }?.name ?? "–")",
                "\(keyWords(key.kind, t))", "\(key.value)",
                "\(key.source == .import ? t("the system that had the file before") : t("seen at the desk"))",
                "\(t.date(zone.day(of: key.statedAt)))", "\(good)", ends,
            ]
        }
        return sortableTable(
            t, caption: t("What was noted"), captionHidden: true,
            columns: [
                Column(t("Name")), Column(t("What")), Column(t("As it is written")),
                Column(t("From where")), Column(t("Noted")), Column(t("Valid until")),
                Column(t("Holds")),
            ], rows: rows)
    }

    private func form(
        _ people: [Mention], _ exchange: Exchange, _ errors: [FieldError], _ base: String
    ) -> HTML {
        let t = exchange.t
        func typed(_ field: String) -> String { exchange.form.text(field) ?? "" }
        func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
        let kinds =
            [Choice("", t("Choose"))]
            + PersonKeyKind.allCases.map { Choice($0.rawValue, keyWords($0, t)) }
        return postForm(
            to: base + "/keys", fields: exchange.formFields,
            """
            \(selectField(t, name: "whose", label: t("Whose is it?"),
                options: people.map { Choice($0.member.description, $0.name) }, value: typed("whose")))
            \(selectField(t, name: "kind", label: t("What is it?"), options: kinds, value: typed("kind"),
                error: error("kind")))
            \(textField(t, name: "value", label: t("As it is written"), value: typed("value"),
                error: error("value")))
            \(dateField(t, name: "until", label: t("Valid until"), value: typed("until"),
                error: error("until"), required: false))
            \(actions(button(t("Note it"), kind: .secondary)))
            """)
    }
}

/// The longest addresses have fewer.
private let valueMax = 200
