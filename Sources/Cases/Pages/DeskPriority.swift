import Kernel
import Languages
import LegalTime
import Web

/// In which class an open file waits, and why; for the desk alone.
struct DeskPriority {
    let priority: Priority
    let t: Translator

    var html: HTML {
        let isVerified = (priority.reasons + priority.grounds).allSatisfy(\.isVerified)
        let mark: HTML? = isVerified ? nil : " \(unverifiedMark(t))"
        let classWords = priority.reasons.html { "\(words($0)) " }
        let grounds = priority.grounds.html { "<li data-reason>\(words($0))</li>" }
        return """
            <section data-decision="\(priority.decision)">
            <h2>\(t("Priority"))</h2>
            <p><data value="\(priority.code)">\(classWords)</data>\(mark)</p>
            \(if: !priority.grounds.isEmpty, "<ul>\(grounds)</ul>")\(unknown)
            <p class="quiet small">\(t("This only says what to take up first; it decides nothing."))</p>
            </section>
            """
    }

    private func words(_ reason: Reason) -> HTML {
        let sentence = reason.words(t)
        let article: HTML? =
            reason.article.isEmpty
            ? nil : " <span class=\"quiet small\" lang=\"pt\">(\(reason.article))</span>"
        return "\(sentence)\(article)"
    }

    private var unknown: HTML? {
        if priority.unknown.isEmpty { return nil }
        let lines = priority.unknown.html { "<li>\(fact($0))</li>" }
        return """
            <p>\(t("The file does not say, so it does not count:"))</p><ul>\(lines)</ul>
            """
    }

    /// What the house has no words for is shown by its name.
    private func fact(_ input: String) -> String {
        switch input {
        case "isSoleParent": t("whether one parent alone cares for a child")
        case "monthsSeparated": t("how long the family has lived apart")
        case "isVulnerable": t("whether somebody is in a vulnerable situation")
        default: input
        }
    }
}

extension CaseView {
    /// In which class the file waits; nil where it is decided, or where no table of its procedure says.
    func priority(_ house: CaseHouse) throws -> Priority? {
        guard !kase.isDecided, let rule = procedure.priority else { return nil }
        let facts = history.household.urgency(
            filed: house.zone.day(of: kase.filedAt), decisionBy: decision?.derivation.end,
            on: today)
        return try Priority(rule, facts, on: today, at: now, house.policy.decisions)
    }
}
