import Kernel
import Languages
import Web

/// What the plan says of a measure, and what of it nobody knows.
struct MeasureFacts {
    let view: MeasureView
    let t: Translator

    private var text: NodeText { view.node.text }

    var html: HTML {
        var facts = [
            Fact(t("Plan"), "\(view.plan.name(t))"), Fact(t("Reference"), "\(view.node.code)"),
        ]
        for scheme in LinkScheme.allCases {
            let links = text.links.filter { $0.scheme == scheme }
            if !links.isEmpty { facts.append(Fact(label(scheme), list(links))) }
        }
        let asked = [
            (t("Responsible"), bodies(.lead)), (t("Also involved"), bodies(.involved)),
            (t("Municipality"), bodies(.municipality)), (t("Civil society"), bodies(.civil)),
            (t("Calendar"), calendar), (t("Legal act"), text.act), (t("Territory"), text.territory),
            (t("Indicator"), text.indicators.filter { $0.kind != .figure }.isEmpty ? "" : " "),
        ]
        facts += asked.filter { !$0.1.isEmpty && $0.1 != " " }.map { Fact($0.0, "\($0.1)") }
        if let money { facts.append(Fact(t("Budget"), money)) }
        let unknown = asked.filter { $0.1.isEmpty && needed.contains($0.0) }.map(\.0)
        if !unknown.isEmpty { facts.append(Fact(t("Not known"), "\(t.list(unknown))")) }
        facts.append(Fact(t("Source"), "<span lang=\"en\">\(linkedText(text.source))</span>"))
        if !text.note.isEmpty {
            facts.append(
                Fact(t("Remark of the source"), "<span lang=\"en\">\(text.note)</span>"))
        }
        return definitionList(t, facts)
    }

    /// What every measure should have.
    private var needed: [String] {
        [t("Responsible"), t("Calendar"), t("Indicator"), t("Also involved")]
    }

    private func label(_ scheme: LinkScheme) -> String {
        scheme == .gcm ? t("Objective") : scheme.words(t)
    }

    private func list(_ links: [NodeText.Link]) -> HTML {
        let items = links.html { link -> HTML in
            let code = view.codes.first { $0.scheme == link.scheme && $0.code == link.code }
            let title: HTML = code.map { ". \($0.title(t))" } ?? ""
            let doubt: HTML = code?.isVerified == false ? " \(unverifiedMark(t))" : ""
            return "<p>\(place(link))\(title)\(doubt)</p>"
        }
        let ours: HTML =
            links.contains(where: \.isOurs)
            ? "<p class=\"quiet\">\(t("This match is ours."))</p>" : ""
        return items + ours
    }

    private func place(_ link: NodeText.Link) -> HTML {
        let path: String? =
            switch link.scheme {
            case .gcm, .principle, .action, .sdg:
                "/plan/links/\(link.scheme.rawValue)/\(percentEncoded(link.code))"
            case .agreement: "/agreements/\(percentEncoded(link.code))"
            case .plan, .practice: nil
            }
        if let path { return "<a href=\"\(path)\">\(link.code)</a>" }
        guard link.scheme == .plan, let (plan, code) = crossCode(link.code) else {
            return linkedText(link.code)
        }
        let path2 = "/plan/measures/\(percentEncoded(code))?plan=\(percentEncoded(plan))"
        return "<a href=\"\(path2)\">\(link.code)</a>"
    }

    private func bodies(_ role: BodyRole) -> String { text.names(role).joined(separator: "; ") }

    private var calendar: String {
        let days = [text.starts, text.ends].compactMap { $0.map { t.date($0) } }
        return ([text.calendar] + [days.joined(separator: " – ")]).filter { !$0.isEmpty }
            .joined(separator: "; ")
    }

    private var money: HTML? {
        if text.money.isEmpty { return nil }
        let lines = text.money.html { one -> HTML in
            let planned = one.planned.map { t("planned {sum} €", ["sum": euro($0)]) }
            let executed = one.executed.map { t("executed {sum} €", ["sum": euro($0)]) }
            return
                "<p>\(one.year): \([planned, executed].compactMap(\.self).joined(separator: ", "))</p>"
        }
        return "\(lines)<p class=\"quiet small\">\(linkedText(text.moneySource))</p>"
    }

    private func euro(_ cents: Int) -> String {
        cents % 100 == 0 ? t.number(cents / 100) : t.decimal(Double(cents) / 100, digits: 2)
    }
}

/// `pnipgm/M-e`: a measure of another plan.
func crossCode(_ code: String) -> (plan: String, code: String)? {
    let halves = code.split(separator: "/", maxSplits: 1).map(String.init)
    return halves.count == 2 ? (halves[0], halves[1]) : nil
}
