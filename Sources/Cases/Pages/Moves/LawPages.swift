import Kernel
import Languages
import Storage
import Web

/// The versions of the procedures: what differs between two of them, which open files stand under the older one, and
/// how these are moved.
struct LawPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        let page = [
            Route.get(
                "/desk/procedures", may: staff, "The procedures with the versions of their law",
                list),
            .get(
                "/desk/procedures/{procedure}/differences", may: staff,
                "The differences of two versions of a procedure, in words", differences),
            .get(
                "/desk/procedures/{procedure}/cases", may: .role(.supervisor),
                "The open files of one's offices under a version", affected),
            .post(
                "/desk/procedures/{procedure}/moves", may: .role(.supervisor),
                "Move the open files of a version to another one, or see what would happen", move),
        ]
        let files = ListFile.Form.allCases.map { form in
            Route.get(
                "/desk/procedures/{procedure}/cases.\(form.rawValue)", may: .role(.supervisor),
                "The open files of one's offices under a version as a file",
                gives: form.mediaType
            ) { try await file($0, form) }
        }
        return page + files
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let sections = cases.house.policy.procedures.html { procedure -> HTML in
            let versions = procedure.versions.html { version -> HTML in
                "<li>\(version.title(t)) <span class=\"quiet\">\(span(version, t))</span></li>"
            }
            return """
                <section><h2>\(procedure.title(t))</h2><ul>\(versions)</ul>
                \(pairForm(exchange, procedure, LawPair(procedure, exchange)))</section>
                """
        }
        return .page(
            t("Versions of the procedures"), width: .desk,
            """
            \(crumbs(t, nil))<h1>\(t("Versions of the procedures"))</h1>
            <p>\(t("A case keeps the version of the law under which it was handed in, until it is moved."))</p>
            \(sections)<p><a href="/desk/runs">\(t("What was done with several cases"))</a></p>
            """)
    }

    @Sendable private func differences(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let procedure = try procedure(exchange)
        let pair = try LawPair(procedure, exchange).known(procedure)
        let views = (
            try view(procedure, pair.from), try view(procedure, pair.to)
        )
        let changes = LawDifference(old: views.0, new: views.1).changes
        let groups = [true, false].html { group($0, changes, t) }
        let isSupervisor = exchange.principal?.has(.supervisor) ?? false
        let link = Address("/desk/procedures/\(procedure.code)/cases")
            .setting("from", to: pair.from).setting("to", to: pair.to)
        let way: HTML? =
            isSupervisor
            ? "<p>\(buttonLink(t("The open files that this concerns"), to: link.text))</p>" : nil
        let none: HTML? =
            changes.isEmpty
            ? emptyState(title: t("Nothing differs."), words: t("Choose two versions.")) : nil
        return .page(
            t("Differences"), width: .desk,
            """
            \(crumbs(t, t("Differences")))<h1>\(procedure.title(t))</h1>
            <p>\(t("From “{from}” to “{to}”.", ["from": views.0.version.title(t), "to": views.1.version.title(t)]))</p>
            \(none)\(groups)\(way)\(pairForm(exchange, procedure, pair))
            """)
    }

    private func group(_ isForPerson: Bool, _ changes: [LawChange], _ t: Translator) -> HTML {
        let own = changes.filter { $0.isForPerson == isForPerson }
        if own.isEmpty { return HTML() }
        let words = LawWords(t: t)
        let items = own.html { change -> HTML in
            let details = words.details(change).html { "<li>\($0)</li>" }
            let list: HTML? = change.details.isEmpty ? nil : "<ul>\(details)</ul>"
            let ground = words.ground(change).map { ground -> HTML in
                "<p class=\"quiet small\">\(linkedText(ground))</p>"
            }
            let mark: HTML? = change.verified == false ? " \(unverifiedMark(t))" : nil
            return """
                <li><b>\(words.title(change))</b> \(tag(words.sign(change.sign)))\(mark)\(list)\(ground)</li>
                """
        }
        return "<section><h2>\(groupTitle(isForPerson, t))</h2><ul>\(items)</ul></section>"
    }

    @Sendable private func affected(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let procedure = try procedure(exchange)
        let pair = try LawPair(procedure, exchange).known(procedure)
        let list = AffectedCases(of: principal, procedure: procedure.code, version: pair.from)
        let number = exchange.listPage
        let (count, page) = try await cases.database.read { db in
            (try list.count(in: db), try list.page(number, in: db))
        }
        let address = Address("/desk/procedures/\(procedure.code)/cases")
            .setting("from", to: pair.from).setting("to", to: pair.to)
        let table =
            page.isEmpty
            ? emptyState(
                title: t("Nothing here"),
                words: t("No open file of your offices stands under this version."))
            : self.table(page, count, procedure, exchange)
        let pages = max(1, (count + queueRows - 1) / queueRows)
        let form = MoveForm(exchange: exchange, procedure: procedure, pair: pair)
        let files = ["csv", "json"].map { ending in
            Address("/desk/procedures/\(procedure.code)/cases.\(ending)")
                .setting("from", to: pair.from)
        }
        return .page(
            t("Open files under a version"), width: .desk,
            """
            \(crumbs(t, t("Open files")))<h1>\(procedure.title(t))</h1>
            <p>\(t("Open files of your offices under “{law}”.", ["law": title(procedure, pair.from, t)]))</p>
            \(table)\(pager(t, page: number, pages: pages, address: address))
            \(if: count > 0, listFileLinks(t, files[0], files[1]))
            \(if: count > 0, form.html)
            """)
    }

    private func table(
        _ page: [Case], _ count: Int, _ procedure: Procedure, _ exchange: Exchange
    ) -> HTML {
        let t = exchange.t
        let zone = cases.house.zone
        let today = zone.day(of: exchange.now)
        let rows = page.map { kase -> [HTML] in
            let stage = procedure.stage(kase.projection.state)?.title(t) ?? kase.projection.state
            let date = kase.projection.nextDate.map { t.shortDate($0) } ?? "–"
            return [
                rowLink(kase.reference.text, to: "/desk/cases/\(kase.reference)"), "\(stage)",
                "\(turnWord(kase.turn(on: today), t))", "\(date)",
                "\(t.shortDate(zone.day(of: kase.filedAt)))",
            ]
        }
        return sortableTable(
            t, caption: t.plural("{n} case", "{n} cases", count),
            columns: [
                Column(t("Case")), Column(t("State")), Column(t("Whose turn")),
                Column(t("Next legal date")), Column(t("Filed")),
            ], rows: rows)
    }

    private func file(_ exchange: Exchange, _ form: ListFile.Form) async throws -> Reply {
        let (principal, now, house) = (try exchange.signedIn(), exchange.now, cases.house)
        let procedure = try procedure(exchange)
        let pair = try LawPair(procedure, exchange).known(procedure)
        let list = AffectedCases(of: principal, procedure: procedure.code, version: pair.from)
        let note = NoteListFile(
            list: "desk.procedures.\(procedure.code).\(form.rawValue)", filters: ["from"])
        let (database, today) = (cases.database, house.zone.day(of: now))
        try await database.write { db in try note.perform(by: principal, at: now, in: db) }
        return ListFile(form: form, columns: AffectedCases.fileColumns) { last in
            try await database.read { db in
                try list.batch(after: last, on: today, in: db, house)
            }
        }.reply(name: "\(procedure.code)-\(pair.from)-\(today)")
    }

    /// In earnest it begins a run and goes through its first cases; else it says what would happen.
    @Sendable private func move(_ exchange: Exchange) async throws -> Reply {
        let (principal, house) = (try exchange.signedIn(), cases.house)
        let procedure = try procedure(exchange)
        let pair = try LawPair(procedure, exchange).known(procedure)
        var form = MoveForm(exchange: exchange, procedure: procedure, pair: pair)
        guard let move = form.read() else { return form.again }
        let (now, key) = (exchange.now, exchange.onceKey)
        if exchange.form.text("step") != "do" {
            return try await MoveTrial(cases: cases, exchange: exchange, form: form, move: move)
                .reply(by: principal)
        }
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let run = try BeginMove(move: move).perform(by: principal, at: now, in: db, house)
                _ = try MoveBatch(run: run).perform(by: principal, at: now, in: db, house)
                return "/desk/runs/\(run)"
            }
        }
        return .seeOther(path)
    }
}
