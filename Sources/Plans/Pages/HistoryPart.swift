import Figures
import Kernel
import Languages
import Web

/// Every claim about a measure with its evidence, who approved it, and what was put right; the newest first.
struct HistoryPart {
    let view: MeasureView
    let exchange: Exchange

    private var t: Translator { exchange.t }
    private var isStaff: Bool {
        view.speaker != nil || exchange.principal?.has(.analyst) == true
    }

    /// What was not approved is read by those who work on it alone.
    private var shown: [PlanReport] { view.reports.filter { $0.stands || isStaff } }

    var html: HTML {
        if shown.isEmpty { return "<p>\(t("Nobody has reported on this measure yet."))</p>" }
        return "<ol class=\"plain\">\(shown.html { "<li>\(report($0))</li>" })</ol>"
    }

    private func report(_ one: PlanReport) -> HTML {
        let proofs = one.text.proofs.html { "<li>\(proof($0))</li>" }
        let list: HTML = "<p>\(t("Evidence"))</p><ul>\(proofs)</ul>"
        let values = (view.values[one.id] ?? []).html {
            "<p>\($0.indicator.name(t)): <b>\($0.published.text(t))</b> \($0.indicator.unit)</p>"
        }
        let cause: HTML =
            one.text.cause == .none
            ? "" : "<p>\(t("What stands in the way")): \(one.text.cause.words(t))</p>"
        return """
            <p>\(claim(one)) \(t.date(one.now.day)), \(who(one))\(body(one))</p>\
            <p>\(one.now.text)</p>\(cause)\(values)\(if: !proofs.isEmpty, list)\(way(one))\(errata(one))\(doors(one))
            """
    }

    private func claim(_ one: PlanReport) -> HTML {
        let words = one.now.claim?.words(t) ?? ""
        let isDone = one.now.claim?.needsProof == true
        let state: HTML = one.stands ? "" : " \(tag(one.state.words(t), .care))"
        return "\(tag(words, isDone && one.stands ? .good : .now))\(state)"
    }

    private func who(_ one: PlanReport) -> String {
        switch one.voice {
        case .lead where one.role == Role.coordinator.rawValue: t("coordinator of the plan")
        case .lead: t("focal point of a responsible body")
        default: one.voice.words(t)
        }
    }

    private func body(_ one: PlanReport) -> HTML { one.body.isEmpty ? "" : ", \(one.body)" }

    /// Who approved it and when; what they saw stands behind it with its digest.
    private func way(_ one: PlanReport) -> HTML {
        let steps = one.steps.filter { isStaff || $0.act == "validated" }
        if steps.isEmpty { return "" }
        let items = steps.html { step -> HTML in
            let words: HTML = step.words.isEmpty ? "" : ": \(step.words)"
            // What bodies reported of people stands there as they wrote it: only for those who work on this measure.
            let seen: HTML = view.speaker != nil ? "<pre class=\"small\">\(step.seen)</pre>" : ""
            return """
                <li>\(act(step.act)), \(t.date(step.at.utcDay))\(words) <code class="small">\(step.digest.prefix(16))</code>\
                \(seen)</li>
                """
        }
        return
            "<details class=\"small\"><summary>\(t("How it was approved"))</summary><ul>\(items)</ul></details>"
    }

    private func act(_ act: String) -> String {
        switch act {
        case "submitted": t("Sent")
        case "returned": t("Sent back")
        default: t("Approved and locked")
        }
    }

    /// The old value stays to be read.
    private func errata(_ one: PlanReport) -> HTML {
        one.errata.html { erratum -> HTML in
            """
            <p class="small">\(tag(t("Erratum"), .care)) \(t.date(erratum.at.utcDay)): <del>\(said(erratum.field, erratum.was))</del> \
            <ins>\(said(erratum.field, erratum.becomes))</ins>. \(erratum.why) <code>\(erratum.seal.prefix(16))</code></p>
            """
        }
    }

    private func said(_ field: String, _ value: String) -> String {
        switch field {
        case "claim": ReportClaim(rawValue: value)?.words(t) ?? value
        case "day": Day(iso: value).map { t.date($0) } ?? value
        default: value
        }
    }

    private func doors(_ one: PlanReport) -> HTML {
        guard isStaff else { return "" }
        return
            actions(
                buttonLink(t("Open the report"), to: "/desk/plan/reports/\(one.id)", kind: .quiet))
    }

    private func proof(_ proof: Proof) -> HTML { proofLine(proof) }
}

/// One piece of evidence; what a body typed is followed by no search engine.
func proofLine(_ proof: Proof) -> HTML {
    switch proof.kind {
    case .link:
        "<a href=\"\(proof.content)\" rel=\"nofollow noopener\">\(proof.content)</a>"
    case .figure:
        "<a href=\"/figures/\(percentEncoded(proof.content))\">\(proof.content)</a>"
    case .document: "\(proof.content)"
    }
}
