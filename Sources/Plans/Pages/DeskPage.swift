import Kernel
import Languages
import Storage
import Web

/// What the desk of the plans shows.
struct DeskView: Sendable {
    let plans: [PlanHeader]
    let rounds: [PlanRound]
    let waiting: [(PlanReport, PlanNode)]
    let voices: [(PlanReport, PlanNode)]
    let questions: [(PlanQuestion, PlanNode)]

    init(in db: Reader) throws {
        plans = try PlanHeader.all(in: db)
        rounds = Array(try PlanRound.all(in: db).prefix(roundsShown))
        waiting = try PlanReport.waiting(in: db).prefix(waitingShown).compactMap { report in
            try PlanNode.find(report.node, in: db).map { (report, $0) }
        }
        voices = try PlanReport.unanswered(in: db).prefix(waitingShown).compactMap { report in
            try PlanNode.find(report.node, in: db).map { (report, $0) }
        }
        questions = try PlanQuestion.open(in: db).prefix(waitingShown).compactMap { question in
            try PlanNode.find(question.node, in: db).map { (question, $0) }
        }
    }
}

extension PlanReport {
    /// What other voices say and nobody answered, oldest first.
    static func unanswered(in db: Reader) throws -> [PlanReport] {
        let nodes = try db.all(
            """
            SELECT DISTINCT r.node FROM plan_report r WHERE r.voice IN ('municipality', 'civil')
                AND r.state = 'validated' AND NOT EXISTS (SELECT 1 FROM plan_answer a WHERE a.report = r.id)
            """
        ).map { row -> MeasureID in try row[0] }
        return try nodes.flatMap { try Voices(PlanReport.of($0, in: db)).unanswered }.sorted {
            ($0.at, $0.id) < ($1.at, $1.id)
        }
    }
}

