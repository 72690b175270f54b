import Kernel
import Languages
import Storage
import Web

extension CasePages {
    @Sendable func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, page, house) = (exchange.now, exchange.listPage, cases.house)
        let today = house.zone.day(of: now)
        let who = exchange.query["who"] ?? ""
        let (list, dates) = try await cases.database.read { db in
            let list = try CaseList(page: page, named: who, for: principal, at: now, in: db, house)
            return (list, try Case.dueDates(of: list.cases, on: today, in: db))
        }
        try await noteLook(list.mandates, exchange)
        let unfinished = try await UnfinishedPages(cases: cases).link(exchange)
        let t = exchange.t
        let title =
            principal.has(.person) ? t("My cases") : t("Files entrusted to me")
        let search: HTML? =
            list.entrusted > peopleUnsearched
            ? nameSearch(t, at: "/cases", typed: who, among: list.entrusted) : nil
        if list.all == 0 {
            let none =
                who.isEmpty
                ? nothing(for: principal, t)
                : "<p>\(t("Nobody of this name has a file here. {n} people gave you a mandate.", ["n": t.number(list.entrusted)]))</p>"
            return .page(title, "<h1>\(title)</h1>\(search)\(none)\(unfinished)")
        }
        let lines = list.cases.html { kase in
            card(line(kase, kase.turn(on: today), dates[kase.id], of: list.name(of: kase), t))
        }
        let demo: HTML? = list.cases.contains(where: \.isDemo) ? demoNote(t) : nil
        return .page(
            title,
            """
            \(demo)<h1>\(title)</h1>\(search)\(unfinished)\(lines)
            \(pager(t, page: page, pages: list.pages, address: Address("/cases").setting("who", to: who.isEmpty ? nil : who)))
            \(listFileLinks(t, Address("/cases.csv"), Address("/cases.json")))
            <p>\(start(for: principal, t))</p>\(everything(for: principal, t))
            """)
    }

    var fileRoutes: [Route] {
        ListFile.Form.allCases.map { form in
            Route.get(
                "/cases.\(form.rawValue)", may: .ownFiles,
                "One's own cases, and of those whose mandate one holds, as a file",
                gives: form.mediaType
            ) { try await file($0, form) }
        }
    }

    private func file(_ exchange: Exchange, _ form: ListFile.Form) async throws -> Reply {
        let (principal, now, house) = (try exchange.signedIn(), exchange.now, cases.house)
        let database = cases.database
        let own = try await database.read { db in
            try OwnFiles(of: principal, at: now, in: db, house)
        }
        try await noteLook(own.mandates, exchange)
        return ListFile(form: form, columns: OwnFiles.fileColumns) { last in
            try await database.read { db in try own.batch(after: last, in: db, house) }
        }.reply(name: "cases-\(own.today)")
    }

    /// A look under a mandate is kept before anything is shown.
    private func noteLook(_ mandates: [CaseMandate], _ exchange: Exchange) async throws {
        if mandates.isEmpty { return }
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let (look, today) = (LookAtList(mandates: mandates), cases.house.zone.day(of: now))
        try await cases.database.write { db in
            try look.perform(by: principal, at: now, on: today, in: db)
        }
    }

    private func nothing(for principal: Principal, _ t: Translator) -> HTML {
        guard principal.has(.person) else {
            return emptyState(
                title: t("Nobody has given you a mandate"),
                words: t("Whoever wants your help names you by the reference in your account."),
                action: buttonLink(t("Your account"), to: WebPath.account, kind: .secondary))
        }
        return emptyState(
            title: t("You have no cases yet"),
            words: t("Read what you need, then file a request."), action: start(for: principal, t))
    }

    /// The way to all that is held about somebody, for themselves.
    private func everything(for principal: Principal, _ t: Translator) -> HTML? {
        guard principal.has(.person) else { return nil }
        return "<p><a href=\"/holdings\">\(t("Everything we hold about you"))</a></p>"
    }

    /// The way to a new request, for those who may file one.
    private func start(for principal: Principal, _ t: Translator) -> HTML? {
        guard principal.has(.person) else { return nil }
        return buttonLink(t("New request"), to: "/guides", kind: .secondary)
    }

    private func line(
        _ kase: Case, _ turn: Turn, _ due: Day?, of name: String?, _ t: Translator
    ) -> HTML {
        let procedure = cases.house.policy.procedure(kase.procedure)
        let stage = procedure?.stage(kase.projection.state)?.title(t) ?? kase.projection.state
        let next: HTML? = due.map {
            "<p>\(t("Next legal date: {date}", ["date": t.date($0)]))</p>"
        }
        let whose: HTML? = name.map { "<p>\(icon(.person))<bdi>\($0)</bdi></p>" }
        let tone: Tone =
            switch turn {
            case .person: .yours
            case .state: .now
            case .none: .plain
            }
        return """
            <h2><a href="/cases/\(kase.reference)">\(procedure?.title(t) ?? kase.procedure)</a></h2>
            \(whose)<p><b class="number">\(kase.reference)</b> \
            \(tag(stage, tone))</p>\(next)
            """
    }
}

/// A form that looks for one of those who gave a mandate, by name.
func nameSearch(_ t: Translator, at path: String, typed: String, among all: Int) -> HTML {
    """
    <form method="get" action="\(path)" role="search">
    \(textField(t, name: "who", label: t("Name of the person"),
        hint: t("{n} people gave you a mandate.", ["n": t.number(all)]), value: typed,
        required: false))
    \(actions(button(t("Search"), kind: .secondary)))</form>
    """
}

/// So many names are found by looking.
let peopleUnsearched = 5
