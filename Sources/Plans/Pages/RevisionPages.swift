import Kernel
import Languages
import Storage
import Web

/// The next edition of a plan: its draft beside the plan it follows, its consultation, the act that brings it into
/// force; and where municipal plans begin.
struct RevisionPages: Sendable {
    let database: Database

    var routes: [Route] {
        let coordinators = Permission.role(.coordinator)
        return [
            .get(
                "/plan/revisions/{plan}", may: .everyone,
                "What an edition of a plan changes of the one before, with the renumbering", show),
            .post("/desk/plan/revisions", may: coordinators, "Begins the next edition", draft),
            .post(
                "/desk/plan/revisions/{plan}/consultation", may: coordinators,
                "Puts a draft before everybody for a time", consult),
            .post(
                "/desk/plan/revisions/{plan}/approval", may: coordinators,
                "Brings an edition into force by an act", approve),
            .post(
                "/desk/plan/municipal", may: coordinators,
                "Begins the plan of a municipality with the thirteen areas", municipal),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (plan, old, diff, until) = try await database.read {
            db -> (PlanHeader, PlanHeader, PlanDiff, Day?) in
            let plan = try PlanHeader.shown(
                exchange.parameters["plan"] ?? "", to: exchange.principal, in: db)
            guard let old = try PlanHeader.find(plan.follows, in: db) else {
                throw Refused.notFound
            }
            let until: Day?? = try db.value(
                "SELECT consult_until FROM plan WHERE key = \(plan.key)")
            let diff = PlanDiff(try old.document(in: db), try plan.document(in: db))
            return (plan, old, diff, until ?? nil)
        }
        let page = RevisionPage(
            plan: plan, old: old, diff: diff, until: until, exchange: exchange)
        return .page(t("What changes"), width: .desk, page.html)
    }

    @Sendable private func draft(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let (plan, key) = (exchange.form.text("follows") ?? "", input.text("key", max: 60))
        guard input.isValid else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try DraftRevision(plan: plan, key: key).perform(by: person, at: now, in: db)
            return "/plan/revisions/\(key)"
        }
    }

    @Sendable private func consult(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let plan = exchange.parameters["plan"] ?? ""
        guard let from = input.day("from"), let until = input.day("until"), from <= until else {
            throw incomplete
        }
        return try await once(exchange) { person, now, db in
            try MoveRevision(plan: plan, step: .consultation(from...until))
                .perform(by: person, at: now, in: db)
            return "/plan/revisions/\(plan)"
        }
    }

    @Sendable private func approve(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let plan = exchange.parameters["plan"] ?? ""
        let (act, from) = (input.text("act"), input.day("from"))
        guard input.isValid, let from else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try MoveRevision(plan: plan, step: .force(act: act, from: from))
                .perform(by: person, at: now, in: db)
            return "/plan?plan=\(plan)"
        }
    }

    @Sendable private func municipal(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let name = input.text("title")
        guard input.isValid, let place = PlaceCode(exchange.form.text("territory") ?? "") else {
            throw incomplete
        }
        let key = "municipal-\(place.text.lowercased())-\(exchange.now.utcDay.year)"
        return try await once(exchange) { person, now, db in
            try StartMunicipalPlan(territory: place, key: key, name: name)
                .perform(by: person, at: now, in: db)
            return "/plan?plan=\(key)"
        }
    }

    private var incomplete: Refused {
        Refused(.invalid, "Something is missing. Go back and fill it in.")
    }

    private func once(
        _ exchange: Exchange,
        _ act: @escaping @Sendable (Principal, Moment, Writer) throws -> String
    ) async throws -> Reply {
        let person = try exchange.signedIn()
        let (key, now) = (exchange.onceKey, exchange.now)
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) { try act(person, now, db) }
            })
    }
}

/// Two editions side by side.
struct RevisionPage {
    let plan: PlanHeader
    let old: PlanHeader
    let diff: PlanDiff
    let until: Day?
    let exchange: Exchange

    private var t: Translator { exchange.t }

    var html: HTML {
        let words = t(
            "{added} new, {changed} changed, {removed} gone",
            [
                "added": t.number(diff.added.count), "changed": t.number(diff.changed.count),
                "removed": t.number(diff.removed.count),
            ])
        let consultation: HTML =
            until.map {
                "<p>\(t("Everybody is asked until {day}.", ["day": t.date($0)]))</p>"
            } ?? ""
        return """
            \(breadcrumbs(t, [NavItem(plan.name(t), path: "/plan?plan=\(plan.key)"), NavItem(t("What changes"), path: "", current: true)]))
            <h1>\(t("What changes"))</h1><p class="lead">\(plan.name(t)) · \(tag(plan.stage.words(t), .now)) · \(words)</p>\(consultation)
            <h2>\(t("Side by side"))</h2>\(table)<h2>\(t("How codes go on"))</h2>\(map)\(forms)
            """
    }

    private var table: HTML {
        let shown = diff.changes.filter {
            $0.before == nil || $0.after == nil || !$0.fields.isEmpty
        }
        if shown.isEmpty { return "<p class=\"quiet\">\(t("Nothing but the edition itself."))</p>" }
        let columns = [Column(t("Measure")), Column(t("Before")), Column(t("After"))]
        let rows = shown.prefix(changesShown).map { change -> [HTML] in
            guard let after = change.after else {
                return [
                    "\(change.before?.code ?? "")", "<del>\(change.before?.title(t) ?? "")</del>",
                    "",
                ]
            }
            if change.before == nil {
                return ["\(after.code)", "", "<ins>\(after.title(t))</ins>"]
            }
            return [
                "\(after.code)",
                change.fields.html {
                    "<p><del>\($0.was)</del> <span class=\"quiet small\">\($0.name)</span></p>"
                },
                change.fields.html { "<p><ins>\($0.becomes)</ins></p>" },
            ]
        }
        return sortableTable(
            t, caption: t("Side by side"), captionHidden: true, columns: columns, rows: rows)
    }

    private var map: HTML {
        let lines = diff.map.filter { $0.from != $0.to }
        if lines.isEmpty {
            return "<p class=\"quiet\">\(t("Every measure that goes on keeps its code."))</p>"
        }
        return "<ul>\(lines.html { "<li>\($0.from) → \($0.to)</li>" })</ul>"
    }

    private var forms: HTML {
        guard exchange.principal?.has(.coordinator) == true else { return HTML() }
        let path = "/desk/plan/revisions/\(plan.key)"
        switch plan.stage {
        case .draft:
            return """
                <h2>\(t("Put it before everybody"))</h2>
                <p>\(t("To change the draft, download its table, change it and bring it in again."))</p>
                \(postForm(to: path + "/consultation", fields: exchange.formFields, """
                    \(dateField(t, name: "from", label: t("From")))\(dateField(t, name: "until", label: t("Last day")))\
                    <div class="actions">\(button(t("Begin the consultation"), kind: .secondary))</div>
                    """))
                """
        case .consultation:
            return """
                <h2>\(t("Bring it into force"))</h2>\(postForm(to: path + "/approval", fields: exchange.formFields, """
                    \(textField(t, name: "act", label: t("Legal act")))\(dateField(t, name: "from", label: t("In force from")))\
                    <div class="actions">\(button(t("Bring it into force"), kind: .secondary))</div>
                    """))
                """
        case .inForce, .ended: return HTML()
        }
    }
}

private let changesShown = 200
