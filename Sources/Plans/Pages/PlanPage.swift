import Kernel
import Languages
import Web

/// The page of a plan: honest about what is missing, then the numbers, then the measures.
struct PlanPage {
    let view: PlanView
    let t: Translator
    let filter: PlanFilter

    private var shown: [Measure] { view.measures.filter(filter.accepts) }

    var html: HTML {
        """
        <h1>\(view.plan.name(t))</h1>
        <p class="lead">\(view.plan.act(t))</p>
        \(known)\(summary)\(numbers)
        <h2>\(t("Measures"))</h2>
        \(search)\(groups)\(claims)
        """
    }

    /// How much of the plan is here, in plain words.
    private var known: HTML {
        let official = view.measures.filter(\.isOfficial).count
        let lines = view.measures.count - official
        let total = view.plan.measureCount
        let values = [
            "known": t.number(lines), "official": t.number(official), "total": t.number(total),
        ]
        let words =
            official == 0
            ? t("{known} of {total} known content lines; official wording not imported.", values)
            : t(
                "{official} of {total} measures in their official wording, and {known} content lines of ours.",
                values)
        return """
            <p>\(tag(words, official == total ? .good : .care))</p>
            <p>\(view.plan.note(t))</p>\
            <p class="quiet small">\(stateWords): <span lang="en">\(linkedText(view.plan.statusSource))</span></p>
            """
    }

    private var stateWords: String {
        let status = view.plan.status == "under review" ? t("under review") : view.plan.status
        return t(
            "State of the plan: {status} ({when})",
            ["status": status, "when": t.period(view.plan.statusAsOf)])
    }

    /// How many measures stand where; started and done are counted apart.
    private var summary: HTML {
        let items = MeasureStatus.allCases.html { status -> HTML in
            let count = view.measures.filter { $0.status == status }.count
            let link = Address("/plan").setting("plan", to: view.plan.key).setting(
                "status", to: status.rawValue)
            return
                "<li><a href=\"\(link.text)\"><b>\(t.number(count))</b> \(status.words(t))</a></li>"
        }
        return "<h2>\(t("What was reported"))</h2><ul class=\"tally\">\(items)</ul>"
    }

    private var numbers: HTML {
        if view.bound.isEmpty { return HTML() }
        let parts = view.bound.map { measure, bound -> HTML in
            """
            <div>\(bound.card(t))<p class="small">\(t("Measure")) \
            <a href="/plan/measures/\(measure.ref)">\(measure.ref): \(measure.title(t))</a></p></div>
            """
        }
        return "<h2>\(t("Published numbers of this plan"))</h2>\(cards(parts))"
    }

    private var search: HTML {
        let all = [Choice("", t("All"))]
        let axes = all + view.axes.map { Choice(String($0.number), "\($0.number). \($0.title(t))") }
        let objectives =
            all + view.objectives.map { Choice(String($0.number), "\($0.number). \($0.title(t))") }
        let statuses = all + MeasureStatus.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let groups = [Choice("objective", t("Objective")), Choice("axis", t("Axis"))]
        return """
            <details\(if: isFiltered, " open")><summary>\(t("Search and filter"))</summary>
            <form method="get" action="/plan" role="search">\(hiddenField("plan", view.plan.key))\
            \(textField(t, name: "q", label: t("Words"), value: filter.words, type: .search, required: false))\
            \(selectField(t, name: "objective", label: t("Objective"), options: objectives, value: filter.objective.map { String($0) } ?? "", required: false))\
            \(selectField(t, name: "axis", label: t("Axis"), options: axes, value: filter.axis.map { String($0) } ?? "", required: false))\
            \(selectField(t, name: "status", label: t("Status"), options: statuses, value: filter.status?.rawValue ?? "", required: false))\
            \(selectField(t, name: "by", label: t("Group by"), options: groups, value: filter.byAxis ? "axis" : "objective", required: false))\
            <div class="actions">\(button(t("Show"), kind: .secondary))</div></form></details>
            """
    }

    private var isFiltered: Bool {
        !filter.words.isEmpty || filter.axis != nil || filter.objective != nil
            || filter.status != nil
    }

    private var groups: HTML {
        if shown.isEmpty {
            return emptyState(
                title: t("No measure found"),
                words: t("Search for another word, or see all measures."),
                action: buttonLink(t("All measures"), to: "/plan", kind: .secondary))
        }
        return filter.byAxis ? axisGroups : objectiveGroups
    }

    private var objectiveGroups: HTML {
        view.objectives.filter { filter.objective == nil || filter.objective == $0.number }.html {
            objective in
            group(
                "\(t("Objective")) \(objective.number): \(objective.title(t))",
                shown.filter { $0.objectives.contains(objective.number) })
        }
    }

    private var axisGroups: HTML {
        let named = view.axes.html { axis in
            group(
                "\(t("Axis")) \(axis.number): \(axis.title(t))",
                shown.filter { $0.axis == axis.number })
        }
        return named + group(t("Axis not known"), shown.filter { $0.axis == nil })
    }

    private func group(_ title: String, _ measures: [Measure]) -> HTML {
        if measures.isEmpty { return HTML() }
        let lines = measures.html { measure -> HTML in
            let figures = measure.bindings.html {
                "<a class=\"small\" href=\"/figures/\($0.figure)\">\(t("Open the figure"))</a> "
            }
            return """
                <li><span><a href="/plan/measures/\(measure.ref)">\(measure.title(t))</a> \
                <span class="quiet small">\(measure.ref)</span></span>\(figures)\(statusTag(measure.status, t))</li>
                """
        }
        return "<h3>\(title)</h3><ul class=\"lines\">\(lines)</ul>"
    }

    /// What was said of the whole plan, with why it is not taken for progress.
    private var claims: HTML {
        if view.claims.isEmpty { return HTML() }
        let items = view.claims.html { claim -> HTML in
            """
            <li>\(t.period(claim.asOf)): <span lang="en">“\(claim.words)” \(claim.note) \
            <span class="quiet small">\(linkedText(claim.source))</span></span></li>
            """
        }
        return "<h2>\(t("Claims about the whole plan"))</h2><ul>\(items)</ul>"
    }
}

/// A status with its shape: only a reviewed one looks done.
func statusTag(_ status: MeasureStatus, _ t: Translator) -> HTML {
    switch status {
    case .notReported, .notStarted, .dropped: tag(status.words(t), .plain)
    case .started, .doneClaimed: tag(status.words(t), .now)
    case .doneReviewed: tag(status.words(t), .good)
    }
}
