import Kernel
import Languages
import Web

/// One measure: its text, what is known of it, its published numbers, and every claim with its evidence.
struct MeasurePage {
    let view: MeasureView
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var measure: Measure { view.measure }

    var html: HTML { withErrors(t, errors, page) }

    private var page: HTML {
        """
        \(breadcrumbs(t, [
            NavItem(t("The plan"), path: "/plan"), NavItem(measure.ref, path: "", current: true)]))
        <h1>\(measure.title(t))</h1>
        <p>\(statusTag(measure.status, t)) \(if: !measure.isOfficial, wording)</p>
        \(facts)\(numbers)
        <h2>\(t("What was reported"))</h2>
        \(history)\(form)
        """
    }

    private var wording: HTML {
        tag(t("Content line in our words, not the official wording"), .care)
    }

    private var facts: HTML {
        let objectives = measure.objectives.html { number -> HTML in
            let title = view.objectives.first { $0.number == number }?.title(t) ?? ""
            return "<p>\(number). \(title)</p>"
        }
        let ours: HTML =
            measure.objectiveSource == "ours"
            ? "<p class=\"quiet\">\(t("This match to the objective is ours."))</p>" : ""
        var facts = [
            Fact(t("Plan"), "\(view.plan.name(t))"), Fact(t("Reference"), "\(measure.ref)"),
            Fact(t("Objective"), objectives + ours),
        ]
        let asked = [
            (t("Axis"), axis), (t("Responsible"), measure.responsible),
            (t("Also involved"), measure.involved), (t("Calendar"), measure.calendar),
            (t("Indicator"), measure.indicator), (t("Target"), measure.target),
        ]
        facts += asked.filter { !$0.1.isEmpty }.map { Fact($0.0, "\($0.1)") }
        let unknown = asked.filter { $0.1.isEmpty }.map(\.0)
        if !unknown.isEmpty { facts.append(Fact(t("Not known"), "\(t.list(unknown))")) }
        facts.append(
            Fact(t("Source"), "<span lang=\"en\">\(linkedText(measure.source))</span>"))
        if !measure.note.isEmpty {
            facts.append(
                Fact(t("Remark of the source"), "<span lang=\"en\">\(measure.note)</span>"))
        }
        return definitionList(t, facts)
    }

    private var axis: String {
        view.axes.first { $0.number == measure.axis }.map { "\($0.number). \($0.title(t))" } ?? ""
    }

    private var numbers: HTML {
        if view.bound.isEmpty { return HTML() }
        let parts = view.bound.html { bound -> HTML in
            """
            <div>\(bound.card(t))<details class="small"><summary>\(t("How this number is tied to the measure"))\
            </summary><p lang="en">\(bound.binding.note)</p></details>\(bound.past(t))</div>
            """
        }
        return
            "<h2>\(t("Published numbers of this measure"))</h2><div class=\"cards\">\(parts)</div>"
    }

    private var history: HTML {
        if view.reports.isEmpty { return "<p>\(t("Nobody has reported on this measure yet."))</p>" }
        let items = view.reports.html { report -> HTML in
            let proofs = (view.evidence[report.id] ?? []).html { "<li>\(proof($0))</li>" }
            let list: HTML = "<p>\(t("Evidence"))</p><ul>\(proofs)</ul>"
            return """
                <li><p>\(statusTag(report.status, t)) \(t.date(report.at.utcDay)), \(roleWord(report.role))</p>\
                <p>\(report.text)</p>\(if: !proofs.isEmpty, list)</li>
                """
        }
        return "<ol class=\"plain\">\(items)</ol>"
    }

    private func proof(_ evidence: Evidence) -> HTML {
        evidence.kind == .link
            ? "<a href=\"\(evidence.content)\" rel=\"nofollow noopener\">\(evidence.content)</a>"
            : "\(evidence.content)"
    }

    private func roleWord(_ role: String) -> String {
        role == Role.coordinator.rawValue
            ? t("coordinator of the plan") : t("focal point of a responsible body")
    }

    /// Only for those who may report; what was typed is kept.
    private var form: HTML {
        guard let person = exchange.principal, person.has(.coordinator) || person.has(.focalPoint)
        else { return HTML() }
        let typed = exchange.form
        let choices = MeasureStatus.allCases.filter { status in
            status != .notReported && (status != .doneReviewed || person.has(.coordinator))
        }
        return """
            <h2>\(t("Report on this measure"))</h2>
            \(postForm(to: "/plan/measures/\(measure.ref)/reports", fields: exchange.formFields, """
                \(radioFields(
                    t, name: "status", legend: t("What is true today?"),
                    options: choices.map { Choice($0.rawValue, $0.words(t)) }, value: typed.text("status") ?? "",
                    error: message(for: "status", in: errors)))\
                \(textArea(
                    t, name: "text", label: t("What was done, or why not"), value: typed.text("text") ?? "",
                    error: message(for: "text", in: errors), required: false))\
                \(textField(
                    t, name: "evidence", label: t("Evidence"),
                    hint: t("A web address, or the name and date of the document. Done is not taken without it."),
                    value: typed.text("evidence") ?? "", error: message(for: "evidence", in: errors), required: false))\
                <div class="actions">\(button(t("Send the report")))</div>
                """))
            """
    }
}
