import Kernel
import Languages
import Web

/// The page of a plan: honest about what is missing, then what is done, late and silent, then the measures.
struct PlanPage {
    let view: PlanView
    let t: Translator
    let filter: PlanFilter
    let number: Int

    private var shown: [PlanNode] {
        view.measures.filter { filter.accepts($0, view.standings[$0.id]) }
    }
    private var address: Address { Address("/plan").setting("plan", to: view.plan.key) }

    var html: HTML {
        """
        <h1>\(view.plan.name(t))</h1>
        <p class="lead">\(view.plan.act(t))</p>
        \(known)\(summary)\(numbers)
        <h2>\(t("Measures"))</h2>
        \(search)\(groups)\(claims)\(more)
        """
    }

    /// How much of the plan is here, in plain words.
    private var known: HTML {
        let official = view.measures.filter(\.text.isOfficial).count
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
        let isWhole = total == 0 || official == total
        return """
            \(if: total > 0, "<p>\(tag(words, isWhole ? .good : .care))</p>")
            <p>\(view.plan.note(t))</p>\
            \(if: !view.plan.status.isEmpty, state)
            """
    }

    private var state: HTML {
        let status = view.plan.status == "under review" ? t("under review") : view.plan.status
        let words = t(
            "State of the plan: {status} ({when})",
            ["status": status, "when": t.period(view.plan.statusAsOf)])
        return
            "<p class=\"quiet small\">\(words): <span lang=\"en\">\(linkedText(view.plan.statusSource))</span></p>"
    }

    /// What is done, by its one definition; started and done are counted apart, late and silent beside.
    private var summary: HTML {
        let share = view.share
        let done = t(
            "{done} of {total} measures are done.",
            ["done": t.number(share.done), "total": t.number(share.total)])
        let items = PlanStatus.allCases.html { status -> HTML in
            item(share.count(status), status.words(t), "status", status.rawValue)
        }
        let marks: HTML =
            item(share.overdue, t("Late"), "mark", "late")
            + item(share.silent, t("Silent"), "mark", "silent")
        return """
            <h2>\(t("What is done"))</h2><p class="lead"><b>\(done)</b></p>
            <p class="quiet small">\(PlanShare.definition(t))</p>
            <ul class="tally">\(items)</ul><ul class="tally">\(marks)</ul>
            """
    }

    private func item(_ count: Int, _ words: String, _ name: String, _ value: String) -> HTML {
        let link = address.setting(name, to: value).text
        return "<li><a href=\"\(link)\"><b>\(t.number(count))</b> \(words)</a></li>"
    }

    private var numbers: HTML {
        if view.bound.isEmpty { return HTML() }
        let parts = view.bound.map { node, bound -> HTML in
            """
            <div>\(bound.card(t))<p class="small">\(t("Measure")) \
            <a href="\(measurePath(node))">\(node.code): \(node.title(t))</a></p></div>
            """
        }
        return "<h2>\(t("Published numbers of this plan"))</h2>\(cards(parts))"
    }

    private var search: HTML {
        let all = [Choice("", t("All"))]
        let axes =
            all
            + view.headings.filter { $0.text.parent == nil }.map {
                Choice($0.code, "\($0.code). \($0.title(t))")
            }
        let used = Set(view.measures.flatMap { $0.text.codes(.gcm) })
        let objectives =
            all
            + view.codes.filter { used.contains($0.code) }.map {
                Choice($0.code, "\($0.code). \($0.title(t))")
            }
        let statuses = all + PlanStatus.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let groups = [Choice("objective", t("Objective")), Choice("axis", t("Axis"))]
        return """
            <details\(if: !filter.isEmpty, " open")><summary>\(t("Search and filter"))</summary>
            <form method="get" action="/plan" role="search">\(hiddenField("plan", view.plan.key))\
            \(textField(t, name: "q", label: t("Words"), value: filter.words, type: .search, required: false))\
            \(selectField(t, name: "objective", label: t("Objective"), options: objectives, value: filter.objective ?? "", required: false))\
            \(selectField(t, name: "axis", label: t("Axis"), options: axes, value: filter.heading ?? "", required: false))\
            \(selectField(t, name: "status", label: t("Status"), options: statuses, value: filter.status?.rawValue ?? "", required: false))\
            \(selectField(t, name: "by", label: t("Group by"), options: groups, value: filter.byHeading ? "axis" : "objective", required: false))\
            <div class="actions">\(button(t("Show"), kind: .secondary))</div></form></details>
            """
    }

