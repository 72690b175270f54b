import Kernel
import Languages
import Storage
import Web

/// Who is who to whom in a file: what its household says, and what officers stated besides.
struct TiePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/cases/{reference}/ties", may: staff,
                "Who the people of a file are to each other; the look is kept", show),
            .post(
                "/desk/cases/{reference}/ties", may: staff,
                "State who somebody of a file is to somebody else of it", state),
            .post(
                "/desk/cases/{reference}/ties/ends", may: staff,
                "Say that what was stated of two people holds no longer", end),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    @Sendable private func state(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try await cases.openedByOffice(exchange)
        var input = FormInput(exchange)
        let typed = input.choice("tie", of: PersonTie.allCases.map(\.rawValue))
        let proof = input.text("proof")
        guard input.isValid, let tie = typed.flatMap(PersonTie.init(rawValue:)) else {
            return try await page(exchange, errors: input.errors)
        }
        guard let one = CaseMemberID(exchange.form.text("one") ?? ""),
            let other = CaseMemberID(exchange.form.text("other") ?? "")
        else { throw Refused.notFound }
        let house = cases.house
        let action = StateTie(
            reference: reference, one: one, tie: tie, other: other, proof: proof)
        return try await cases.act(exchange, to: "/desk/cases/\(reference)/ties") { db, now in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        guard let tie = ID<PersonTieThing>(exchange.form.text("tie") ?? "") else {
            throw Refused.notFound
        }
        let (action, house) = (EndTie(reference: reference, tie: tie), cases.house)
        return try await cases.act(exchange, to: "/desk/cases/\(reference)/ties") { db, now in
            try action.perform(by: principal, at: now, in: db, house)
        }
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(reference: try exchange.reference("reference"))
        let now = exchange.now
        let (kase, people, ties) = try await cases.database.write { db in
            let kase = try look.perform(by: principal, at: now, in: db)
            let events = try CaseEvent.all(of: kase.id, in: db)
            guard let history = Case.fold(events) else { throw Refused.notFound }
            let people = try Mention.all(of: kase.id, in: db)
            return (kase, people, try StatedTie.all(of: kase, history, events, in: db))
        }
        let t = exchange.t
        let (title, base) = (t("Who is who"), "/desk/cases/\(kase.reference)")
        let ask: HTML =
            people.count < 2
            ? HTML()
            : "<h2>\(t("State something"))</h2>\(form(people, exchange, errors, base))"
        return .page(
            title, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(kase.reference.text, path: base), NavItem(title, path: base + "/ties", current: true)]))
                <h1>\(title)</h1>
                \(ties.isEmpty ? emptyState(title: t("Nothing here"), words: t("One person alone is in this file.")) : table(ties, exchange, base))
                \(ask)
                """))
    }

    private func table(_ ties: [StatedTie], _ exchange: Exchange, _ base: String) -> HTML {
        let (t, zone) = (exchange.t, cases.house.zone)
        let rows = ties.map { tie -> [HTML] in
            let holds: HTML
            if let ended = tie.endedAt {
                holds = "\(t("until {date}", ["date": t.date(zone.day(of: ended))]))"
            } else if let id = tie.id {
                holds = postForm(
                    to: base + "/ties/ends", fields: exchange.formFields,
                    """
                    \(hiddenField("tie", id.description))\
                    \(button(t("Holds no longer"), kind: .quiet))
                    """)
            } else {
                holds = HTML()
            }
            return [
                "\(tie.one)", "\(tieWords(tie.tie, t))", "\(tie.other)", "\(said(tie.saidBy, t))",
                "\(t.date(zone.day(of: tie.at)))", "\(tie.proof.isEmpty ? "–" : tie.proof)", holds,
            ]
        }
        return sortableTable(
            t, caption: t("Who is who"), captionHidden: true,
            columns: [
                Column(t("Name")), Column(t("is")), Column(t("of")), Column(t("Said by")),
                Column(t("Noted")), Column(t("What was seen")), Column(t("Holds")),
            ], rows: rows)
    }

    private func said(_ source: StatedTie.Source, _ t: Translator) -> String {
        switch source {
        case .person: t("whoever handed the file in")
        case .office: t("the office")
        case .otherSystem: t("the system that had the file before")
        case .officer(let name): name
        }
    }

    private func form(
        _ people: [Mention], _ exchange: Exchange, _ errors: [FieldError], _ base: String
    ) -> HTML {
        let t = exchange.t
        let names = people.map { Choice($0.member.description, $0.name) }
        let ties =
            [Choice("", t("Choose"))]
            + PersonTie.allCases.map { Choice($0.rawValue, tieWords($0, t)) }
        func typed(_ field: String) -> String { exchange.form.text(field) ?? "" }
        func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
        return postForm(
            to: base + "/ties", fields: exchange.formFields,
            """
            \(selectField(t, name: "one", label: t("This person"), options: names, value: typed("one")))
            \(selectField(t, name: "tie", label: t("is"), options: ties, value: typed("tie"),
                error: error("tie")))
            \(selectField(t, name: "other", label: t("of"), options: names.reversed(), value: typed("other")))
            \(textField(t, name: "proof", label: t("What was seen"), value: typed("proof"),
                error: error("proof")))
            \(actions(button(t("Note it"), kind: .secondary)))
            """)
    }
}

/// Who somebody is, read before "of".
func tieWords(_ tie: PersonTie, _ t: Translator) -> String {
    switch tie {
    case .spouse: t("husband or wife")
    case .partner: t("de facto partner")
    case .child: t("son or daughter")
    case .parent: t("father or mother")
    case .sibling: t("brother or sister")
    case .dependant: t("dependant")
    case .guardian: t("guardian")
    }
}
