import Kernel
import Languages
import Web

/// Which way an open request for recognition goes, and what the register holds of equal degrees: the same on the desk and on
/// the page of its person.
struct RecognitionSection {
    let course: RecognitionCourse
    let procedure: Procedure
    let wizards: [Wizard]
    let t: Translator

    static func of(_ view: CaseView, _ house: CaseHouse, _ t: Translator) -> HTML? {
        view.recognition.map { course in
            RecognitionSection(
                course: course, procedure: view.procedure, wizards: house.policy.wizards, t: t
            ).html
        }
    }

    var html: HTML {
        """
        <h2>\(t("Which way this request goes"))</h2>\(course.told.html { answer($0) })
        <h3>\(t("Earlier decisions on an equal degree"))</h3>\(precedents)
        """
    }

    /// What the wizard says of the same code, and why; else the reasons alone.
    private func answer(_ answer: RecognitionAnswer) -> HTML {
        let isVerified = answer.reasons.allSatisfy(\.isVerified)
        let mark: HTML? = isVerified ? nil : " \(unverifiedMark(t))"
        let name: HTML? = title(of: answer).map { "<b>\($0)</b> " }
        let reasons = answer.reasons.html { "\(words($0)) " }
        return """
            <section data-decision="\(answer.model)/\(answer.decision)">
            <p><data value="\(answer.code)">\(name)\(reasons)</data>\(mark)</p></section>
            """
    }

    private func title(of answer: RecognitionAnswer) -> String? {
        let shown = wizards.flatMap(\.answers).first {
            $0.model == answer.model && $0.decision == answer.decision
        }
        return shown?.outcome(answer.code)?.text(t)
    }

    private func words(_ reason: Reason) -> HTML {
        let sentence = reason.because[t.language.code == "pt" ? "pt" : "en"] ?? ""
        let article: HTML? =
            reason.article.isEmpty
            ? nil : " <span class=\"quiet small\" lang=\"pt\">(\(reason.article))</span>"
        return "\(sentence)\(article)"
    }

    private var precedents: HTML {
        if course.match.outcomes.isEmpty {
            return "<p>\(t("The register has none that is equal in the four conditions."))</p>"
        }
        let lines = course.match.outcomes.html { code in
            "<li>\(procedure.outcome(code)?.title(t) ?? code)</li>"
        }
        return """
            <ul>\(lines)</ul>
            <p class="quiet small">\(t("The register knows the degree and the outcome, and nobody's name."))</p>
            """
    }
}
