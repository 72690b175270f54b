import Kernel
import Languages
import LegalTime
import Web

extension CaseParts {
    /// The decision as its letter tells it: outcome, each ground with what it rests on, the reasons, and what may be done
    /// against it until when; empty while the case is open.
    var decision: HTML {
        guard let decision = view.history.decision else { return HTML() }
        let title = view.procedure.title(ofOutcome: decision.outcome)?(t) ?? decision.outcome
        return """
            <h2>\(t("The decision"))</h2><p><b>\(title)</b></p>
            \(grounds(decision.outcome, decision.grounds, decision.findings))<p class="written">\(decision.reasons)</p>
            \(remedies)
            """
    }

    /// Grounds by their codes with their articles, and of each what was said.
    func grounds(_ outcome: String, _ codes: [String], _ findings: [Finding]?) -> HTML {
        let known = view.procedure.outcome(outcome)?.grounds.filter { codes.contains($0.code) }
        let lines = (known ?? []).html { ground -> HTML in
            let mark: HTML? = ground.verified ? nil : " \(unverifiedMark(t))"
            let rest = findings?.first { $0.ground == ground.code }.map(said)
            return """
                <li>\(ground.title(t)) <span class="quiet small" lang="pt">(\(ground.article))</span>\(mark)\(rest)</li>
                """
        }
        return "<ul>\(lines)</ul>"
    }

    private func said(_ finding: Finding) -> HTML {
        let papers = finding.evidence.html { id -> HTML in
            guard let document = view.documents.first(where: { $0.id == id }) else {
                return HTML()
            }
            let values = [
                "document": view.title(of: document.code)?(t) ?? document.code,
                "date": t.date(house.zone.day(of: document.heldSince)),
            ]
            return "<li>\(t("Shown by: {document}, in since {date}", values))</li>"
        }
        let change: HTML? = finding.change.map {
            "<li>\(t("What would change it:")) \($0)</li>"
        }
        return "<ul><li>\(t("What was found:")) \(finding.fact)</li>\(papers)\(change)</ul>"
    }

    private var remedies: HTML {
        if view.remedies.isEmpty { return HTML() }
        let lines = view.remedies.html { remedy -> HTML in
            let mark: HTML? = remedy.isVerified ? nil : " \(unverifiedMark(t))"
            return """
                <li>\(RemedyWords(t: t).line(remedy)) \
                <span class="quiet small" lang="pt">(\(remedy.rule.article))</span>\(mark)</li>
                """
        }
        return "<h3>\(t("What can be done against it"))</h3><ul>\(lines)</ul>"
    }
}

/// A remedy in a sentence, the same wherever it is told.
struct RemedyWords {
    let t: Translator

    func line(_ remedy: Remedy) -> String {
        let values = [
            "remedy": ruleTitle(remedy.rule, t), "length": length(remedy.rule, t),
            "date": remedy.last.map { t.date($0) } ?? "–", "served": t.date(remedy.served),
        ]
        return remedy.isServed
            ? t(
                "{remedy}: the last day is {date}, counted from {served}, the day on which the letter came.",
                values)
            : t(
                "{remedy}: {length} from the day on which the letter comes. If it came on {served}, the last day is {date}.",
                values)
    }
}