    private var groups: HTML {
        if shown.isEmpty {
            return emptyState(
                title: t("No measure found"),
                words: t("Search for another word, or see all measures."),
                action: buttonLink(t("All measures"), to: address.text, kind: .secondary))
        }
        let all = filter.byHeading ? byHeading : byObjective
        let lines = all.flatMap { group in group.nodes.map { (group.title, $0) } }
        let pages = max(1, (lines.count + linesShown - 1) / linesShown)
        let page = min(number, pages)
        let part = lines.dropFirst((page - 1) * linesShown).prefix(linesShown)
        var parts = HTML()
        var titles: [String] = []
        for line in part where titles.last != line.0 { titles.append(line.0) }
        for title in titles {
            let items = part.filter { $0.0 == title }.html {
                measureLine($0.1, view.standings[$0.1.id], t)
            }
            parts = parts + "<h3>\(title)</h3><ul class=\"lines\">\(items)</ul>"
        }
        return parts + pager(t, page: page, pages: pages, address: current)
    }

    private var current: Address {
        address.setting("q", to: filter.words.isEmpty ? nil : filter.words)
            .setting("objective", to: filter.objective).setting("axis", to: filter.heading)
            .setting("status", to: filter.status?.rawValue)
            .setting("mark", to: filter.isLate ? "late" : filter.isSilent ? "silent" : nil)
            .setting("by", to: filter.byHeading ? "axis" : nil)
    }

    private typealias Group = (title: String, nodes: [PlanNode])

    private var byObjective: [Group] {
        let known = view.codes.filter { filter.objective == nil || filter.objective == $0.code }
            .map { code -> Group in
                (
                    "\(t("Objective")) \(code.code): \(code.title(t))",
                    shown.filter { $0.text.codes(.gcm).contains(code.code) }
                )
            }
        let listed = Set(view.codes.map(\.code))
        let rest = shown.filter { listed.isDisjoint(with: $0.text.codes(.gcm)) }
        return known.filter { !$0.nodes.isEmpty }
            + (rest.isEmpty ? [] : [(t("Objective not known"), rest)])
    }

    private var byHeading: [Group] {
        let named = view.headings.map { heading -> Group in
            (
                "\(heading.text.kind.words(t)) \(heading.code): \(heading.title(t))",
                shown.filter { $0.parent == heading.id }
            )
        }
        let rest = shown.filter { $0.parent == nil }
        return named.filter { !$0.nodes.isEmpty }
            + (rest.isEmpty ? [] : [(t("Axis not known"), rest)])
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

    private var more: HTML {
        let key = view.plan.key
        var links: [(String, String)] = [
            (t("Who serves what: the coverage of the plan"), "/plan/coverage?plan=\(key)"),
            (t("Late reports, with the reasons"), "/plan/late?plan=\(key)"),
            (t("The bodies of the plan"), "/plan/bodies?plan=\(key)"),
            (t("Evaluations"), "/plan/evaluations?plan=\(key)"),
        ]
        if !view.plan.follows.isEmpty {
            links.append((t("What changes"), "/plan/revisions/\(key)"))
        }
        if view.others > 0 { links.append((t("All plans"), "/plan/plans")) }
        for format in PlanFiles.Format.allCases {
            let name = format.rawValue.uppercased()
            links.append(
                (
                    t("The plan as a {format} file", ["format": name]),
                    "/plan/data.\(format.rawValue)?plan=\(key)"
                ))
        }
        return
            "<h2>\(t("More of this plan"))</h2><ul>\(links.html { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" })</ul>"
    }
}

/// The address of a measure: the code alone is enough where no other plan has it.
func measurePath(_ node: PlanNode) -> String {
    "/plan/measures/\(percentEncoded(node.code))?plan=\(node.plan)"
}

/// A measure in a list: its title, where it stands, what is late about it.
func measureLine(_ node: PlanNode, _ standing: Standing?, _ t: Translator) -> HTML {
    let figures = node.text.indicators.filter { !$0.figure.isEmpty }.html {
        "<a class=\"small\" href=\"/figures/\($0.figure)\">\(t("Open the figure"))</a> "
    }
    return """
        <li><span><a href="\(measurePath(node))">\(node.title(t))</a> \
        <span class="quiet small">\(node.code)</span></span>\(figures)\
        \(standing.map { standingTags($0, t) })</li>
        """
}

/// A status with its shape, then what is late: only what is done looks good.
func standingTags(_ standing: Standing, _ t: Translator) -> HTML {
    let late: HTML = standing.isOverdue ? " \(tag(t("Late"), .care))" : ""
    let silent: HTML =
        standing.isSilent && standing.status != .unreported ? " \(tag(t("Silent"), .care))" : ""
    let tone: Tone =
        switch standing.status {
        case .unreported, .notStarted, .discontinued: .plain
        case .started: .now
        case .delivered, .effective, .reviewed: .good
        }
    return "\(tag(standing.status.words(t), tone))\(late)\(silent)"
}

/// Measures in a page of at most 50 KB.
private let linesShown = 60
