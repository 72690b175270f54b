import Kernel
import Languages
import Web

/// An objective, a principle, an action or a target: what serves it, in all plans, or that nothing does.
struct LinkPage {
    let title: String
    let scheme: LinkScheme
    let code: String
    let known: PlanCode?
    let nodes: [PlanNode]
    let standings: [MeasureID: Standing]
    let t: Translator
    let number: Int

    var html: HTML {
        let doubt: HTML = known?.isVerified == false ? "<p>\(unverifiedMark(t))</p>" : ""
        let source: HTML =
            known.map {
                "<p class=\"quiet small\">\(t("Source")): <span lang=\"en\">\(linkedText($0.source))</span></p>"
            } ?? ""
        return """
            \(breadcrumbs(t, [NavItem(t("The plan"), path: "/plan"), NavItem(scheme.words(t), path: "/plan/coverage?by=\(scheme.rawValue)"), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1>\(doubt)\(tally)\(measures)\(targets)\(source)
            """
    }

    private var tally: HTML {
        if nodes.isEmpty {
            return
                "<p class=\"lead\">\(tag(t("No measure of any plan here serves it."), .care))</p>"
        }
        let share = PlanShare(nodes.compactMap { standings[$0.id] }, announced: 0)
        let words = t(
            "{done} of {total} measures are done.",
            ["done": t.number(share.done), "total": t.number(share.total)])
        return
            "<p class=\"lead\">\(words)</p><p class=\"quiet small\">\(PlanShare.definition(t))</p>"
    }

    private var measures: HTML {
        let pages = max(1, (nodes.count + linesShown - 1) / linesShown)
        let page = min(number, pages)
        let part = nodes.dropFirst((page - 1) * linesShown).prefix(linesShown)
        let plans = Dictionary(grouping: part, by: \.plan).sorted { $0.key < $1.key }
        let lists = plans.html { plan, nodes -> HTML in
            "<h2><a href=\"/plan?plan=\(plan)\">\(plan)</a></h2><ul class=\"lines\">\(nodes.html { measureLine($0, standings[$0.id], t) })</ul>"
        }
        return lists + pager(t, page: page, pages: pages, address: Address(path))
    }

    private var path: String {
        "/plan/links/\(scheme.rawValue)/\(percentEncoded(code))"
    }

    private var targets: HTML {
        let codes = splitList(known?.sdg ?? "")
        if codes.isEmpty { return HTML() }
        let links = codes.html {
            "<li><a href=\"/plan/links/sdg/\(percentEncoded($0))\">\($0)</a></li>"
        }
        return """
            <h2>\(t("Targets of sustainable development"))</h2>
            <p class="quiet">\(t("This match is ours."))</p><ul>\(links)</ul>
            """
    }
}

/// Measures in a page of at most 50 KB.
private let linesShown = 80
