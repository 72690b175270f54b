import Figures
import Kernel
import Languages
import Web

/// The desk of the reporting officer: each question with its text and the figures at hand.
struct AnswerEditor {
    let draft: ReportDraft
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }

    var html: HTML { withErrors(t, errors, page) }

    private var page: HTML {
        let key = draft.set.key
        return """
            \(breadcrumbs(t, [
                NavItem(t("Reports"), path: "/reports"), NavItem(draft.set.title(t), path: "/reports/\(key)"),
                NavItem(t("Write the answers"), path: "", current: true)]))
            <h1>\(t("Write the answers"))</h1>
            <p>\(t("You write in {language}. Figures are cited below each text by themselves.", ["language": answerLanguage(t) == "pt" ? "Português" : "English"]))</p>
            \(draft.answers.html(form))
            """
    }

    static func field(_ question: String) -> String { "text-" + question }

    private func form(_ answer: DraftAnswer) -> HTML {
        let id = answer.question.id
        let isTyped = exchange.form.text("question") == id
        // One page holds several forms, so the field of each has a name of its own.
        let name = AnswerEditor.field(id)
        let value = isTyped ? exchange.form.text(name) ?? "" : answer.text ?? ""
        let figures = answer.citations.html { citation -> HTML in
            "<li>\(citation.figure?.title(t) ?? citation.key.text): \(citation.gap?.words(t) ?? citation.snapshot.text(t)) \(citation.snapshot.demoMark(t))</li>"
        }
        let field = textArea(
            t, name: name, label: t("Answer to question {id}", ["id": id]), value: value,
            error: message(for: name, in: errors), rows: 8, required: false)
        return """
            <section><h2>\(t("Question {id}", ["id": id]))</h2><p>\(answer.question.words(t))</p>
            \(if: !figures.isEmpty, "<ul>\(figures)</ul>")
            \(postForm(to: "/reports/\(draft.set.key)/answers", fields: exchange.formFields, """
                \(hiddenField("question", id))\(field)<div class="actions">\(button(t("Save the answer"), kind: .secondary))</div>
                """))</section>
            """
    }
}
