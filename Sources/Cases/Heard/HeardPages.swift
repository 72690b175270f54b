import Kernel
import Languages
import Storage
import Web

/// A request that counts from the moment in which staff hear it: one button on the desk's pages, and who asks afterwards.
struct HeardPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/heard", may: staff,
                "Requests that one heard and of which nobody noted yet who asks", list),
            .post(
                "/desk/heard", may: staff,
                "Write down that a request was heard: nothing is asked first", hear),
            .get("/desk/heard/{heard}", may: staff, "A request that one heard", show),
            .post(
                "/desk/heard/{heard}/registration", may: staff,
                "Note who asks: the request becomes a case", register),
            .post(
                "/desk/cases/{reference}/heard", may: staff,
                "Write down that the person of a case asked for something else: it is a case at once",
                hearAtCase),
        ]
    }

    /// The buttons of a page of the desk; a path of a case writes it down for its person.
    static func buttons(
        _ exchange: Exchange, _ house: CaseHouse, to path: String, of name: String? = nil
    ) -> HTML {
        let (t, today) = (exchange.t, house.zone.day(of: exchange.now))
        return house.policy.procedures.filter { $0.isOpen(on: today) }.html { procedure -> HTML in
            guard let heard = procedure.heard else { return HTML() }
            let act = heard.act(t)
            let press = button(name.map { "\(act): \($0)" } ?? act, kind: .secondary)
            return postForm(
                to: path, fields: exchange.formFields,
                "\(hiddenField("procedure", procedure.code))\(actions(press))")
        }
    }

    @Sendable private func hear(_ exchange: Exchange) async throws -> Reply {
        try await write(exchange, at: nil)
    }

    @Sendable private func hearAtCase(_ exchange: Exchange) async throws -> Reply {
        try await write(exchange, at: exchange.reference("reference"))
    }

    private func write(_ exchange: Exchange, at reference: Reference?) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let action = HearRequest(
            procedure: exchange.form.text("procedure") ?? "", at: reference)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                "/desk/heard/\(try action.perform(by: principal, at: now, in: db, house))"
            }
        }
        return .seeOther(path)
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (principal, t, house) = (try exchange.signedIn(), exchange.t, cases.house)
        let found = try await cases.database.read { db in
            try HeardRequest.unregistered(for: principal, in: db)
        }
        let rows = found.map { heard -> [HTML] in
            [
                rowLink(
                    HeardView.moment(heard.heardAt, house, t), to: "/desk/heard/\(heard.id)"),
                "\(house.policy.procedure(heard.procedure)?.title(t) ?? heard.procedure)",
                "\(heard.name)",
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nothing here"),
                words: t("Of every request that you heard it is noted who asks."))
            : sortableTable(
                t, caption: t.plural("{n} request", "{n} requests", rows.count),
                columns: [Column(t("Heard")), Column(t("Request")), Column(t("Heard by"))],
                rows: rows)
        return .page(
            t("Requests that were heard"), width: .desk,
            """
            \(HeardView.crumbs(t, nil))<h1>\(t("Requests that were heard"))</h1>
            \(HeardPages.buttons(exchange, house, to: "/desk/heard"))\(table)
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, HeardForm.empty)
    }

    @Sendable private func register(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("heard", of: HeardRequestThing.self)
        let house = cases.house
        let heard = try await cases.database.read { db in
            try HeardRequest.find(id, for: principal, in: db)
        }
        let form = HeardForm(exchange, heard, house)
        guard let action = form.action else { return try await page(exchange, form) }
        do {
            return try await cases.act(exchange, to: "/desk/heard/\(id)") { db, now in
                _ = try action.perform(by: principal, at: now, in: db, house)
            }
        } catch let refusal as HeardRefusal {
            guard let field = refusal.field else { throw refusal }
            return try await page(
                exchange,
                form.with(FieldError(field: field, message: exchange.t(refusal.explanation))))
        }
    }

    private func page(_ exchange: Exchange, _ form: HeardForm) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("heard", of: HeardRequestThing.self)
        let house = cases.house
        let view = try await cases.database.read { db in
            try HeardView(id, for: principal, in: db, house)
        }
        return view.reply(exchange, form, house)
    }
}