/// The coordinator's desk: what waits, what is open, and where a plan comes in.
struct DeskPage {
    let view: DeskView
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }

    var html: HTML {
        withErrors(
            t, errors,
            """
            <h1>\(t("Desk of the plan"))</h1>
            <h2>\(t("Evidence to look at"))</h2>\(list(view.waiting, t("Nothing waits for approval.")))
            <h2>\(t("Voices without an answer"))</h2>\(list(view.voices, t("Every voice has its answer.")))
            <h2>\(t("Questions without an answer"))</h2>\(questions)
            <h2>\(t("Rounds of reports"))</h2>\(rounds)\(form)
            <h2>\(t("Plans"))</h2><p><a href="/desk/plan/import">\(t("Bring in a plan"))</a></p>\
            <p><a href="/desk/plan/bodies">\(t("Who the bodies are, and how they are reached"))</a></p>\(begin)
            """)
    }

    /// Where the next edition of a plan, and the plan of a municipality, begin.
    private var begin: HTML {
        let plans = view.plans.filter { $0.stage == .inForce }.map { Choice($0.key, $0.name(t)) }
        return """
            <details><summary>\(t("Begin the next edition of a plan"))</summary>
            \(postForm(to: "/desk/plan/revisions", fields: exchange.formFields, """
                \(selectField(t, name: "follows", label: t("Plan"), options: plans))\
                \(textField(t, name: "key", label: t("Short name of the new edition"), hint: t("Small letters, digits and hyphens.")))\
                <div class="actions">\(button(t("Begin the draft"), kind: .secondary))</div>
                """))</details>
            <details><summary>\(t("Begin the plan of a municipality"))</summary>
            \(postForm(to: "/desk/plan/municipal", fields: exchange.formFields, """
                \(textField(t, name: "territory", label: t("Code of the municipality"), short: true))\
                \(textField(t, name: "title", label: t("Title")))\
                <div class="actions">\(button(t("Begin the draft"), kind: .secondary))</div>
                """))</details>
            """
    }

    private func list(_ reports: [(PlanReport, PlanNode)], _ none: String) -> HTML {
        if reports.isEmpty { return "<p class=\"quiet\">\(none)</p>" }
        let items = reports.html { report, node -> HTML in
            """
            <li><span><a href="/desk/plan/reports/\(report.id)">\(node.code) \(node.title(t))</a> \
            <span class="quiet small">\(report.body) · \(t.date(report.at.utcDay))</span></span>\
            \(tag(report.text.claim?.words(t) ?? "", .now))</li>
            """
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    private var questions: HTML {
        if view.questions.isEmpty { return "<p class=\"quiet\">\(t("None"))</p>" }
        let items = view.questions.html { question, node -> HTML in
            "<li><span><a href=\"\(measurePath(node))\">\(node.code)</a> \(question.words)</span> \(t.date(question.at.utcDay))</li>"
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    private var rounds: HTML {
        let items = view.rounds.html { round -> HTML in
            let isOpen = round.isOpen(on: exchange.now.utcDay)
            let state = isOpen ? t("Open until {day}", ["day": t.date(round.due)]) : t("Not open")
            return """
                <li><span><a href="/desk/plan/rounds/\(round.id)">\(round.name)</a> \
                <span class="quiet small">\(round.plan)</span></span>\(tag(state, isOpen ? .now : .plain))</li>
                """
        }
        return view.rounds.isEmpty
            ? "<p class=\"quiet\">\(t("No round was opened yet."))</p>"
            : "<ul class=\"lines\">\(items)</ul>"
    }

    private var form: HTML {
        if view.plans.isEmpty { return HTML() }
        let typed = exchange.form
        func day(_ name: String, _ label: String) -> HTML {
            dateField(
                t, name: name, label: label, value: typed.text(name) ?? "",
                error: message(for: name, in: errors))
        }
        return """
            <details\(if: !errors.isEmpty, " open")><summary>\(t("Open a round"))</summary>
            \(postForm(to: "/desk/plan/rounds", fields: exchange.formFields, """
                \(selectField(t, name: "plan", label: t("Plan"), options: view.plans.map { Choice($0.key, $0.name(t)) }, value: typed.text("plan") ?? ""))\
                \(textField(t, name: "name", label: t("Name of the round"), value: typed.text("name") ?? "", error: message(for: "name", in: errors)))\
                \(day("from", t("It is about what happened from")))\(day("until", t("until (inclusive)")))\
                \(day("opens", t("Reports are taken from")))\(day("due", t("Last day for reports")))\
                <div class="actions">\(button(t("Open the round")))</div>
                """))</details>
            """
    }
}

/// A round, measure by measure and voice by voice: who was heard, who was not, and why.
struct RoundPage {
    let round: PlanRound
    let owed: [Owed]
    let nodes: [MeasureID: PlanNode]
    let exchange: Exchange

    private var t: Translator { exchange.t }

    var html: HTML {
        let heard = owed.count(where: \.isHeard)
        let words = t(
            "{heard} of {total} reports have come.",
            ["heard": t.number(heard), "total": t.number(owed.count)])
        let closing: HTML = postForm(
            to: "/desk/plan/rounds/\(round.id)/closing", fields: exchange.formFields,
            actions(button(t("Close the round"), kind: .secondary)))
        return """
            \(breadcrumbs(t, [NavItem(t("Desk of the plan"), path: "/desk/plan"), NavItem(round.name, path: "", current: true)]))
            <h1>\(t("Round {name}", ["name": round.name]))</h1><p class="lead">\(words)</p>
            <p>\(t("Reports are taken from {from} until {until}.", ["from": t.date(round.opens), "until": t.date(round.due)]))</p>
            \(table)\(if: round.closedAt == nil, closing)
            """
    }

    private var table: HTML {
        let columns = [
            Column(t("Measure")), Column(t("Who")), Column(t("How far")),
            Column(t("Reason that was given")),
        ]
        let rows = owed.prefix(owedShown).map { one -> [HTML] in
            let link: HTML =
                nodes[one.node].map {
                    "<a href=\"\(measurePath($0))\">\($0.code) \($0.title(t))</a>"
                } ?? ""
            let who = one.body.isEmpty ? t("nobody is named") : one.body
            let state = one.state?.words(t) ?? t("Not begun")
            return [
                link, "\(who) (\(one.voice.words(t)))", tag(state, one.isHeard ? .good : .care),
                "\(one.excuse)",
            ]
        }
        return sortableTable(
            t, caption: t("Who owes what"), captionHidden: true, columns: columns, rows: rows)
    }
}

private let roundsShown = 20
private let waitingShown = 50
private let owedShown = 500
