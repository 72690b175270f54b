import Kernel
import Languages
import Web

/// Bodies against codes: in each cell how many measures serve it; what nothing serves is shown too.
struct CoverageMatrix: Sendable {
    let plan: PlanHeader
    let scheme: LinkScheme
    let nodes: [PlanNode]
    let standings: [MeasureID: Standing]
    let codes: [PlanCode]

    /// The codes of the scheme; of targets, which have no list, those that objectives or measures name.
    var rows: [(code: String, title: PlanCode?)] {
        if scheme != .sdg {
            return codes.filter { $0.scheme == scheme }.map { ($0.code, $0) }
        }
        let named = codes.flatMap { splitList($0.sdg) } + nodes.flatMap { $0.text.codes(.sdg) }
        return Set(named).sorted { order($0).lexicographicallyPrecedes(order($1)) }.map {
            ($0, nil)
        }
    }

    private func order(_ code: String) -> [String] {
        code.split(separator: ".").map { part in
            String(repeating: "0", count: max(0, 4 - part.count)) + part
        }
    }

    /// The bodies that are responsible for something; nil stands for measures of which nobody knows.
    var bodies: [String?] {
        let names = Set(measures.flatMap { $0.text.names(.lead) }).sorted()
        let unknown: [String?] = measures.contains { $0.text.names(.lead).isEmpty } ? [nil] : []
        return names.map { $0 } + unknown
    }

    var measures: [PlanNode] { nodes.filter(\.isReported) }

    func serving(_ code: String) -> [PlanNode] {
        measures.filter { node in
            node.text.codes(scheme).contains(code)
                || (scheme == .sdg && !node.text.links.isEmpty && indirect(node, code))
        }
    }

    /// A target is served by what serves an objective that names it.
    private func indirect(_ node: PlanNode, _ code: String) -> Bool {
        codes.contains {
            $0.scheme == .gcm && node.text.codes(.gcm).contains($0.code)
                && splitList($0.sdg).contains(code)
        }
    }
}

struct CoveragePage {
    let view: CoverageMatrix
    let t: Translator

    var html: HTML {
        let rows = view.rows.map { ($0, view.serving($0.code)) }
        let empty = rows.count { $0.1.isEmpty }
        let words = t(
            "{n} of {total} are served by nothing.",
            ["n": t.number(empty), "total": t.number(rows.count)])
        return """
            \(breadcrumbs(t, [NavItem(view.plan.name(t), path: "/plan?plan=\(view.plan.key)"), NavItem(t("Coverage of the plan"), path: "", current: true)]))
            <h1>\(t("Coverage of the plan"))</h1>\(choices)
            <p class="lead">\(words)</p>\(table(rows))
            """
    }

    private var choices: HTML {
        let links = LinkScheme.listed.html { scheme -> HTML in
            let address = Address("/plan/coverage").setting("plan", to: view.plan.key).setting(
                "by", to: scheme.rawValue)
            let current: HTML? = scheme == view.scheme ? " aria-current=\"page\"" : nil
            return "<li><a href=\"\(address.text)\"\(current)>\(scheme.words(t))</a></li>"
        }
        return "<nav aria-label=\"\(t("What is compared"))\"><ul>\(links)</ul></nav>"
    }

    private func table(_ rows: [((code: String, title: PlanCode?), [PlanNode])]) -> HTML {
        let shown = view.bodies.prefix(bodiesShown)
        let columns =
            [
                Column(view.scheme.words(t)), Column(t("All"), numeric: true),
                Column(t("Done"), numeric: true),
            ]
            + shown.map { Column($0 ?? t("Body not known"), numeric: true) }
        let cells = rows.map { row, nodes -> [HTML] in
            let title: HTML = row.title.map { ". \($0.title(t))" } ?? ""
            let doubt: HTML = row.title?.isVerified == false ? " \(unverifiedMark(t))" : ""
            let link: HTML =
                "<a href=\"/plan/links/\(view.scheme.rawValue)/\(percentEncoded(row.code))\">\(row.code)\(title)</a>\(doubt)"
            let done = nodes.count { view.standings[$0.id]?.status.isDone == true }
            return [link, count(nodes.count), "\(t.number(done))"]
                + shown.map { body in
                    count(
                        nodes.count {
                            let leads = $0.text.names(.lead)
                            return body.map { leads.contains($0) } ?? leads.isEmpty
                        })
                }
        }
        return sortableTable(
            t, caption: t("Coverage of the plan"), captionHidden: true, columns: columns,
            rows: cells)
    }

    /// An empty cell says so: it is what one looks for here.
    private func count(_ number: Int) -> HTML {
        number == 0 ? "<b>0</b>" : "\(t.number(number))"
    }
}

/// What fits beside each other; a body's own page has the rest.
private let bodiesShown = 20
