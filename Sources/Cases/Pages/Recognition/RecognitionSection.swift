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
        <h2>\(t("Which way this request goes"))</h2>\(course.told.html { AnswerLine($0, wizards, t).html })
        <h3>\(t("Earlier decisions on an equal degree"))</h3>\(precedents)
        """
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
