import Kernel
import Languages
import Storage
import Web

/// One report for those who work on it: what is claimed, on what it rests, and what is done with it.
struct ReviewPages: Sendable {
    let database: Database

    var routes: [Route] {
        let staff = Permission.role(.coordinator, .focalPoint, .analyst)
        return [
            .get("/desk/plan/reports/{report}", may: staff, "A report with its way", show),
            .post(
                "/desk/plan/reports/{report}/decision", may: .role(.coordinator),
                "Approves a report, which locks it, or sends it back", decide),
            .post(
                "/desk/plan/reports/{report}/errata", may: .role(.coordinator, .focalPoint),
                "Puts a locked report right; the old value stays visible", correct),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [], 200)
    }

    @Sendable private func decide(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let act = input.choice("act", of: ["approve", "return"])
        let words = input.optionalText("words", max: wordsMax) ?? ""
        if act == "return", words.isEmpty {
            input.refuse(
                "words", exchange.t("Say what is missing, so that it can be put right."))
        }
        guard input.isValid, let act else { return try await page(exchange, input.errors, 422) }
        let action = DecideReport(
            report: try exchange.id("report", of: PlanReport.self), isApproved: act == "approve",
            digest: exchange.form.text("digest") ?? "", words: words)
        return try await perform(exchange, &input, action.perform)
    }

    @Sendable private func correct(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let field = input.choice("field", of: ["text", "claim", "day"])
        let becomes = input.text("becomes", max: wordsMax)
        let why = input.text("why", max: wordsMax)
        guard input.isValid, let field else { return try await page(exchange, input.errors, 422) }
        let action = CorrectReport(
            report: try exchange.id("report", of: PlanReport.self), field: field, becomes: becomes,
            why: why)
        return try await perform(exchange, &input, action.perform)
    }

    /// Does it once; a rule's refusal comes back with what was typed.
    private func perform(
        _ exchange: Exchange, _ input: inout FormInput,
        _ act: @escaping @Sendable (Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        let person = try exchange.signedIn()
        let (key, now, path) = (exchange.onceKey, exchange.now, try self.path(exchange))
        do {
            return .seeOther(
                try await database.write { db in
                    try db.once(key, at: now) {
                        try act(person, now, db)
                        return path
                    }
                })
        } catch let refusal as ReportRefusal {
            let field = refusal.field == "claim" ? "becomes" : refusal.field
            input.refuse(
                exchange.form.text("act") == nil ? field : "act", refusal.words(exchange.t))
            return try await page(exchange, input.errors, 422)
        }
    }

    private func path(_ exchange: Exchange) throws -> String {
        "/desk/plan/reports/\(try exchange.id("report", of: PlanReport.self))"
    }

    private func page(
        _ exchange: Exchange, _ errors: [FieldError], _ status: Int
    ) async throws -> Reply {
        let id = try exchange.id("report", of: PlanReport.self)
        let person = try exchange.signedIn()
        let view = try await database.read { db -> ReviewView in
            guard let report = try PlanReport.find(id, in: db),
                let node = try PlanNode.find(report.node, in: db),
                try report.isReadable(by: person, on: node, in: db)
            else { throw Refused.notFound }
            return ReviewView(
                report: report, node: node,
                seen: try report.isRaw(for: person, on: node, in: db)
                    ? try report.seen(in: db) : nil,
                digest: try report.digest(in: db))
        }
        let html = ReviewPage(view: view, exchange: exchange, errors: errors).html
        return .page(
            exchange.t("Report on {code}", ["code": view.node.code]), status: status, html)
    }
}

extension PlanReport {
    /// What stands is for everybody; the rest for the coordinator, the speakers of the measure, and who wrote it. A
    /// draft is its writer's alone.
    func isReadable(by person: Principal, on node: PlanNode, in db: Reader) throws -> Bool {
        if account == person.account || stands { return true }
        if state == .draft { return false }
        return try Speaker.find(person, on: node, in: db) != nil
    }

