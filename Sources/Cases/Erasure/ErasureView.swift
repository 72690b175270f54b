import Kernel
import Languages
import Web

/// The page of an erasure: whether the file may go, what goes and stays, and who has to say so.
struct ErasureView {
    let exchange: Exchange
    let principal: Principal
    let plan: ErasurePlan
    let house: CaseHouse
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var base: String { "/desk/cases/\(plan.kase.reference)" }

    var reply: Reply {
        let title = t("Erase {reference}", ["reference": plan.kase.reference.text])
        let demo: HTML? = plan.kase.isDemo ? demoNote(t) : nil
        let trail = [
            NavItem(t("Queue"), path: "/desk"),
            NavItem(plan.kase.reference.text, path: base),
            NavItem(t("Erasure"), path: base + "/erasure", current: true),
        ]
        return .page(
            title, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(demo)\(breadcrumbs(t, trail))<h1>\(title)</h1>
                \(plan.erased == nil ? whole : gone)
                """))
    }

    private var whole: HTML {
        "<p>\(kept)</p>\(others)\(verdict)\(going)\(staying)"
    }

    private var gone: HTML {
        guard let erased = plan.erased else { return HTML() }
        let values = [
            "date": t.date(house.zone.day(of: erased.at)), "name": erased.said.by,
            "other": erased.said.proposedBy ?? "",
        ]
        let who =
            erased.said.proposedBy == nil
            ? t("Erased on {date}, as its time was over.", values)
            : t("Erased on {date} by {name}; {other} had proposed it.", values)
        return """
            <p>\(tag(t("erased"), .care)) \(who)</p><p>\(erased.said.ground.title(t))</p>
            <p>\(t("It counts in figures and boards as before; nothing in it names anybody."))</p>\(staying)
            """
    }

    /// The rule, with its article and whether a source confirms it.
    private var kept: HTML {
        guard let rule = plan.standing.rule else {
            return "\(t("No rule is known for how long such a file is kept: no date erases it."))"
        }
        let mark: HTML? = rule.verified ? nil : " \(unverifiedMark(t))"
        let source: HTML = " <span class=\"quiet small\" lang=\"pt\">(\(rule.article))</span>"
        guard let day = plan.standing.mayGoFrom else {
            return """
                \(t("Such a file is kept for {months} months from its decision.", ["months": String(rule.months)]))\(source)\(mark)
                """
        }
        return "\(t("The file may be erased from {date}.", ["date": t.date(day)]))\(source)\(mark)"
    }

    private var others: HTML {
        if plan.files.isEmpty { return HTML() }
        let lines = plan.files.html { file -> HTML in
            let title = house.policy.procedure(file.procedure)?.title(t) ?? file.procedure
            return
                "<li><a href=\"/desk/cases/\(file.reference)/erasure\">\(file.reference)</a> \(title)</li>"
        }
        return """
            <h2>\(t("The files of this person"))</h2>
            <p>\(t("This request was granted: each of these may be erased by itself, where nothing holds it."))</p>
            <ul>\(lines)</ul>
            """
    }

    private var verdict: HTML {
        if let refusal = plan.standing.refusal {
            var values = refusal.values
            if let day = plan.standing.mayGoFrom { values["date"] = t.date(day) }
            return card(
                "<h2>\(t("It is not erased now"))</h2><p>\(t(refusal.explanation, values))</p>")
        }
        let ground = plan.standing.ground.map { "<p>\($0.title(t))</p>" as HTML } ?? HTML()
        guard let proposal = plan.proposal else {
            return card(
                """
                <h2>\(t("It may be erased"))</h2>\(ground)
                <p>\(t("Two say so: one proposes it, then a supervisor of the office, another human being, confirms it."))</p>
                \(form("proposal", actions(button(t("Propose to erase this file"), kind: .secondary))))
                """)
        }
        let values = [
            "name": proposal.said.name, "date": t.date(house.zone.day(of: proposal.at)),
        ]
        return card(
            """
            <h2>\(t("Proposed, and waits for a second human being"))</h2>\(ground)
            <p>\(t("Proposed by {name} on {date}.", values))</p>\(second(proposal))
            """)
    }

    private func second(_ proposal: ErasureProposal) -> HTML {
        let back = form(
            "return",
            """
            \(textArea(t, name: "because", label: t("Why is it not erased?"),
                value: exchange.form.text("because") ?? "",
                error: message(for: "because", in: errors), rows: 2))\
            \(actions(button(t("Send it back"), kind: .secondary)))
            """)
        let refusal: ErasureRefusal? =
            proposal.isBy(principal)
            ? .sameHuman : principal.supervises(plan.kase.office) ? nil : .notSupervised
        if let refusal { return "<p>\(t(refusal.explanation))</p>\(back)" }
        let confirm = form(
            "confirmation",
            """
            \(hiddenField("proposed", String(proposal.at.microseconds)))\
            <p>\(t("Nothing brings it back."))</p>\(actions(button(t("Erase this file for good"))))
            """)
        return "\(confirm)\(back)"
    }

    private var going: HTML {
        let more = [
            t(
                "What the journal says of it: its key is destroyed, its chain stays and can be checked"
            ),
            t("Notices to its people and what became of them, sent or not"),
            t("With the last file of a person: their account, where nothing else needs it"),
        ]
        let rows =
            plan.goes.map { line -> [HTML] in
                ["\(t(line.table.title))", "\(line.rows.map { "\($0)" } ?? "–")"]
            }
            + more.map { words -> [HTML] in ["\(words)", "–"] }
        return sortableTable(
            t, caption: t("What goes"),
            columns: [Column(t("What")), Column(t("Rows"), numeric: true)],
            rows: rows)
    }

    private var staying: HTML {
        let row: [HTML] = [
            "\(t("Reference, procedure, stage, office, dates and outcome"))",
            "\(t("Figures and boards are made of them; they name nobody."))",
        ]
        let rows = plan.stays.map { line -> [HTML] in
            ["\(t(line.table.title))", "\(t(line.table.fate.why))"]
        }
        return sortableTable(
            t, caption: t("What stays, and why"), columns: [Column(t("What")), Column(t("Why"))],
            rows: [row] + rows)
    }

    private func form(_ noun: String, _ content: HTML) -> HTML {
        postForm(to: "\(base)/erasure/\(noun)", fields: exchange.formFields, content)
    }
}

extension FileTable.Fate {
    /// Why rows stay; empty where they go.
    fileprivate var why: String {
        switch self {
        case .goes: ""
        case .stays(let why), .emptied(let why): why
        }
    }
}
