import Formats
import Kernel
import Languages
import Storage
import Web

/// Where the coordinator brings a plan in, looks at what would come of it first, and says how bodies are reached.
struct ImportPages: Sendable {
    let plans: Plans

    var routes: [Route] {
        let coordinators = Permission.role(.coordinator)
        return [
            .get("/desk/plan/import", may: coordinators, "A form to bring in a plan", show),
            .post(
                "/desk/plan/import", may: coordinators,
                "Brings in a plan as CSV, XLSX or JSON, or shows what would come of it",
                takes: .upload(bytesMax: planBytesMax), bring),
            .get(
                "/desk/plan/bodies", may: coordinators,
                "The bodies of plans, their organisations and addresses", bodies),
            .post(
                "/desk/plan/bodies/{body}", may: coordinators,
                "Says which organisation a body is, and its address", know),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        page(exchange, [], nil, isPreview: false)
    }

    @Sendable private func bring(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        guard let file = exchange.form.files["file"]?.last, let held = file.place as? HeldFile,
            file.size > 0
        else {
            return page(
                exchange, [FieldError(field: "file", message: t("Choose a file."))], nil,
                isPreview: false)
        }
        let isPreview = exchange.form.text("do") != "store"
        let report = try await plans.importTable(
            held.bytes, name: file.name, isPreview: isPreview, by: try exchange.signedIn(),
            at: exchange.now)
        if !isPreview, report.problems.isEmpty {
            return .seeOther("/plan?plan=\(percentEncoded(report.plan))")
        }
        return page(exchange, [], report, isPreview: isPreview)
    }

    private func page(
        _ exchange: Exchange, _ errors: [FieldError], _ report: Plans.ImportReport?,
        isPreview: Bool
    ) -> Reply {
        let t = exchange.t
        let title = t("Bring in a plan")
        let isBad = !errors.isEmpty || report?.problems.isEmpty == false
        return .page(
            title, status: isBad ? 422 : 200, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Desk of the plan"), path: "/desk/plan"), NavItem(title, path: "", current: true)]))
                <h1>\(title)</h1>\(report.map { result($0, isPreview, t) })
                <p>\(t("A file as CSV, XLSX or JSON, in the form in which plans are offered for download. Where a row is wrong nothing changes."))</p>
                \(postForm(to: "/desk/plan/import", fields: exchange.formFields, files: true, """
                    \(fileField(t, name: "file", label: t("File"), error: message(for: "file", in: errors), accept: ".csv,.xlsx,.json"))
                    <div class="actions">\(button(t("Look at it first"), name: "do", value: "preview")) \
                    \(button(t("Bring the plan in"), kind: .secondary, name: "do", value: "store"))</div>
                    """))
                """))
    }

    private func result(_ report: Plans.ImportReport, _ isPreview: Bool, _ t: Translator) -> HTML {
        if report.problems.isEmpty {
            let words = t(
                "The file holds the plan {plan} with {n} measures and activities; nothing is stored yet.",
                ["plan": report.plan, "n": t.number(report.accepted)])
            return "<p role=\"status\">\(tag(t("All rows are good"), .good)) \(words)</p>"
        }
        let columns = [Column(t("Row")), Column(t("Field")), Column(t("What is wrong"))]
        // Formats tell in English what is wrong with a row, as on every import.
        let rows = report.problems.prefix(problemsMax).map { problem -> [HTML] in
            [
                "\(problem.line ?? 0)", "\(problem.field ?? "")",
                "<span lang=\"en\">\(problem.why)</span>",
            ]
        }
        return """
            <div role="alert"><p><b>\(t("Nothing was brought in."))</b></p>
            \(sortableTable(t, caption: t("What is wrong"), captionHidden: true, columns: columns, rows: Array(rows)))</div>
            """
    }

    @Sendable private func bodies(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let actors = try await plans.database.read { db in try PlanActor.all(in: db) }
        let pages = max(1, (actors.count + bodiesShown - 1) / bodiesShown)
        let page = min(exchange.listPage, pages)
        let forms = actors.dropFirst((page - 1) * bodiesShown).prefix(bodiesShown).html {
            actor -> HTML in
            """
            <section class="card"><h2>\(actor.name)</h2>\(postForm(to: "/desk/plan/bodies/\(actor.id)", fields: exchange.formFields, """
                \(textField(t, name: "organisation-\(actor.id)", label: t("Number of the organisation"), value: actor.organisation.map { "\($0)" } ?? "", required: false, short: true))\
                \(textField(t, name: "mail-\(actor.id)", label: t("Mail address for reminders"), value: actor.mail, type: .email, required: false))\
                <div class="actions">\(button(t("Keep"), kind: .secondary))</div>
                """))</section>
            """
        }
        let title = t("Who the bodies are, and how they are reached")
        let none: HTML =
            actors.isEmpty
            ? "<p>\(t("The plan, as far as it is known here, names no body."))</p>" : ""
        return .page(
            title,
            """
            \(breadcrumbs(t, [NavItem(t("Desk of the plan"), path: "/desk/plan"), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1>\(none)\(forms)\(pager(t, page: page, pages: pages, address: Address("/desk/plan/bodies")))
            """)
    }

    @Sendable private func know(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let id = try exchange.id("body", of: PlanActor.self)
        var input = FormInput(exchange)
        let mail = input.optionalText("mail-\(id)") ?? ""
        let organisation = OrganisationID(exchange.form.text("organisation-\(id)") ?? "")
        guard input.isValid, mail.isEmpty || mail.split(separator: "@").count == 2 else {
            throw Refused(.invalid, "This is no mail address.")
        }
        let (key, now, plans) = (exchange.onceKey, exchange.now, plans)
        return .seeOther(
            try await plans.database.write { db in
                try db.once(key, at: now) {
                    guard let actor = try PlanActor.find(id, in: db) else { throw Refused.notFound }
                    try db.run(
                        "UPDATE plan_actor SET organisation = \(organisation), mail = \(mail) WHERE id = \(id)"
                    )
                    try db.record(
                        JournalEvent(
                            "plan.body.known", subject: "plan-body/\(id)",
                            [
                                "name": actor.name,
                                "organisation": organisation.map { "\($0)" } ?? "",
                            ]
                        ), by: person, at: now)
                    return "/desk/plan/bodies"
                }
            })
    }
}

/// The largest plans that were seen are some 200 KB.
private let planBytesMax = 4 << 20
/// A page to work through; the rest comes up as these are put right.
private let problemsMax = 50
private let bodiesShown = 20