    /// Whether somebody reads its numbers as they were written: who wrote it, and the speakers of the measure.
    func isRaw(for person: Principal, on node: PlanNode, in db: Reader) throws -> Bool {
        try account == person.account || Speaker.find(person, on: node, in: db) != nil
    }
}

struct ReviewView: Sendable {
    let report: PlanReport
    let node: PlanNode
    /// Nil for those who do not work on the measure: numbers about people stand there as they were written.
    let seen: String?
    let digest: String
}

/// The page of a report: the lines that an approval keeps, then what can be done with it.
struct ReviewPage {
    let view: ReviewView
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var report: PlanReport { view.report }
    private var path: String { "/desk/plan/reports/\(report.id)" }

    var html: HTML {
        let title = t("Report on {code}", ["code": view.node.code])
        let proofs = report.text.proofs.html { "<li>\(proofLine($0))</li>" }
        return withErrors(
            t, errors,
            """
            \(breadcrumbs(t, [NavItem(view.node.title(t), path: measurePath(view.node)), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1><p>\(tag(report.state.words(t), report.stands ? .good : .care)) \
            \(report.now.claim?.words(t) ?? "") · \(report.body) · \(t.date(report.now.day))</p>
            <p>\(report.now.text)</p><h2>\(t("Evidence"))</h2><ul>\(proofs)</ul>
            <h2>\(t("What an approval keeps"))</h2>\(seen)\
            <p class="small"><code class="long">\(view.digest)</code></p>
            \(if: canDecide, decision)\(if: canCorrect, erratum)
            """)
    }

    private var seen: HTML { view.seen.map { "<pre>\($0)</pre>" } ?? "" }

    private var canDecide: Bool {
        exchange.principal?.has(.coordinator) == true && report.state == .submitted
            && report.account != exchange.principal?.account
    }

    private var canCorrect: Bool {
        guard let person = exchange.principal, report.stands, report.voice != .review else {
            return false
        }
        return person.has(.coordinator) || report.account == person.account
    }

    private var decision: HTML {
        """
        <h2>\(t("Decide"))</h2>
        \(postForm(to: path + "/decision", fields: exchange.formFields, """
            \(hiddenField("digest", view.digest))\
            \(radioFields(
                t, name: "act", legend: t("What becomes of the report?"),
                options: [Choice("approve", t("Approve it: it is locked and counts")), Choice("return", t("Send it back"))],
                value: exchange.form.text("act") ?? "", error: message(for: "act", in: errors)))\
            \(textArea(
                t, name: "words", label: t("What is missing"), hint: t("Needed where it is sent back."),
                value: exchange.form.text("words") ?? "", error: message(for: "words", in: errors), rows: 3, required: false))\
            <div class="actions">\(button(t("Decide")))</div>
            """))
        """
    }

    private var erratum: HTML {
        let fields = [
            Choice("text", t("The words")), Choice("day", t("The day (year-month-day)")),
            Choice("claim", t("The claim, down to not-started or started")),
        ]
        return """
            <h2>\(t("Put right what is wrong"))</h2>
            <p>\(t("The old value stays to be read, with the reason."))</p>
            \(postForm(to: path + "/errata", fields: exchange.formFields, """
                \(selectField(t, name: "field", label: t("What is wrong"), options: fields, value: exchange.form.text("field") ?? "", error: message(for: "field", in: errors)))\
                \(textArea(
                    t, name: "becomes", label: t("What it should say"), value: exchange.form.text("becomes") ?? "",
                    error: message(for: "becomes", in: errors), rows: 3))\
                \(textArea(t, name: "why", label: t("Why"), value: exchange.form.text("why") ?? "", error: message(for: "why", in: errors), rows: 2))\
                <div class="actions">\(button(t("Publish the erratum"), kind: .secondary))</div>
                """))
            """
    }
}

private let wordsMax = 3_000
