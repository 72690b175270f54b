import Figures
import Kernel
import Languages
import Web

/// A report in words: questions, answers, citations, gaps. The same body for screen and paper.
struct ReportBody {
    let draft: ReportDraft
    let t: Translator
    /// The public address of the house, so that links on paper lead somewhere.
    let base: String

    var html: HTML {
        """
        <h1>\(draft.set.title(t))</h1>
        <p class="lead">\(t("State of the data: {day}.", ["day": today]))</p>
        <p>\(t("Every number carries its source and leads to its definition. What is missing is listed at the end."))</p>
        \(demo)
        \(draft.answers.html(answer))
        \(annex)\(gaps)
        <p class="quiet small">\(t("Questions: {source}", ["source": draft.set.source]))</p>
        """
    }

    /// Said at the top, so that nobody reads invented cases as statistics.
    private var demo: HTML {
        guard draft.citations.contains(where: \.isDemo) else { return HTML() }
        return """
            <p>\(tag(t("Demonstration"), .care)) \(t("Figures marked as demonstration rest on invented cases. They are no statistics."))</p>
            """
    }

    private var today: String { t.date(draft.at.utcDay) }

    private func answer(_ answer: DraftAnswer) -> HTML {
        let parts = answer.question.parts.html { "<li>\($0(t))</li>" }
        return """
            <section><h2>\(t("Question {id}", ["id": answer.question.id]))</h2>
            <p class="question">\(answer.question.words(t))</p>\(if: !parts.isEmpty, "<ul>\(parts)</ul>")
            \(text(answer))\(measures(answer))</section>
            """
    }

    /// The officer's words with the figures below, or the data alone, marked as such.
    private func text(_ answer: DraftAnswer) -> HTML {
        guard let text = answer.text else {
            let stated: HTML =
                answer.citations.contains(where: \.isStated)
                ? "<p>\(t("What the data say:"))</p>\(sentences(answer))" : HTML()
            return "<p>\(tag(t("No text written yet"), .care))</p>\(stated)"
        }
        let paragraphs = text.split(separator: "\n").html { "<p>\($0)</p>" }
        let figures: HTML =
            answer.citations.contains(where: \.isStated)
            ? "<h3>\(t("Figures cited"))</h3>\(sentences(answer))" : HTML()
        return paragraphs + figures
    }

    /// One sentence for each figure that may be stated; the others are gaps.
    private func sentences(_ answer: DraftAnswer) -> HTML {
        let items = answer.citations.filter(\.isStated).html { "<li>\(sentence($0))</li>" }
        return "<ul>\(items)</ul>"
    }

    private func sentence(_ citation: Citation) -> HTML {
        guard let figure = citation.figure else { return HTML() }
        let words = t(
            "{title}: {value} {unit} ({period}). Source: {source}; published on {day}.",
            [
                "title": figure.title(t), "value": citation.snapshot.text(t),
                "unit": figure.unit(t), "period": period(citation),
                "source": figure.source(t), "day": day(citation),
            ])
        return
            "\(linkedText(words)) \(citation.snapshot.demoMark(t)) <a href=\"\(base)/figures/\(figure.key)\">\(t("Definition and history"))<span class=\"visually-hidden\">: \(figure.title(t))</span></a>"
    }

    /// The day a number was published; empty before the first snapshot.
    private func day(_ citation: Citation) -> String {
        citation.snapshot.map { t.date($0.day) } ?? ""
    }

    private func period(_ citation: Citation) -> String {
        (citation.published?.period).map { t.period($0) } ?? day(citation)
    }

    private func measures(_ answer: DraftAnswer) -> HTML {
        if answer.measures.isEmpty { return HTML() }
        let items = answer.measures.html { measure -> HTML in
            """
            <li><a href="\(base)\(measure.link)">\(measure.ref)</a>: \(measure.title(t)). \
            \(t("Status: {status}", ["status": measure.status(t)]))</li>
            """
        }
        return "<h3>\(t("Measures of the plan"))</h3><ul>\(items)</ul>"
    }

    /// Where each figure comes from.
    private var annex: HTML {
        let columns = [
            Column(t("Figure")), Column(t("Value"), numeric: true), Column(t("Period")),
            Column(t("Published")), Column(t("Definition")), Column(t("Source")),
        ]
        let rows = draft.citations.compactMap { citation -> [HTML]? in
            guard let figure = citation.figure else { return nil }
            let unit = citation.isStated ? " " + figure.unit(t) : ""
            return [
                "<a href=\"\(base)/figures/\(figure.key)\">\(figure.title(t))</a>",
                "\(citation.snapshot.text(t))\(unit) \(citation.snapshot.demoMark(t))",
                "\(period(citation))",
                "\(day(citation))", "\(figure.definition(t))", linkedText(figure.source(t)),
            ]
        }
        if rows.isEmpty { return HTML() }
        return """
            <h2>\(t("Where each figure comes from"))</h2>
            \(sortableTable(t, caption: t("Figures cited in this report"), columns: columns, rows: rows))
            """
    }

    private var gaps: HTML {
        let items = gathered(draft.gaps).html { "<li>\($0)</li>" }
        let list: HTML = items.isEmpty ? "<p>\(t("Nothing is missing."))</p>" : "<ul>\(items)</ul>"
        return "<h2>\(t("What is missing"))</h2>\(list)"
    }

    /// What is missing of many measures is said once, with all of their references.
    private func gathered(_ gaps: [Gap]) -> [String] {
        var unreported: [String] = []
        var unofficial: [String] = []
        var lines: [String] = []
        for gap in gaps {
            switch gap {
            case .notReported(let ref): unreported.append(ref)
            case .notOfficial(let ref): unofficial.append(ref)
            default: lines.append(gap.words(t))
            }
        }
        if !unreported.isEmpty {
            lines.append(
                t("Nobody has reported on these measures: {refs}.", ["refs": t.list(unreported)]))
        }
        if !unofficial.isEmpty {
            let refs = ["refs": t.list(unofficial)]
            lines.append(t("The official wording of these measures is missing: {refs}.", refs))
        }
        return lines
    }
}

extension ReportBody {
    /// The whole document without the frame of the house, for files.
    var document: HTML {
        let language = t.language
        return """
            <!doctype html>
            <html lang="\(language.code)" dir="\(language.direction.rawValue)"><head><meta charset="utf-8">
            <title>\(draft.set.title(t))</title></head><body><main>\(html)</main></body></html>
            """
    }
}
