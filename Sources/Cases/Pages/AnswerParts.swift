import Kernel
import Languages
import Web

extension CaseParts {
    private var answerWords: AnswerWords {
        AnswerWords(t: t, sheet: view.sheet, names: house.codedNames)
    }

    /// What was answered in the form, section by section; empty where the procedure asks nothing. `base` is where the
    /// reader may put it right.
    func answers(correctAt base: String?) -> HTML {
        if view.sheet.asked.isEmpty { return HTML() }
        let words = answerWords
        let corrected = Set(view.history.corrections.map(\.section))
        let sections = view.sheet.asked.html { asked -> HTML in
            let section = words.section(asked)
            let facts = section.lines.map { Fact($0.title, "\($0.answer)") }
            let mark: HTML? =
                corrected.contains(section.code) ? " \(tag(t("corrected"), .now))" : nil
            let link: HTML? = base.map { base in
                """
                <p><a href="\(base)/answers/\(section.code)">\(t("Correct what you said: {section}", ["section": section.title]))</a></p>
                """
            }
            let none: HTML = "<p class=\"quiet\">\(t("Nothing was answered."))</p>"
            return """
                <h3>\(section.title)\(mark)</h3>\(facts.isEmpty ? none : definitionList(t, facts))\(link)
                """
        }
        return
            "<h2>\(isOwn ? t("What you answered") : t("What the person answered"))</h2>\(sections)"
    }

    /// Who filed in the person's place; nil where they did so themselves.
    var filer: HTML? {
        view.history.filed.filer.map { filer in
            "<p>\(icon(.person))\(t("Filed by {name}, under a mandate of the person", ["name": filer.name]))</p>"
        }
    }
}
